import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { loadedParser, loadParser } from '../../src/syntax/parser.ts';
import { readProgram } from '../../src/syntax/read-program.ts';

beforeAll(loadParser);

const settings = { maxNesting: 5000, globals: new Set<string>() };

function mistakesIn(text: string): readonly { readonly code: string; readonly start: number }[] {
  return readProgram({ path: '/a.nix', text }, settings).diagnostics.map(({ code, span }) => ({
    code,
    start: span.start,
  }));
}

test.each([
  ['brackets that close nothing', ')'.repeat(5000), 'syntax-error'],
  ['unusable tokens', `{ ${'a = [ 1, 2 ]; '.repeat(5000)}}`, 'syntax-error'],
  ['merge conflicts', '<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n'.repeat(5000), 'syntax-error'],
  ['undefined variables', `[ ${'u '.repeat(5000)}]`, 'undefined-variable'],
  ['duplicate attributes', `{ ${'a = 1; '.repeat(5000)}}`, 'duplicate-attribute'],
  ['duplicate formals', `{ ${'a, '.repeat(5000)}b }: 1`, 'duplicate-formal'],
])('of many %s, the first hundred are told', (_what, text, code) => {
  const mistakes = mistakesIn(text);
  expect(mistakes.map((mistake) => mistake.code)).toEqual(Array(100).fill(code));
  expect(mistakes.at(-1)?.start).toBeLessThan(text.length / 10);
});

/** 300 kB that are Nix. */
const long = `"${'a'.repeat(999)}"\n`.repeat(300);

test('a long text is read to the end, whatever is wrong in it', () => {
  const text = `[\n${long}{ a b; x = 1; }\n${long}{ c d; } ]`;
  expect(mistakesIn(text)).toEqual(
    ['b;', 'd;'].map((unusable) => ({ code: 'syntax-error', start: text.indexOf(unusable) })),
  );
});

/** How much of a text the parser reads. */
function lengthRead(text: string): number {
  return loadedParser().withTree(text, (_tree, end) => end);
}

test.each([
  'a = 1;\n',
  'a < b < c ',
  '{ a b }:',
  'x } ',
])('of no end of mistakes like %j, only the beginning is read', (mistake) => {
  const text = mistake.repeat(100_000);
  expect(lengthRead(text)).toBeLessThan(text.length);
  expect(mistakesIn(text)).not.toEqual([]);
});

test('each text is read as if there had been none before', () => {
  const broken = '{ a b; }\n'.repeat(3000);
  for (let count = 0; count < 20; count++) expect(lengthRead(broken)).toBe(broken.length);
});

test('a text that the parser has too many ways through is read in part', () => {
  const packed = readFileSync(new URL('texts/many-ways.nix.gz', import.meta.url));
  const text = gunzipSync(packed).toString('latin1');
  expect(lengthRead(text)).toBeLessThan(text.length);
  expect(mistakesIn(text.replace("''", '"" } )'))).not.toEqual([]);
});
