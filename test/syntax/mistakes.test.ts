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

/** More than is searched for mistakes behind the first. */
const long = `"${'a'.repeat(999)}"\n`.repeat(300);

test('of a long text, what comes behind a mistake far down is not read', () => {
  const text = `[\n${long}${'{ if = 1; }\n'.repeat(5000)}${'{ a b; }\n'.repeat(10)}]`;
  const mistakes = mistakesIn(text);
  expect(mistakes[0]).toEqual({ code: 'syntax-error', start: text.indexOf('if') });
  expect(mistakes.every(({ start }) => start < text.indexOf('{ a b'))).toBe(true);
});

test('a long text is read to the end where its mistakes are there', () => {
  const text = `[\n${long}{ b c; } ]`;
  expect(mistakesIn(text)).toEqual([{ code: 'syntax-error', start: text.indexOf('c;') }]);
});

test('a text that the parser has too many ways through is read in part', () => {
  const packed = readFileSync(new URL('texts/many-ways.nix.gz', import.meta.url));
  const text = gunzipSync(packed).toString('latin1');
  const end = loadedParser().withTree(text, (_tree, end) => end);
  expect(end).toBeLessThan(text.length);
  expect(mistakesIn(text.replace("''", '"" } )'))).not.toEqual([]);
});
