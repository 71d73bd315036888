import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, quote, show } from '../../src/report/quote.ts';
import { encode } from '../../src/report/utf8.ts';

test.each([
  ['plain', 'sys-net', '`sys-net`'],
  ['UTF-8', encode('büro 😀'), '`büro 😀`'],
  ['an escape sequence', '\x1b[31m', '`\\u{1b}[31m`'],
  ['line breaks and tabs', 'a\r\n\tb', '`a\\r\\n\\tb`'],
  ['a C1 control character', encode('\u009b'), '`\\u{9b}`'],
  ['a bidirectional override', encode('\u202e'), '`\\u{202e}`'],
  ['a byte that is not UTF-8', 'a\xff', '`a\\xff`'],
])('%s', (_, bytes, expected) => {
  expect(quote(bytes)).toBe(expected);
});

test('whatever the bytes, what is shown is printable and one line', () => {
  const byte = fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: byte }), (bytes) => {
      const shown = show(bytes);
      expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(escapeText(shown)).toBe(shown);
    }),
  );
});
