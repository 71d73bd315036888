import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  defaultMaxBytes,
  FileTooLarge,
  openFiles,
  readRegularFile,
} from '../../src/resolve/files.ts';
import { evaluate } from './evaluate.ts';

function makeFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
}

/** A folder with one of each kind, and another one with links to them. */
const root = makeFolder();
const other = makeFolder();
mkdirSync(join(root, 'folder'));
writeFileSync(join(root, 'file'), 'text');
writeFileSync(join(root, 'out.nix'), '');
writeFileSync(join(root, 'large'), '');
truncateSync(join(root, 'large'), 4 * 1024 * 1024 + 1);
execFileSync('mkfifo', [join(root, 'fifo')]);
symlinkSync('file', join(root, 'link'));
symlinkSync('nowhere', join(root, 'dangling'));
symlinkSync(other, join(root, 'outside'));
writeFileSync(join(other, 'own'), '');
for (const name of ['file', 'folder', 'fifo', 'out.nix', 'nowhere']) {
  symlinkSync(join(root, name), join(other, name));
}

/** What an expression gives in the folder, whose `out.nix` we write; `ROOT` and `OTHER` for the folders. */
function shown(text: string): string {
  return evaluate(text.replaceAll('OTHER', other), { root, outputs: [join(root, 'out.nix')] })
    .replaceAll(root, 'ROOT')
    .replaceAll(other, 'OTHER');
}

test.each([
  ['builtins.readFile ./file', '"text"'],
  ['builtins.readFile ./link', '"text"'],
  ['builtins.readFile ./folder', 'error: file: `folder` is no file'],
  ['builtins.readFile ./fifo', 'error: file: `fifo` is a device, a FIFO or a socket'],
  ['builtins.readFile ./out.nix', '«unknown: out.nix»'],
  ['builtins.readFile ./dangling', 'error: file: there is no file `dangling`'],
  ['builtins.readFile (./outside + "/own")', '«unknown: outside/own»'],
  ['builtins.readFile ./large', 'error: limit: `large` has 4194305 bytes; the limit is 4194304'],
  ['builtins.readDir ./file', 'error: file: `file` is no folder'],
  ['builtins.readDir ./out.nix', '«unknown: out.nix»'],
  [
    'builtins.readDir ./.',
    '{ dangling = "symlink"; fifo = "unknown"; file = "regular"; folder = "directory"; large = "regular"; link = "symlink"; "out.nix" = "regular"; outside = "symlink"; }',
  ],
  ['map builtins.readFileType [ ./file ./link ./fifo ]', '[ "regular" "symlink" "unknown" ]'],
  ['builtins.readFileType ./out.nix', '"regular"'],
  ['builtins.readFileType ./nowhere', 'error: file: there is no file `ROOT/nowhere`'],
  ['builtins.pathExists ./dangling', 'true'],
  ['builtins.pathExists "${toString ./file}/"', 'false'],
  ['builtins.pathExists "${toString ./folder}/."', 'true'],
  ['builtins.pathExists "${toString ./outside}/"', '«unknown: outside»'],
])('%s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('a path outside of the root leads to what a link there leads to inside', () => {
  const types = ['file', 'folder', 'fifo', 'out.nix'].map((name) =>
    shown(`builtins.readFileType "OTHER/${name}"`),
  );
  expect(types).toEqual(['"regular"', '"directory"', '"unknown"', '"regular"']);
  expect(shown('builtins.pathExists "OTHER/nowhere"')).toBe('«unknown: OTHER/nowhere»');
});

test('a NUL in a file fails where the file is read', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'nul'), 'a\0b');
  const shown = evaluate('builtins.readFile ./nul', { root: folder });
  expect(shown).toBe(`error: value: \`${folder}/nul\` holds a NUL, which no Nix string can`);
});

test('of a source of Git, a folder has what is tracked alone', () => {
  const tracked = new Set([root, join(root, 'file'), join(root, 'link')]);
  const files = openFiles({ root, outputs: [], maxBytes: defaultMaxBytes, tracked });
  expect(files.typeIn(root, 'file')).toBe('regular');
  expect(files.typeIn(root, 'folder')).toBeNull();
  expect(files.typeIn(root, 'nowhere')).toBeNull();
  expect(files.list(root)).toEqual([
    ['file', 'regular'],
    ['link', 'symlink'],
  ]);
});

test('links are followed below the root alone', () => {
  const files = openFiles({ root, outputs: [], maxBytes: defaultMaxBytes });
  expect(files.linkTarget(join(root, 'link'))).toBe('file');
  expect(files.linkTarget(join(root, 'file'))).toBeNull();
  expect(files.linkTarget(join(other, 'file'))).toBeNull();
});

test.runIf(existsSync('/proc/self/maps'))(
  'a file with more in it than its size says ends at the limit',
  () => {
    expect(statSync('/proc/self/maps').size).toBe(0);
    expect(() => readRegularFile('/proc/self/maps', 10)).toThrow(FileTooLarge);
  },
);
