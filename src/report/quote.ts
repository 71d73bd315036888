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

/**
 * Control characters and other invisible ones. Those that only format (Cf), and what is set aside for more like them, are
 * listed: Node's versions know different ones, and say the same. The other categories never change.
 */
export const unsafe =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]/gu;

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
