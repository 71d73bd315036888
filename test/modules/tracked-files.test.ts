import { join } from 'node:path';
import { expect, test } from 'vitest';
import { indexFile, trackedFiles } from '../../src/modules/tracked-files.ts';
import { makeRepository } from '../cli/repository.ts';
import { makeFolder } from '../commands/folder.ts';
import { makeTree } from './tree.ts';

test('what Git tracks are files, and the folders that they are in', () => {
  const { folder, git, put } = makeRepository();
  put({ 'flake.nix': '', 'a/b/ü.nix': '', 'a/b/d.nix': '', 'other/e.nix': '' });
  git('add', 'flake.nix', 'a');
  expect(trackedFiles(folder)).toEqual(
    new Set(
      ['.', 'flake.nix', 'a', 'a/b', 'a/b/\u00c3\u00bc.nix', 'a/b/d.nix'].map((name) =>
        join(folder, name),
      ),
    ),
  );
});

test('of an empty repository it is the root alone', () => {
  const { folder } = makeRepository();
  expect(trackedFiles(folder)).toEqual(new Set([folder]));
});

test('only a root that is a work tree itself has tracked files', () => {
  const { folder, put } = makeRepository();
  put({ 'a/b.nix': '' });
  expect(trackedFiles(join(folder, 'a'))).toBeNull();
  expect(trackedFiles(makeFolder())).toBeNull();
});

test('Git does not answer of what it takes for no repository', () => {
  const folder = makeTree({ '.git': 'no repository' });
  expect(trackedFiles(folder)).toBe('no-answer');
  expect(indexFile(folder)).toBeNull();
});

test('the index is where Git keeps it', () => {
  const { folder, git } = makeRepository();
  expect(indexFile(folder)).toBe(join(folder, '.git/index'));
  git('commit', '-q', '--allow-empty', '-m', 'a');
  git('worktree', 'add', '-q', '../beside');
  const beside = join(folder, '../beside');
  expect(indexFile(beside)).toBe(join(folder, '.git/worktrees/beside/index'));
});
