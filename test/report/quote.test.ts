import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, quote, show } from '../../src/report/quote.ts';
import { encode } from '../../src/report/utf8.ts';

/** Control characters, invisible ones, and what has no meaning that is agreed on. */
const acting = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

test.each([
  ['plain', 'sys-net', '`sys-net`'],
  ['UTF-8', encode('büro 😀'), '`büro 😀`'],
  ['an escape sequence', '\x1b[31m', '`\\u{1b}[31m`'],
  ['line breaks and tabs', 'a\r\n\tb', '`a\\r\\n\\tb`'],
  ['a C1 control character', encode('\u009b'), '`\\u{9b}`'],
  ['a bidirectional override', encode('\u202e'), '`\\u{202e}`'],
  ['a character that only a later Unicode has', encode('\u0378'), '`\u0378`'],
  ['a byte that is not UTF-8', 'a\xff', '`a\\xff`'],
])('%s', (_, bytes, expected) => {
  expect(quote(bytes)).toBe(expected);
});

test('whatever the bytes, what is shown is printable and one line', () => {
  const byte = fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: byte }), (bytes) => {
      const shown = show(bytes);
      expect(shown).not.toMatch(acting);
      expect(escapeText(shown)).toBe(shown);
    }),
  );
});

test('no character that this Unicode calls one that acts is shown', () => {
  const shown: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const character = String.fromCodePoint(point);
    if (acting.test(character) && escapeText(character) === character) shown.push(character);
  }
  expect(shown).toEqual([]);
});
