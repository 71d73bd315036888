import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { toFsPath } from '../resolve/files.ts';
import { attempt } from './failure.ts';
import type { OutputFile } from './output-file.ts';
import { uninterrupted } from './uninterrupted.ts';

/**
 * Replaces a file by a text, or makes it. Whatever happens meanwhile, the file holds all of the old text or all of
 * the new one. A file that has the text already is not touched. A run that is killed (SIGKILL) while it writes leaves a
 * temporary file beside it; the first one that writes there an hour later or more removes it.
 *
 * @param text byte string
 * @param newMode of a file that is made, but for the umask
 * @returns whether the file was written
 * @throws Failure if the system refuses; then nothing has changed
 */
export function writeFile(
  { name, target, current }: OutputFile,
  text: string,
  newMode = 0o666,
): boolean {
  if (current?.text === text) return false;
  attempt(`write \`${name}\``, () =>
    uninterrupted(() => replaceFile(target, text, current?.mode, newMode)),
  );
  return true;
}

function replaceFile(
  target: string,
  text: string,
  mode: number | undefined,
  newMode: number,
): void {
  const folder = dirname(target);
  const temporary = toFsPath(join(folder, temporaryName()));
  const file = openSync(temporary, 'wx', mode === undefined ? newMode : 0o600);
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
  removeLeftovers(folder);
}

/** Hidden, and no Nix file: neither a shell's `*.nix` nor an import of a whole folder finds it. */
function temporaryName(): string {
  return `.vmsilo-nixgen-${randomBytes(8).toString('hex')}.tmp`;
}

const temporaryPattern = /^\.vmsilo-nixgen-[0-9a-f]{16}\.tmp$/;

/** In milliseconds: nobody who is still writing has taken so long. */
const leftoverAge = 60 * 60 * 1000;

/** Removes what runs that were killed while they wrote have left, as far as it may. */
function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(toFsPath(folder), { encoding: 'latin1' })) {
      if (!temporaryPattern.test(name)) continue;
      const path = toFsPath(join(folder, name));
      if (Date.now() - statSync(path).mtimeMs > leftoverAge) unlinkSync(path);
    }
  } catch {
    return;
  }
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
