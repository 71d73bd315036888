import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FileTooLarge } from '../../src/resolve/files.ts';
import type { FileAccess } from '../../src/resolve/looks.ts';
import { type StagedKind, type StagedTree, stagedFiles } from '../../src/resolve/staged-files.ts';
import { makeFolder } from '../commands/folder.ts';

/** A tree below `/none`, where nothing is in the work tree: files by their texts, links by `-> target`. */
function treeOf(entries: Readonly<Record<string, string>>): StagedTree {
  const kinds = new Map<string, StagedKind>([['/none', 'directory']]);
  for (const [name, text] of Object.entries(entries)) {
    const path = `/none/${name}`;
    kinds.set(path, text.startsWith('-> ') ? 'link' : text === 'submodule' ? text : 'file');
    for (let at = dirname(path); at !== '/none'; at = dirname(at)) kinds.set(at, 'directory');
  }
  return {
    at: (path) => kinds.get(path) ?? null,
    names: (folder) =>
      [...kinds.keys()]
        .filter((path) => path !== folder && dirname(path) === folder)
        .map((path) => path.slice(folder.length + 1)),
    bytes: (path) => (entries[path.slice('/none/'.length)] ?? '').replace(/^-> /, ''),
  };
}

/** Says what it is asked. */
const workTree: FileAccess = {
  inspect: (path) => ({ kind: 'unreadable', reason: `work tree ${path}` }),
  linkTarget: (path) => `work tree ${path}`,
  read: (path) => `work tree ${path}`,
  typeIn: () => 'unknown',
  list: (path) => [[`work tree ${path}`, 'unknown']],
};

function filesOf(entries: Readonly<Record<string, string>>): FileAccess {
  const outputs = new Set(['/none/out.nix']);
  return stagedFiles(treeOf(entries), { root: '/none', outputs, maxBytes: 20 }, workTree);
}

test.each<[string, string, object]>([
  ['a file', 'd/a.nix', { kind: 'file', real: '/none/d/a.nix' }],
  ['a folder', 'd', { kind: 'directory', real: '/none/d' }],
  ['the root', '', { kind: 'directory', real: '/none' }],
  ['what is not there', 'd/b.nix', { kind: 'missing' }],
  ['something below a file', 'd/a.nix/x', { kind: 'missing' }],
  ['a link to a file', 'file', { kind: 'file', real: '/none/d/a.nix' }],
  ['a way through a link to a folder', 'folder/a.nix', { kind: 'file', real: '/none/d/a.nix' }],
  ['an absolute link', 'absolute/a.nix', { kind: 'file', real: '/none/d/a.nix' }],
  ['a link upwards', 'd/up/d/a.nix', { kind: 'file', real: '/none/d/a.nix' }],
  ['a link out', 'out', { kind: 'outside' }],
  ['an absolute link out', 'store', { kind: 'outside' }],
  ['a link to nothing', 'dangling', { kind: 'missing' }],
  ['links in a ring', 'ring', { kind: 'unreadable', reason: 'too many links' }],
  ['absolute links in a ring', 'round', { kind: 'unreadable', reason: 'too many links' }],
  ['the output', 'out.nix', { kind: 'output' }],
  ['a link to the output', 'own', { kind: 'output' }],
  ['a submodule', 'sub/x', { kind: 'unreadable', reason: 'work tree /none/sub/x' }],
])('%s', (_, path, entry) => {
  const files = filesOf({
    'd/a.nix': '1',
    'd/up': '-> ..',
    file: '-> d/a.nix',
    folder: '-> ./d/',
    absolute: '-> /none/d',
    out: '-> d/../../elsewhere',
    store: '-> /nix/store',
    dangling: '-> nowhere',
    ring: '-> ring2',
    ring2: '-> ring',
    round: '-> /none/round',
    own: '-> out.nix',
    sub: 'submodule',
  });
  expect(files.inspect(path === '' ? '/none' : `/none/${path}`)).toEqual(entry);
});

test('paths outside of the root are outside', () => {
  expect(filesOf({}).inspect('/nowhere/a.nix')).toEqual({ kind: 'outside' });
});

test('a folder lists what is staged, and the output', () => {
  const files = filesOf({ 'b.nix': '1', a: '-> b.nix', 'd/x': '1', sub: 'submodule' });
  expect(files.list('/none')).toEqual([
    ['a', 'symlink'],
    ['b.nix', 'regular'],
    ['d', 'directory'],
    ['out.nix', 'regular'],
    ['sub', 'directory'],
  ]);
  expect(files.list('/none/sub')).toEqual([['work tree /none/sub', 'unknown']]);
  expect(files.typeIn('/none', 'a')).toBe('symlink');
  expect(files.typeIn('/none', 'c')).toBeNull();
  expect(files.typeIn('/none/sub', 'c')).toBe('unknown');
});

test('links are read where they stand', () => {
  const files = filesOf({ 'd/link': '-> x', folder: '-> d', sub: 'submodule' });
  expect(files.linkTarget('/none/folder/link')).toBe('x');
  expect(files.linkTarget('/none/d')).toBeNull();
  expect(files.linkTarget('/none')).toBeNull();
  expect(files.linkTarget('/nowhere/x')).toBeNull();
  expect(files.linkTarget('/none/sub/x')).toBe('work tree /none/sub/x');
  expect(files.linkTarget('/none/missing/x')).toBeNull();
  expect(files.linkTarget('/none/d/link/x')).toBeNull();
});

test('a path outside of the root leads to what a link there leads to inside', () => {
  const [root, other] = [makeFolder(), makeFolder()];
  mkdirSync(join(root, 'd'));
  writeFileSync(join(root, 'd/a.nix'), '');
  symlinkSync(join(root, 'd'), join(other, 'link'));
  const tree: StagedTree = {
    at: (path) => (path === join(root, 'd/a.nix') ? 'file' : 'directory'),
    names: () => [],
    bytes: () => '',
  };
  const files = stagedFiles(tree, { root, outputs: new Set(), maxBytes: 20 }, workTree);
  expect(files.inspect(join(other, 'link/a.nix'))).toEqual({
    kind: 'file',
    real: join(root, 'd/a.nix'),
  });
  expect(files.inspect(join(other, 'a.nix'))).toEqual({ kind: 'outside' });
});

test('a file that is too large is not read', () => {
  const files = filesOf({ a: 'x'.repeat(20), b: 'x'.repeat(21) });
  expect(files.read('/none/a')).toHaveLength(20);
  expect(() => files.read('/none/b')).toThrow(FileTooLarge);
  expect(files.read('/none/sub/x')).toBe('work tree /none/sub/x');
});
