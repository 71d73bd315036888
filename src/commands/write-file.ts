import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { toFsPath } from '../resolve/files.ts';
import { attempt } from './failure.ts';
import type { OutputFile } from './output-file.ts';

/**
 * Replaces a file by a text, or makes it. Whatever happens meanwhile, the file holds all of the old text or all of
 * the new one. A file that has the text already is not touched.
 *
 * @param text byte string
 * @returns whether the file was written
 * @throws Failure if the system refuses; then nothing has changed
 */
export function writeFile({ name, target, current }: OutputFile, text: string): boolean {
  if (current?.text === text) return false;
  attempt(`write \`${name}\``, () => replaceFile(target, text, current?.mode));
  return true;
}

function replaceFile(target: string, text: string, mode: number | undefined): void {
  const folder = dirname(target);
  const temporary = toFsPath(join(folder, temporaryName()));
  const file = openSync(temporary, 'wx', mode === undefined ? 0o666 : 0o600);
  try {
    try {
      writeFileSync(file, text, 'latin1');
      if (mode !== undefined) fchmodSync(file, mode);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, toFsPath(target));
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  flushFolder(folder);
}

/** Hidden, and no Nix file: neither a shell's `*.nix` nor an import of a whole folder finds it. */
function temporaryName(): string {
  return `.vmsilo-nixgen-${randomBytes(8).toString('hex')}.tmp`;
}

/** The rename has happened; a file system that can't flush a folder takes nothing of that back. */
function flushFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(toFsPath(folder), constants.O_RDONLY | constants.O_DIRECTORY);
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } catch {
    return;
  } finally {
    closeSync(descriptor);
  }
}
