import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Failure } from '../../../src/commands/failure.ts';
import { watchFolders } from '../../../src/commands/watching/folders.ts';
import type { Places } from '../../../src/commands/watching/places.ts';
import { makeFolder } from '../folder.ts';

vi.mock('node:fs', async (importActual) => {
  const fs = await importActual<typeof import('node:fs')>();
  return { ...fs, watch: vi.fn(fs.watch) };
});

/** Watches a folder, where the system refuses with this code if there is one; how many are watched then. */
function watching(folder: string, refusal?: string): number {
  const folders = watchFolders(() => {});
  onTestFinished(folders.close);
  if (refusal !== undefined) {
    vi.mocked(watch).mockImplementationOnce(() => {
      throw Object.assign(new Error(refusal), { code: refusal });
    });
  }
  const places: Places = new Map([[folder, 'any']]);
  folders.set(places);
  return folders.count();
}

test('a folder that is not there is not watched', () => {
  expect(watching(join(makeFolder(), 'nowhere'))).toBe(0);
});

test.each([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
])('%s while it is looked at is as if it were not', (code) => {
  expect(watching(makeFolder(), code)).toBe(0);
});

test.each([
  ['ENOSPC', 'fs.inotify.max_user_watches'],
  ['EMFILE', 'fs.inotify.max_user_instances'],
])('%s names the limit that was met', (code, setting) => {
  const folder = makeFolder();
  expect(() => watching(folder, code)).toThrow(
    new Failure(
      `cannot watch \`${folder}\`: this user watches as much as the system allows; raise \`${setting}\``,
    ),
  );
});

test('what else the system says is passed on', () => {
  expect(() => watching(makeFolder(), 'EIO')).toThrow('EIO');
});

test('a folder is watched until it is none of the places', () => {
  const root = makeFolder();
  mkdirSync(join(root, 'a'));
  const folders = watchFolders(() => {});
  onTestFinished(folders.close);
  const counts = [[root, join(root, 'a')], [root], []].map((paths) => {
    folders.set(new Map(paths.map((path) => [path, 'any'] as const)));
    return folders.count();
  });
  expect(counts).toEqual([2, 1, 0]);
});
