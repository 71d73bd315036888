import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call } from '../../../src/resolve/apply.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { delay, force } from '../../../src/resolve/thunk.ts';
import { traces } from '../../../src/resolve/trace.ts';
import { evaluateWith } from '../evaluate.ts';
import { hasNix } from '../nix.ts';
import { print } from './print.ts';

/** Files that no case's folder has: empty folders and a repository, which Git does not keep, and a link. */
const root = realpathSync(mkdtempSync(join(tmpdir(), 'unkept-files-')));
for (const folder of ['empty', 'full/empty', 'linked', 'repository/.git']) {
  mkdirSync(join(root, folder), { recursive: true });
}
writeFileSync(join(root, 'full/one.nix'), '1');
writeFileSync(join(root, 'full/two.md'), '');
symlinkSync('../full/one.nix', join(root, 'linked/one.nix'));

/** What an expression over `lib` gives, or how it fails, behind what it traces. */
function evaluate(expression: string, folder = root): readonly string[] {
  traces.told = [];
  const value = evaluateWith(`lib: with lib; ${expression}`, { root: folder }, (slot, evaluation) =>
    print(delay(() => call(force(slot), createLib(evaluation)))),
  );
  return [...traces.told.map(({ message }) => message), value].map((line) =>
    line.replaceAll(root, '.'),
  );
}

const traced: readonly (readonly [string, readonly string[]])[] = [
  ['./.', ['. (all files in directory)']],
  ['./empty', ['(empty)']],
  ['union ./empty ./full/empty', ['(empty)']],
  ['fileFilter (_: false) ./.', ['(empty)']],
  ['difference ./. ./full', ['.', '- linked (all files in directory)']],
  ['difference ./full ./full/one.nix', ['./full', '- two.md (regular)']],
  ['unions [ ./full/one.nix ./empty ]', ['.', '- full', '  - one.nix (regular)']],
];

describe('fileset.trace tells of folders without files what nixpkgs tells', () => {
  test.each(traced)('%s', (fileset, told) => {
    expect(evaluate(`with fileset; trace (${fileset}) 1`)).toEqual([...told, '1']);
  });
});

const nixpkgsLib = process.env.NIXPKGS_LIB;

describe.skipIf(!hasNix || nixpkgsLib === undefined)(
  'real Nix, with the lib of NIXPKGS_LIB,',
  () => {
    test.each(traced)('tells it of %s', (fileset, told) => {
      const expression = `with import ${nixpkgsLib}/lib; with fileset; trace (${fileset}) 1`;
      const { stdout, stderr } = spawnSync('nix-instantiate', ['--eval', '-E', expression], {
        cwd: root,
        encoding: 'utf8',
      });
      const lines = stderr.split('\n').filter((line) => line.startsWith('trace: '));
      const messages = lines.map((line) => line.slice('trace: '.length).replaceAll(root, '.'));
      expect([...messages, stdout]).toEqual([...told, '1\n']);
    });
  },
);

test('a link among packages is an error, as it is in nixpkgs', () => {
  const packages =
    'filesystem.packagesFromDirectoryRecursive { directory = ./linked; callPackage = _: _: 1; }';
  expect(evaluate(packages)).toEqual([
    'error: throw: lib.filesystem.packagesFromDirectoryRecursive: Unsupported file type symlink at path ./linked/one.nix',
  ]);
});

test('which files Git tracks is not known', () => {
  expect(evaluate('fileset.toList (fileset.gitTracked ./repository)')).toEqual([
    '«unknown: builtins.fetchGit»',
  ]);
});

test('no folder up to the root of the file system has what is looked for', () => {
  const looksFor = (name: string) => evaluate(`filesystem.locateDominatingFile "${name}" /.`, '/');
  expect(looksFor('no-such-file')).toEqual(['null']);
  expect(looksFor('etc')).toEqual(['{ matches = [ [ ] ]; path = /; }']);
});
