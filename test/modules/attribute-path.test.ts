import { expect, test } from 'vitest';
import { readAttributePath } from '../../src/modules/attribute-path.ts';

test.each([
  ['a', ['a'], 1],
  ["_a-b'9.C", ["_a-b'9", 'C'], 8],
  ['a."b c".d=1', ['a', 'b c', 'd'], 9],
  [' a\t. b =1', ['a', 'b'], 7],
  ['""', [''], 2],
  [String.raw`"\n\r\t\"\\\x\${a}"`, ['\n\r\t"\\x${a}'], 19],
  ['"$a$"', ['$a$'], 5],
  ['a b', ['a'], 2],
  ['a=b.c', ['a'], 1],
  ['"a\nb"', ['a\nb'], 5],
])('%j', (text, names, end) => {
  expect(readAttributePath(text)).toEqual({ kind: 'path', names, end });
});

test.each([
  ['', 0],
  ['=', 0],
  ['.a', 0],
  ['a.', 2],
  ['a..b', 2],
  ['a.1', 2],
  ['-a', 0],
  ['"a', 0],
  ['"${a}"', 0],
  ['a.${b}', 2],
])('%j has no name at %i', (text, at) => {
  const message = 'a name is expected here';
  expect(readAttributePath(text)).toEqual({ kind: 'error', message, at });
});
