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

const unsafe = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** As {@link quote}, without the backquotes. */
export function show(bytes: string): string {
  return decode(bytes).replace(unsafe, escapeCharacter);
}

/** Invalid bytes become lone low surrogates U+DC80 to U+DCFF, which {@link escapeCharacter} shows as `\x…`. */
function decode(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const buffer = Buffer.from(bytes, 'latin1');
  let text = '';
  let at = 0;
  while (at < buffer.length) {
    const length = sequenceLength(buffer[at] ?? 0);
    try {
      text += decoder.decode(buffer.subarray(at, at + length));
      at += length;
    } catch {
      text += String.fromCharCode(0xdc00 + (buffer[at] ?? 0));
      at += 1;
    }
  }
  return text;
}

function isAscii(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes.charCodeAt(at) > 0x7f) return false;
  return true;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function escapeCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point >= 0xdc80 && point <= 0xdcff) return `\\x${(point - 0xdc00).toString(16)}`;
  const short = { 10: '\\n', 13: '\\r', 9: '\\t' }[point];
  return short ?? `\\u{${point.toString(16)}}`;
}
