import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { findEntry } from '../../src/modules/entry.ts';
import { generatedMark } from '../../src/modules/generated.ts';
import { defaultLimits, resetStack, shallowBudget } from '../../src/resolve/stack.ts';
import { filesBelow, makeTree } from './tree.ts';

const vms = '{ programs.vmsilo.enable = true; }\n';

describe('a file', () => {
  test('stands for itself', () => {
    const tree = makeTree({ 'vms.nix': vms });
    expect(findEntry(join(tree, 'vms.nix'), filesBelow(tree))).toEqual({
      kind: 'modules',
      path: join(tree, 'vms.nix'),
      modules: [join(tree, 'vms.nix')],
    });
  });

  test('named `flake.nix` stands for the flake, and for nothing else', () => {
    const tree = makeTree({ 'flake.nix': '{ }', 'configuration.nix': vms });
    expect(findEntry(join(tree, 'flake.nix'), filesBelow(tree))).toEqual({
      kind: 'flake',
      path: join(tree, 'flake.nix'),
      folder: tree,
      otherwise: null,
    });
  });

  test('the end of whose name is `flake.nix` is another one', () => {
    const tree = makeTree({ 'my-flake.nix': vms });
    expect(findEntry(join(tree, 'my-flake.nix'), filesBelow(tree))).toMatchObject({
      kind: 'modules',
    });
  });

  test('may be in the topmost folder', () => {
    const files = { ...filesBelow('/'), inspect: () => ({ kind: 'missing' }) as const };
    expect(findEntry('/flake.nix', files)).toMatchObject({ path: '/flake.nix', folder: '/' });
  });
});

describe('a folder with an entry file', () => {
  const entryOf = (files: Readonly<Record<string, string>>) => {
    const tree = makeTree({ ...files, 'vms.nix': vms });
    const show = (path: string) => path.replace(`${tree}/`, '');
    const entry = findEntry(tree, filesBelow(tree));
    if (entry.kind === 'modules')
      return { ...entry, path: show(entry.path), modules: entry.modules.map(show) };
    const { otherwise } = entry;
    return {
      path: show(entry.path),
      folder: entry.folder === tree,
      otherwise: otherwise && show(otherwise.path),
    };
  };

  test('stands for it', () => {
    expect(entryOf({ 'default.nix': '' })).toEqual({
      kind: 'modules',
      path: 'default.nix',
      modules: ['default.nix'],
    });
  });

  test('prefers `configuration.nix`', () => {
    expect(entryOf({ 'configuration.nix': '', 'default.nix': '' })).toEqual({
      kind: 'modules',
      path: 'configuration.nix',
      modules: ['configuration.nix'],
    });
  });

  test('prefers its flake, and has the other where that has no configurations', () => {
    expect(entryOf({ 'flake.nix': '', 'default.nix': '' })).toEqual({
      path: 'flake.nix',
      folder: true,
      otherwise: 'default.nix',
    });
    expect(entryOf({ 'flake.nix': '' })).toEqual({
      path: 'flake.nix',
      folder: true,
      otherwise: null,
    });
  });

  test('does not take a folder for one', () => {
    expect(entryOf({ 'configuration.nix/a': '', 'default.nix': '' })).toMatchObject({
      path: 'default.nix',
    });
  });

  test("takes what can't be read, so that reading it tells why", () => {
    const tree = makeTree();
    symlinkSync('configuration.nix', join(tree, 'configuration.nix'));
    expect(findEntry(tree, filesBelow(tree)).path).toBe(join(tree, 'configuration.nix'));
    execFileSync('mkfifo', [join(tree, 'flake.nix')]);
    expect(findEntry(tree, filesBelow(tree)).path).toBe(join(tree, 'flake.nix'));
  });
});

describe('a folder without an entry file', () => {
  beforeEach(() => {
    resetStack(defaultLimits, shallowBudget);
  });

  test('stands for every module below it that names vmsilo, but not for what we wrote', () => {
    const tree = makeTree({
      'a.nix': vms,
      '.hidden.nix': vms,
      'other.nix': '{ }',
      'vms.txt': vms,
      'netvm-injections.nix': `${generatedMark}from vmsilo\n{ }\n`,
      'hosts/deep/b.nix': vms,
      '.git/c.nix': vms,
    });
    symlinkSync('a.nix', join(tree, 'linked.nix'));
    symlinkSync('hosts', join(tree, 'linked'));
    expect(findEntry(tree, filesBelow(tree))).toEqual({
      kind: 'modules',
      path: tree,
      modules: ['.hidden.nix', 'a.nix', 'hosts/deep/b.nix'].map((name) => join(tree, name)),
    });
  });

  test("stands for a file that can't be read, too", () => {
    const tree = makeTree({ 'large.nix': '{ }'.padEnd(100), 'small.nix': '{ }' });
    const { modules } = Object.assign(
      { modules: [] },
      findEntry(tree, filesBelow(tree, { maxBytes: 50 })),
    );
    expect(modules).toEqual([join(tree, 'large.nix')]);
  });

  test('does not stand for the file that is to be written', () => {
    const tree = makeTree({ 'a.nix': vms, 'b.nix': vms });
    const files = filesBelow(tree, { outputs: [join(tree, 'b.nix')] });
    expect(findEntry(tree, files)).toMatchObject({ modules: [join(tree, 'a.nix')] });
  });

  test('counts towards the limit of steps, and says so', () => {
    const tree = makeTree({ 'a.nix': vms, 'b.nix': vms });
    resetStack({ ...defaultLimits, steps: 15 }, shallowBudget);
    expect(() => findEntry(tree, filesBelow(tree))).toThrow(/^gave up after 15 evaluation steps$/);
  });
});
