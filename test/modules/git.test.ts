import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askGit, workTreeTop } from '../../src/modules/git.ts';
import { makeRepository } from '../cli/repository.ts';
import { makeFolder } from '../commands/folder.ts';

beforeEach(() => {
  for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE']) vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('what Git prints', () => {
  test('is one character a byte', () => {
    const { folder, git, put } = makeRepository();
    put({ 'ü.nix': '' });
    git('add', '.');
    expect(askGit(folder, ['ls-files', '-z'])).toBe('\u00c3\u00bc.nix\0');
  });

  test('may hang on what it reads', () => {
    const { folder } = makeRepository();
    for (const text of ['a\u00ff', undefined]) {
      const hash = createHash('sha1').update(`blob ${text?.length ?? 0}\0${text ?? ''}`, 'latin1');
      expect(askGit(folder, ['hash-object', '--stdin'], text)).toBe(`${hash.digest('hex')}\n`);
    }
  });

  test('is nothing where it fails', () => {
    expect(askGit(makeFolder(), ['status'])).toBeNull();
    expect(askGit(makeRepository().folder, ['cat-file', 'blob', ':0:none'])).toBeNull();
    expect(askGit('/no-such-folder', ['status'])).toBeNull();
  });

  test('is nothing where there is no Git', () => {
    const { folder } = makeRepository();
    vi.stubEnv('PATH', makeFolder());
    expect(askGit(folder, ['ls-files'])).toBeNull();
  });

  test('is more than a megabyte where there is much', () => {
    const { folder } = makeRepository();
    const text = 'x'.repeat(2 ** 21);
    const hash = askGit(folder, ['hash-object', '-w', '--stdin'], text)?.trimEnd() ?? '';
    expect(askGit(folder, ['cat-file', 'blob', hash])?.length).toBe(text.length);
  });
});

test('nothing that a repository names is run, and nothing is fetched', () => {
  const { folder, git } = makeRepository();
  git('config', 'core.fsmonitor', 'touch ran');
  expect(askGit(folder, ['config', 'core.fsmonitor'])).toBe('false\n');
  const variables = askGit(folder, [
    '-c',
    'alias.e=!echo "[$GIT_ALLOW_PROTOCOL] $GIT_NO_LAZY_FETCH"',
    'e',
  ]);
  expect(variables).toBe('[] 1\n');
});

describe('the top of a work tree', () => {
  test('is that of the nearest repository', () => {
    const { folder, git, put } = makeRepository();
    put({ 'a/b/c.nix': '' });
    expect(workTreeTop(join(folder, 'a/b'))).toBe(folder);
    git('init', '-q', 'a');
    expect(workTreeTop(join(folder, 'a/b'))).toBe(join(folder, 'a'));
  });

  test('is not there outside of a repository', () => {
    expect(workTreeTop(makeFolder())).toBeNull();
  });

  test('may have a name that ends in an end of line', () => {
    const { folder, git } = makeRepository();
    git('init', '-q', 'a\n');
    expect(workTreeTop(join(folder, 'a\n'))).toBe(join(folder, 'a\n'));
  });
});

describe('in a hook', () => {
  /** As Git starts a hook in a work tree. */
  function inHookOf(
    folder: string,
    variables: Readonly<Record<string, string | undefined>> = {},
  ): void {
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    for (const [name, value] of Object.entries({ GIT_INDEX_FILE: '.git/index', ...variables })) {
      vi.stubEnv(name, value);
    }
  }

  test('the index is the one that Git names', () => {
    const { folder, git, put } = makeRepository();
    put({ 'a.nix': '', 'b.nix': '' });
    git('add', 'a.nix');
    git('read-tree', '--index-output=.git/other', '--empty');
    inHookOf(folder, { GIT_INDEX_FILE: join(folder, '.git/other') });
    expect(askGit(folder, ['ls-files'])).toBe('');
    expect(workTreeTop(folder)).toBe(folder);
  });

  test('the work tree is the one that Git names', () => {
    const { folder, git, put } = makeRepository();
    put({ 'tree/a.nix': '' });
    git('config', 'core.worktree', join(folder, 'tree'));
    inHookOf(join(folder, 'tree'), { GIT_DIR: join(folder, '.git') });
    expect(workTreeTop(join(folder, 'tree'))).toBe(join(folder, 'tree'));
  });

  test('a folder that has no repository of its own is in the one that Git names', () => {
    const { folder } = makeRepository();
    const tree = makeFolder();
    const named = { GIT_DIR: join(folder, '.git'), GIT_WORK_TREE: tree };
    inHookOf(tree, { ...named, GIT_INDEX_FILE: undefined });
    expect(workTreeTop(tree)).toBe(tree);
    expect(askGit(tree, ['ls-files', '--others'])).toBe('');
  });

  test('a repository within has its own', () => {
    const outer = makeRepository();
    outer.put({ 'a.nix': '', 'inner/b.nix': '' });
    outer.git('add', '.');
    outer.git('init', '-q', 'inner');
    outer.run('inner', 'git', 'add', 'b.nix');
    inHookOf(outer.folder, { GIT_INDEX_FILE: join(outer.folder, '.git/index') });
    const inner = join(outer.folder, 'inner');
    expect(workTreeTop(inner)).toBe(inner);
    expect(askGit(inner, ['ls-files'])).toBe('b.nix\n');
    vi.stubEnv('KEPT', 'yes');
    expect(askGit(inner, ['-c', 'alias.e=!echo $KEPT', 'e'])).toBe('yes\n');
  });

  test('what is no repository does not count', () => {
    const { folder } = makeRepository();
    inHookOf(folder, { GIT_DIR: join(folder, 'gone') });
    expect(workTreeTop(folder)).toBe(folder);
  });

  test('a repository elsewhere has its own', () => {
    const { folder } = makeRepository();
    const other = makeRepository();
    other.put({ 'b.nix': '' });
    other.git('add', 'b.nix');
    inHookOf(folder, { GIT_DIR: join(folder, '.git'), GIT_INDEX_FILE: undefined });
    expect(workTreeTop(other.folder)).toBe(other.folder);
    expect(askGit(other.folder, ['ls-files'])).toBe('b.nix\n');
    const outside = join(makeFolder(), 'a');
    mkdirSync(outside);
    expect(workTreeTop(outside)).toBeNull();
  });
});
