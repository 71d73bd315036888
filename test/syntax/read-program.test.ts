import { beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../src/syntax/parser.ts';
import { createProgramCache, readProgram } from '../../src/syntax/read-program.ts';

beforeAll(loadParser);

const settings = { maxNesting: 100, globals: new Set(['true']) };
const source = (text: string, path = '/a.nix') => ({ path, text });

test('names are bound, and one that is not is told', () => {
  const { program, diagnostics } = readProgram(source('[ true false ]'), settings);
  expect(program?.body).toMatchObject({
    elements: [{ binding: { kind: 'global', name: 'true' } }, { binding: { kind: 'unbound' } }],
  });
  expect(diagnostics.map(({ code, span }) => [code, span.start])).toEqual([
    ['undefined-variable', 7],
  ]);
});

test('the same bytes at the same path are read once', () => {
  const { read } = createProgramCache();
  const first = read(source('{ a = 1; }'), settings);
  expect(read(source('{ a = 1; }'), settings)).toBe(first);
  expect(read(source('{ a = 2; }'), settings)).not.toBe(first);
});

test('another path, another copy or another limit is read for itself', () => {
  const { read } = createProgramCache();
  const first = read(source('1'), settings);
  expect(read(source('1', '/b.nix'), settings)).not.toBe(first);
  expect(read({ ...source('1'), isCopied: true }, settings)).not.toBe(first);
  expect(read(source('1'), { ...settings, maxNesting: 99 })).not.toBe(first);
});

test('what is not asked for between two calls is dropped', () => {
  const { read, dropUnused } = createProgramCache();
  const [one, two] = [read(source('1', '/1'), settings), read(source('2', '/2'), settings)];
  dropUnused();
  expect(read(source('1', '/1'), settings)).toBe(one);
  dropUnused();
  expect(read(source('1', '/1'), settings)).toBe(one);
  expect(read(source('2', '/2'), settings)).not.toBe(two);
});
