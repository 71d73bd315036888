import { unsafe } from './quote.ts';

/**
 * As `JSON.stringify`, but control characters and other invisible ones are written by number (`\u009b`): the same value,
 * and never a terminal command.
 */
export function printJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(unsafe, (character) =>
    character === '\n' ? character : escapeUnits(character),
  );
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
