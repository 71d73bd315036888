import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path/posix';

/** @returns null if there is none that this user wrote */
export function readNote(key: string): string | null {
  const folder = cacheFolder();
  if (folder === null) return null;
  let file: number;
  try {
    file = openSync(join(folder, key), 'r');
  } catch {
    return null;
  }
  try {
    return fstatSync(file).uid === process.getuid?.() ? readFileSync(file, 'utf8') : null;
  } finally {
    closeSync(file);
  }
}

/** Keeps a note, if the system lets us; nobody who reads meanwhile sees half of it. */
export function writeNote(key: string, note: string): void {
  const folder = cacheFolder();
  if (folder === null || note.length > largestNote) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceNote(join(folder, key), note);
    removeOldest(folder);
  } catch {
    return;
  }
}

function replaceNote(path: string, note: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, note, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** In characters: of a configuration so large that reading the note is no gain. */
const largestNote = 2 ** 22;

const mostNotes = 64;

/** As the XDG Base Directory Specification has it; null without a home. */
function cacheFolder(): string | null {
  const { XDG_CACHE_HOME: cache = '', HOME: home = '' } = process.env;
  if (isAbsolute(cache)) return join(cache, 'vmsilo-nixgen');
  return isAbsolute(home) ? join(home, '.cache/vmsilo-nixgen') : null;
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= mostNotes) return;
  const aged = names.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }));
  aged.sort((left, right) => right.time - left.time);
  for (const { name } of aged.slice(mostNotes)) rmSync(join(folder, name), { force: true });
}
