import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, openFiles } from '../../src/resolve/files.ts';
import { changesOf } from '../../src/resolve/looks.ts';
import { makeFolder } from '../commands/folder.ts';

/** What has changed of what was asked, below a folder. */
function changesIn(folder: string, asked: Files): readonly string[] {
  const files = open(folder);
  return asked.looks
    .flatMap((look) => changesOf(look, files))
    .map((path) => path.slice(folder.length + 1));
}

function open(folder: string): Files {
  return openFiles({ root: folder, outputs: [join(folder, 'out.nix')], maxBytes: 100 });
}

test('each question is noted once, with its first answer', () => {
  const folder = makeFolder();
  const files = open(folder);
  files.inspect(join(folder, 'a'));
  writeFileSync(join(folder, 'a'), '');
  files.inspect(join(folder, 'a'));
  expect(files.looks).toEqual([
    { kind: 'entry', path: join(folder, 'a'), answer: { kind: 'missing' } },
  ]);
  expect(changesIn(folder, files)).toEqual(['a']);
});

test('bytes, not times', () => {
  const folder = makeFolder();
  const file = join(folder, 'a');
  writeFileSync(file, 'one');
  const files = open(folder);
  files.read(file);
  writeFileSync(file, 'one');
  chmodSync(file, 0o600);
  expect(changesIn(folder, files)).toEqual([]);
  writeFileSync(file, 'two');
  expect(changesIn(folder, files)).toEqual(['a']);
});

test('a file that can not be read, and then can', () => {
  const folder = makeFolder();
  const file = join(folder, 'a');
  writeFileSync(file, 'x'.repeat(101));
  const files = open(folder);
  expect(() => files.read(file)).toThrow();
  expect(() => files.read(join(folder, 'b'))).toThrow();
  expect(changesIn(folder, files)).toEqual([]);
  expect([...files.filesRead]).toEqual([]);
  writeFileSync(file, 'x');
  expect(changesIn(folder, files)).toEqual(['a']);
});

test('a folder changes by its names and their types, not by what is in them', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'd'));
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, 'd', name), '');
  const files = open(folder);
  files.list(join(folder, 'd'));
  writeFileSync(join(folder, 'd/a'), 'other');
  writeFileSync(join(folder, 'out.nix'), 'our own');
  expect(changesIn(folder, files)).toEqual([]);
  rmSync(join(folder, 'd/a'));
  rmSync(join(folder, 'd/b'));
  mkdirSync(join(folder, 'd/b'));
  writeFileSync(join(folder, 'd/new'), '');
  expect(changesIn(folder, files)).toEqual(['d/a', 'd/b', 'd/new']);
});

test('whether a name is there asks for no other', () => {
  const folder = makeFolder();
  const files = open(folder);
  expect(files.typeIn(folder, 'a')).toBeNull();
  expect(files.typeIn(folder, 'out.nix')).toBe('regular');
  writeFileSync(join(folder, 'b'), '');
  expect(changesIn(folder, files)).toEqual([]);
  symlinkSync('nowhere', join(folder, 'a'));
  expect(changesIn(folder, files)).toEqual(['a']);
});

test('links, and where they lead', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'one'));
  mkdirSync(join(folder, 'two'));
  symlinkSync('one', join(folder, 'link'));
  const files = open(folder);
  files.linkTarget(join(folder, 'link'));
  files.inspect(join(folder, 'link'));
  expect(changesIn(folder, files)).toEqual([]);
  symlinkSync('two', join(folder, 'next'));
  renameSync(join(folder, 'next'), join(folder, 'link'));
  expect(changesIn(folder, files)).toEqual(['link', 'link']);
});

test('why something can not be read', () => {
  const folder = makeFolder();
  const link = join(folder, 'link');
  symlinkSync('link', link);
  const files = open(folder);
  files.inspect(link);
  expect(changesIn(folder, files)).toEqual([]);
  rmSync(link);
  symlinkSync('x'.repeat(256), link);
  expect(changesIn(folder, files)).toEqual(['link']);
  rmSync(link);
  writeFileSync(link, '');
  expect(changesIn(folder, files)).toEqual(['link']);
});
