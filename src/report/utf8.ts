/** A byte that is in no UTF-8 sequence decodes to this plus the byte: a lone low surrogate, which no valid text holds. */
export const invalidByte = 0xdc00;

/** Text as UTF-8, one character a byte. */
export function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * The text of a byte string: UTF-8 as Unicode 16.0 table 3-7 has it, every other byte as one code point from
 * {@link invalidByte} on.
 *
 * @param bytes one character a byte
 */
export function decode(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? bytes.replace(sequence, decodeSequence) : text;
}

/** How many bytes a code point of {@link decode} stands for. */
export function byteLength(character: string): number {
  return isInvalidByte(character) ? 1 : Buffer.byteLength(character);
}

/** Whether a code point of {@link decode} is a byte that is not UTF-8. */
export function isInvalidByte(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return point > invalidByte && point <= invalidByte + 0xff;
}

function isAscii(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes.charCodeAt(at) > 0x7f) return false;
  return true;
}

const tail = '[\\x80-\\xbf]';
const sequence = new RegExp(
  [
    `[\\xc2-\\xdf]${tail}`,
    `\\xe0[\\xa0-\\xbf]${tail}`,
    `[\\xe1-\\xec\\xee\\xef]${tail}{2}`,
    `\\xed[\\x80-\\x9f]${tail}`,
    `\\xf0[\\x90-\\xbf]${tail}{2}`,
    `[\\xf1-\\xf3]${tail}{3}`,
    `\\xf4[\\x80-\\x8f]${tail}{2}`,
    '[\\x80-\\xff]',
  ].join('|'),
  'g',
);

function decodeSequence(bytes: string): string {
  return bytes.length === 1
    ? String.fromCharCode(invalidByte + bytes.charCodeAt(0))
    : Buffer.from(bytes, 'latin1').toString('utf8');
}
