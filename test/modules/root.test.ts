import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRoot } from '../../src/modules/root.ts';
import { filesBelow, makeTree } from './tree.ts';

const everywhere = filesBelow('/');

test.each([
  ['a folder', { 'flake/.git/HEAD': '', 'flake/hosts/a.nix': '' }],
  ['a file, as in a work tree beside the first', { 'flake/.git': '', 'flake/hosts/a.nix': '' }],
])('the root is the work tree that a folder is in: `.git` is %s', (_name, files) => {
  const tree = join(makeTree(files), 'flake');
  expect(findRoot(join(tree, 'hosts'), everywhere)).toBe(tree);
  expect(findRoot(tree, everywhere)).toBe(tree);
});

test('the nearest work tree counts', () => {
  const tree = makeTree({ '.git': '', 'inner/.git': '', 'inner/a.nix': '' });
  expect(findRoot(join(tree, 'inner'), everywhere)).toBe(join(tree, 'inner'));
});

test('a link to nothing is no work tree', () => {
  const tree = makeTree({ '.git': '' });
  mkdirSync(join(tree, 'inner'));
  symlinkSync('nothing', join(tree, 'inner/.git'));
  expect(findRoot(join(tree, 'inner'), everywhere)).toBe(tree);
});

test('outside of any work tree the folder itself is the root', () => {
  expect(findRoot('/a/b', { inspect: () => ({ kind: 'missing' }) })).toBe('/a/b');
});

test('all that there is may be a work tree', () => {
  const inspect = (path: string) =>
    path === '/.git'
      ? ({ kind: 'directory', real: path } as const)
      : ({ kind: 'missing' } as const);
  expect(findRoot('/a/b', { inspect })).toBe('/');
});
