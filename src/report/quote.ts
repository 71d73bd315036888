import { decode, invalidByte, isInvalidByte } from './utf8.ts';

/**
 * Shows a byte string of the configuration inside a message: valid UTF-8 as it is, every control character,
 * other invisible character and byte that is not UTF-8 as `\u{…}` or `\x…`, so that a message is one line and
 * never a terminal command.
 *
 * @param bytes one character a byte
 */
export function quote(bytes: string): string {
  return `\`${show(bytes)}\``;
}

/** As {@link quote}, without the backquotes. */
export function show(bytes: string): string {
  return escapeText(decode(bytes));
}

/** Control characters and other invisible ones. */
export const unsafe = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** As {@link escapeText}, of a text of several lines. */
export function escapeLines(text: string): string {
  return text.split('\n').map(escapeText).join('\n');
}

/** As {@link show}, of text that is decoded already. Leaves alone what it gave. */
export function escapeText(text: string): string {
  return text.replace(unsafe, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (isInvalidByte(character)) return `\\x${(point - invalidByte).toString(16)}`;
  const short = { 10: '\\n', 13: '\\r', 9: '\\t' }[point];
  return short ?? `\\u{${point.toString(16)}}`;
}
