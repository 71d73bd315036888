import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../src/commands/failure.ts';
import { findOutputFile } from '../../src/commands/output-file.ts';
import { writeFile } from '../../src/commands/write-file.ts';
import { makeFolder } from './folder.ts';

/** Writes `name` of a folder that is both root and working folder. */
function write(folder: string, name: string, text: string): boolean {
  return writeFile(findOutputFile(join(folder, name), folder, folder), text);
}

test('makes a file, and leaves nothing beside it', () => {
  const folder = makeFolder();
  expect(write(folder, 'out.nix', 'new\xff\n')).toBe(true);
  expect(readFileSync(join(folder, 'out.nix'), 'latin1')).toBe('new\xff\n');
  expect(readdirSync(folder)).toEqual(['out.nix']);
});

test('a new file has the mode that the umask leaves', () => {
  const folder = makeFolder();
  write(folder, 'out.nix', 'new');
  writeFileSync(join(folder, 'other'), '');
  expect(statSync(join(folder, 'out.nix')).mode).toBe(statSync(join(folder, 'other')).mode);
});

test('replaces a file and keeps its mode', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'out.nix'), 'old');
  chmodSync(join(folder, 'out.nix'), 0o664);
  const { ino } = statSync(join(folder, 'out.nix'));
  expect(write(folder, 'out.nix', 'new')).toBe(true);
  const stats = statSync(join(folder, 'out.nix'));
  expect(stats.mode & 0o7777).toBe(0o664);
  expect(stats.ino).not.toBe(ino);
});

test('does not touch a file that has the text already', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'out.nix'), 'same');
  const { ino, mtimeMs } = statSync(join(folder, 'out.nix'));
  expect(write(folder, 'out.nix', 'same')).toBe(false);
  expect(statSync(join(folder, 'out.nix'))).toMatchObject({ ino, mtimeMs });
});

test('writes through links inside the root, also to a file that is not there yet', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'generated'));
  symlinkSync('link', join(folder, 'out.nix'));
  symlinkSync('generated/out.nix', join(folder, 'link'));
  write(folder, 'out.nix', 'first');
  write(folder, 'out.nix', 'second');
  expect(readlinkSync(join(folder, 'out.nix'))).toBe('link');
  expect(readFileSync(join(folder, 'generated/out.nix'), 'utf8')).toBe('second');
  expect(readdirSync(join(folder, 'generated'))).toEqual(['out.nix']);
});

test('does not write through a link that leads out of the root', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'root'));
  writeFileSync(join(folder, 'outside.nix'), 'old');
  symlinkSync('../outside.nix', join(folder, 'root/out.nix'));
  symlinkSync('..', join(folder, 'root/up'));
  for (const name of ['out.nix', 'up/outside.nix']) {
    expect(() => write(join(folder, 'root'), name, 'new')).toThrow(
      /^cannot write `.*`: it is a link to `\.\.\/outside\.nix`, outside of /,
    );
  }
  expect(readFileSync(join(folder, 'outside.nix'), 'utf8')).toBe('old');
});

test('a path outside of the root may be written, unless it is a link', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'root'));
  symlinkSync('out.nix', join(folder, 'link.nix'));
  const find = (name: string) => findOutputFile(join(folder, name), join(folder, 'root'), folder);
  expect(writeFile(find('out.nix'), 'new')).toBe(true);
  expect(() => find('link.nix')).toThrow(Failure);
});

test('the root may itself be called by a link', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'root'));
  expect(write(join(folder, 'root'), 'out.nix', 'new')).toBe(true);
});

test.each([
  ['a folder that is not there', 'none/out.nix', 'there is no folder `none`: make it first'],
  ['a folder in its place', 'folder', 'it is not a regular file: move it away'],
  ['links in a ring', 'ring', 'too many links'],
  ['a device', '/dev/null', 'it is not a regular file: move it away'],
])('%s is one clear line', (_, name, reason) => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'folder'));
  symlinkSync('ring', join(folder, 'ring'));
  const path = name.startsWith('/') ? name : join(folder, name);
  expect(() => findOutputFile(path, folder, folder)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(new RegExp(`: ${reason}$`)) }),
  );
});

test('a write that fails leaves the old file and nothing beside it', () => {
  const folder = makeFolder();
  const file = findOutputFile(join(folder, 'out.nix'), folder, folder);
  mkdirSync(join(folder, 'out.nix'));
  expect(() => writeFile(file, 'new')).toThrow(
    new Failure('cannot write `out.nix`: illegal operation on a directory'),
  );
  expect(readdirSync(folder)).toEqual(['out.nix']);
});

test('names are bytes', () => {
  const folder = makeFolder();
  write(folder, 'b\xc3\xbc\xff.nix', 'new');
  expect(readdirSync(folder, { encoding: 'latin1' })).toEqual(['b\xc3\xbc\xff.nix']);
});

test('what runs have left that were killed is removed after an hour, and nothing else', () => {
  const folder = makeFolder();
  const [old, young] = [
    '.vmsilo-nixgen-0123456789abcdef.tmp',
    '.vmsilo-nixgen-fedcba9876543210.tmp',
  ];
  const others = ['.vmsilo-nixgen-0123.tmp', 'vmsilo-nixgen-0123456789abcdef.tmp'];
  for (const name of [old, young, ...others]) writeFileSync(join(folder, name), '');
  const longAgo = Date.now() / 1000 - 3601;
  for (const name of [old, ...others]) utimesSync(join(folder, name), longAgo, longAgo);
  write(folder, 'out.nix', 'new');
  expect(readdirSync(folder).sort()).toEqual([young, ...others, 'out.nix'].sort());
});
