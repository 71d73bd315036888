import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, decode, encode } from '../../src/report/utf8.ts';

test('text survives encoding and decoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decode(encode(text))).toBe(text);
    }),
  );
});

test('the code points of any bytes account for each byte', () => {
  const byte = fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: byte }), (bytes) => {
      const lengths = Array.from(decode(bytes), byteLength);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(bytes.length);
    }),
  );
});

test.each([
  ['a lone continuation byte', '\x80'],
  ['an overlong form', '\xc0\xaf'],
  ['a surrogate', '\xed\xa0\x80'],
  ['a point beyond U+10FFFF', '\xf4\x90\x80\x80'],
  ['a sequence cut short', '\xe2\x82'],
])('%s is invalid byte by byte', (_, bytes) => {
  expect(Array.from(decode(bytes), byteLength)).toEqual(Array.from(bytes, () => 1));
});

test('U+FFFD in the text is no invalid byte', () => {
  expect(decode(`${encode('\ufffd')}\xff`)).toBe('\ufffd\udcff');
});
