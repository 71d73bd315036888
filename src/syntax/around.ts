/** An opening bracket that is not closed before an offset. */
export interface Around {
  readonly kind: '{' | '[' | '(';
  readonly start: number;
}

const openers: ReadonlyMap<string, Around['kind']> = new Map([
  ['}', '{'],
  [']', '['],
  [')', '('],
]);

/** How far is looked back, in bytes: a text may be long, and have many mistakes. */
export const nearby = 100_000;

/**
 * The innermost bracket around an offset, as far as that can be seen backwards: strings are passed over, comments are
 * not told from code.
 *
 * @param isEnd whether to stop before that, at a character outside of inner brackets
 * @returns where it stopped; null at the start of the text, or {@link nearby} before the offset
 */
export function lookBack(
  text: string,
  before: number,
  isEnd: (character: string) => boolean,
): number | null {
  const closed: string[] = [];
  const start = Math.max(0, before - nearby);
  for (let at = before - 1; at >= start; at--) {
    const character = text.charAt(at);
    if (character === '"') at = text.lastIndexOf('"', at - 1);
    else if (text.slice(Math.max(0, at - 1), at + 1) === "''") at = text.lastIndexOf("''", at - 2);
    else if (closed.length === 0 && (isEnd(character) || isBracket(character))) return at;
    else if (openers.has(character)) closed.push(openers.get(character) ?? '');
    else if (character === closed.at(-1)) closed.pop();
  }
  return null;
}

/** The innermost bracket around an offset; null outside of all. */
export function bracketAround(text: string, offset: number): Around | null {
  const start = lookBack(text, offset, () => false);
  if (start === null) return null;
  const kind = text.charAt(start);
  return isBracket(kind) ? { kind, start } : null;
}

function isBracket(character: string): character is Around['kind'] {
  return character === '{' || character === '[' || character === '(';
}
