import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Failure } from '../../src/commands/failure.ts';
import { findOutputFile } from '../../src/commands/output-file.ts';
import { makeFolder } from './folder.ts';

vi.mock('node:fs', async (importActual) => {
  const fs = await importActual<typeof import('node:fs')>();
  return { ...fs, statSync: vi.fn(fs.statSync) };
});

test('a file that turns into a FIFO once it was looked at is refused, and not waited for', () => {
  const folder = makeFolder();
  const path = join(folder, 'out.nix');
  writeFileSync(path, '');
  const stats = statSync(path);
  vi.mocked(statSync).mockImplementationOnce(() => {
    unlinkSync(path);
    execFileSync('mkfifo', [path]);
    return stats;
  });
  const find = () => findOutputFile(path, folder, folder);
  expect(find).toThrow(
    new Failure('cannot write `out.nix`: it is not a regular file: move it away'),
  );
});

test('a folder is not replaced', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'out.nix'));
  expect(() => findOutputFile(join(folder, 'out.nix'), folder, folder)).toThrow(
    new Failure('cannot write `out.nix`: it is not a regular file: move it away'),
  );
});
