import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { committedBytes, readIndex } from '../../src/modules/git-index.ts';
import type { StagedTree } from '../../src/resolve/staged-files.ts';
import { makeRepository, type Repository } from '../cli/repository.ts';
import { makeFolder } from '../commands/folder.ts';

function staged({ folder }: Repository): StagedTree {
  const tree = readIndex(folder);
  if (typeof tree === 'string') throw new Error(tree);
  return tree;
}

describe('what is to be committed', () => {
  test('are files, links, folders and other repositories', () => {
    const repository = makeRepository();
    const { folder, git, put } = repository;
    put({ 'a.nix': '', 'hosts/b.nix': '', 'hosts/deep/c.nix': '', 'new.nix': '' });
    symlinkSync('a.nix', join(folder, 'link.nix'));
    git('add', 'a.nix', 'hosts', 'link.nix');
    const commit = '1'.repeat(40);
    git('update-index', '--add', '--cacheinfo', `160000,${commit},other`);
    const tree = staged(repository);
    const names = [
      '.',
      'a.nix',
      'hosts',
      'hosts/deep',
      'hosts/deep/c.nix',
      'link.nix',
      'other',
      'new.nix',
    ];
    expect(names.map((name) => [name, tree.at(join(folder, name))])).toEqual([
      ['.', 'directory'],
      ['a.nix', 'file'],
      ['hosts', 'directory'],
      ['hosts/deep', 'directory'],
      ['hosts/deep/c.nix', 'file'],
      ['link.nix', 'link'],
      ['other', 'submodule'],
      ['new.nix', null],
    ]);
    expect(tree.names(folder).toSorted()).toEqual(['a.nix', 'hosts', 'link.nix', 'other']);
    expect(tree.names(join(folder, 'hosts')).toSorted()).toEqual(['b.nix', 'deep']);
    expect(tree.names(join(folder, 'none'))).toEqual([]);
    expect(tree.bytes(join(folder, 'link.nix'))).toBe('a.nix');
  });

  test('is nothing at first', () => {
    const repository = makeRepository();
    const tree = staged(repository);
    expect(tree.at(repository.folder)).toBe('directory');
    expect(tree.names(repository.folder)).toEqual([]);
  });

  test('is not what is only announced', () => {
    const repository = makeRepository();
    repository.put({ 'a.nix': '' });
    repository.git('add', '--intent-to-add', 'a.nix');
    expect(staged(repository).at(join(repository.folder, 'a.nix'))).toBeNull();
  });
});

describe('the bytes', () => {
  test('are those of the index, whatever the work tree has', () => {
    const repository = makeRepository();
    const { folder, git, put } = repository;
    put({ 'same.nix': 'same \u00ff', 'changed.nix': 'old', 'gone.nix': 'gone' });
    symlinkSync('here\n', join(folder, 'link'));
    symlinkSync('ü', join(folder, 'other'));
    put({ '.gitattributes': '* text eol=crlf\n' });
    git('add', '.');
    put({ 'changed.nix': 'new' });
    unlinkSync(join(folder, 'gone.nix'));
    unlinkSync(join(folder, 'link'));
    symlinkSync('there', join(folder, 'link'));
    const tree = staged(repository);
    const names = ['same.nix', 'changed.nix', 'gone.nix', 'link', 'other'];
    expect(names.map((name) => tree.bytes(join(folder, name)))).toEqual([
      'same \u00c3\u00bf',
      'old',
      'gone',
      'here\n',
      '\u00c3\u00bc',
    ]);
  });

  test.each(['--assume-unchanged', '--skip-worktree'])('are those of the index for %s', (flag) => {
    const repository = makeRepository();
    const { folder, git, put } = repository;
    put({ 'a.nix': 'old' });
    git('add', '.');
    git('update-index', flag, 'a.nix');
    put({ 'a.nix': 'new' });
    expect(staged(repository).bytes(join(folder, 'a.nix'))).toBe('old');
  });

  test('are as a checkout would write them', () => {
    const repository = makeRepository();
    const { folder, git, put } = repository;
    put({ '.gitattributes': '*.nix text eol=crlf\n', 'a.nix': 'old\n' });
    git('add', '.');
    put({ 'a.nix': 'new\n' });
    expect(staged(repository).bytes(join(folder, 'a.nix'))).toBe('old\r\n');
    expect(committedBytes(folder, join(folder, 'a.nix'))).toBe('old\n');
  });

  test('are found under any name', () => {
    const repository = makeRepository();
    const { folder, git, put } = repository;
    const invalid = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff])]);
    put({ '.gitattributes': '* text eol=crlf\n', 'ü\n.nix': 'old\n' });
    writeFileSync(invalid, 'old\n');
    git('add', '.');
    put({ 'ü\n.nix': 'new\n' });
    writeFileSync(invalid, 'new\n');
    const tree = staged(repository);
    expect(tree.bytes(`${folder}/\u00c3\u00bc\n.nix`)).toBe('old\r\n');
    expect(tree.bytes(`${folder}/a\u00ff`)).toBe('old\n');
    expect(committedBytes(folder, `${folder}/\u00c3\u00bc\n.nix`)).toBe('old\n');
  });

  test('are not there of what is not in the index', () => {
    const repository = makeRepository();
    const { folder, put } = repository;
    put({ 'a.nix': '' });
    expect(() => staged(repository).bytes(join(folder, 'a.nix'))).toThrow('it is not in the index');
    expect(committedBytes(folder, join(folder, 'a.nix'))).toBeNull();
  });

  test('are not there where Git has lost them', () => {
    const repository = makeRepository();
    const { folder, git } = repository;
    git('update-index', '--add', '--cacheinfo', `100644,${'1'.repeat(40)},a.nix`);
    expect(() => staged(repository).bytes(join(folder, 'a.nix'))).toThrow(
      'Git does not give what is in the index',
    );
  });
});

describe("what can't be committed", () => {
  test('is what has no index', () => {
    expect(readIndex(makeFolder())).toBe('no-index');
  });

  test('is an index with conflicts', () => {
    const { folder, git, put, run } = makeRepository();
    put({ 'a.nix': 'text' });
    git('add', '.');
    const hash = git('rev-parse', ':0:a.nix').stdout.trim();
    put({ conflict: [1, 2, 3].map((stage) => `100644 ${hash} ${stage}\tb.nix\n`).join('') });
    run('.', 'sh', '-c', 'git update-index --index-info <conflict');
    expect(readIndex(folder)).toBe('unmerged');
  });
});
