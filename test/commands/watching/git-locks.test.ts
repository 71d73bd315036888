import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGitLocks } from '../../../src/commands/watching/git-locks.ts';
import { makeRepository } from '../../cli/repository.ts';
import { makeFolder } from '../folder.ts';

test('Git is at work where it has the index locked, of a linked work tree its own', () => {
  const isGitAtWork = createGitLocks();
  const { folder, git } = makeRepository();
  git('commit', '-q', '--allow-empty', '-m', 'a');
  git('worktree', 'add', '-q', '../beside');
  const beside = join(folder, '../beside');
  expect([folder, beside].map(isGitAtWork)).toEqual([false, false]);
  const lock = join(folder, '.git/index.lock');
  writeFileSync(lock, '');
  expect([folder, beside].map(isGitAtWork)).toEqual([true, false]);
  rmSync(lock);
  writeFileSync(join(folder, '.git/worktrees/beside/index.lock'), '');
  expect([folder, beside].map(isGitAtWork)).toEqual([false, true]);
});

test('and nowhere without a repository', () => {
  expect(createGitLocks()(makeFolder())).toBe(false);
});
