import { beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../src/syntax/parser.ts';
import { plainOf } from '../../src/vmsilo/plain-network.ts';
import { readData } from '../../src/vmsilo/read-data.ts';

beforeAll(loadParser);

test('plain data of every kind', () => {
  const data = readData(
    '{ a = [ true false null ]; b.c = -5; "d e" = "text"; none = { }; empty = ""; n = 12; }',
  );
  expect(data === undefined ? data : plainOf(data)).toEqual({
    a: [true, false, null],
    b: { c: -5 },
    'd e': 'text',
    none: {},
    empty: '',
    n: 12,
  });
});

test.each([
  'x',
  'let x = 1; in x',
  'let true = 1; in true',
  '[ x ]',
  '[ 1 (y: y) ]',
  '{ a = 1; b = x; }',
  '{ a = 1; b = 1 + 1; }',
  '{ a = 1; a = 2; }',
  '[ 1 (1 + 1) ]',
  '"a${"b"}"',
  '"${"b"}c"',
  '{ inherit true; }',
  'rec { a = 1; }',
  'rec { true = 1; a = true; }',
  '{ ${"a" + "b"} = 1; }',
  '"a${b}"',
  '"${b}"',
  '-"text"',
  '1 + 1',
  './file',
  '{ a = ; }',
])('%s is none', (text) => {
  expect(readData(text)).toBeUndefined();
});

test('data that is nested too deeply is none', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(readData(nested(100))).toBeDefined();
  expect(readData(nested(300))).toBeUndefined();
});
