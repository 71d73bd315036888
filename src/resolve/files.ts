import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { type FileAccess, type Look, noted } from './looks.ts';
import { reasonOf } from './system-reason.ts';
import { compareBytes } from './value.ts';

/** What stands at a path, once links are followed. */
export type Entry =
  | { readonly kind: 'file'; readonly real: string }
  | { readonly kind: 'directory'; readonly real: string }
  /** A device, a FIFO or a socket. */
  | { readonly kind: 'special'; readonly real: string }
  /** A file that we write: it counts as existing, and what is in it is not known. */
  | { readonly kind: 'output' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'outside' }
  /** In the work tree, but not tracked by Git: for a flake, it does not exist. */
  | { readonly kind: 'untracked' }
  /** In the work tree, but not in what is to be committed, where that is what is read. */
  | { readonly kind: 'unstaged' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** As `builtins.readDir` names them. */
export type FileType = 'regular' | 'directory' | 'symlink' | 'unknown';

/**
 * The files that a configuration may be read from: those below a root. Paths are absolute, normalised byte
 * strings.
 */
export interface Files {
  readonly root: string;
  readonly inspect: (path: string) => Entry;
  /** What the link at a path holds; null if there is no link below the root. */
  readonly linkTarget: (path: string) => string | null;
  /** The bytes of a regular file. Throws what Node throws. */
  readonly read: (path: string) => string;
  /** What stands under a name in a folder, where links are not followed; null if nothing does. Throws what Node throws. */
  readonly typeIn: (folder: string, name: string) => FileType | null;
  /** What a folder holds, sorted by name; links are not followed. Throws what Node throws. */
  readonly list: (path: string) => readonly (readonly [string, FileType])[];
  /** Real paths of the files read so far. */
  readonly filesRead: ReadonlySet<string>;
  /** What was asked so far, each question once. */
  readonly looks: readonly Look[];
}

/** A path for messages: relative to the root, where it is below. */
export function pathShown(path: string, { root }: Pick<Files, 'root'>): string {
  if (root === '/' || path === root || !isBelow(path, root)) return path;
  return path.slice(root.length + 1);
}

export interface FilesOptions {
  /** Nothing outside this folder is read. */
  readonly root: string;
  /** The files that we write. */
  readonly outputs: readonly string[];
  /** All that exists, with links followed, where that is less than what is there. */
  readonly tracked?: ReadonlySet<string> | null;
  /** A larger file is not read. */
  readonly maxBytes: number;
  /** Links by which Emacs notes who edits a file (`.#vms.nix`) count as not there; Nix lists them. */
  readonly hidesLocks?: boolean;
}

/** Reads other files than those of the work tree, below a real root. */
export type Overlay = (root: string, workTree: FileAccess) => FileAccess;

export const defaultMaxBytes = 4 * 1024 * 1024;

/** A file that is larger than the limit. */
export class FileTooLarge {
  readonly path: string;
  readonly bytes: number;
  readonly maxBytes: number;

  constructor(path: string, bytes: number, maxBytes: number) {
    this.path = path;
    this.bytes = bytes;
    this.maxBytes = maxBytes;
  }
}

/** What stands in the place of a file is none: a folder, a device, a FIFO or a socket. */
export class NotRegularFile extends Error {
  constructor() {
    super('it is no regular file');
  }
}

/**
 * The work tree, read through Node, or what lies over it.
 *
 * @throws what Node throws where the root can't be resolved
 */
export function openFiles(options: FilesOptions, overlay: Overlay | null = null): Files {
  const root = realPath(options.root);
  const filesRead = new Set<string>();
  const looks: Look[] = [];
  const base = workTree(root, options);
  const access = noted(overlay?.(root, base) ?? base, (look) => {
    if (look.kind === 'bytes' && 'given' in look.answer) filesRead.add(look.path);
    looks.push(look);
  });
  return { root, ...access, filesRead, looks };
}

function workTree(
  realRoot: string,
  { outputs, maxBytes, tracked = null, hidesLocks = false }: FilesOptions,
): FileAccess {
  const outputPaths = new Set(outputs);

  const inspect = (path: string): Entry => {
    if (outputPaths.has(path)) return { kind: 'output' };
    try {
      const real = realPath(path);
      if (outputPaths.has(real)) return { kind: 'output' };
      if (!isBelow(real, realRoot)) return { kind: 'outside' };
      if (tracked !== null && !tracked.has(real)) return { kind: 'untracked' };
      const stats = statSync(toFsPath(real));
      if (stats.isFile()) return { kind: 'file', real };
      return { kind: stats.isDirectory() ? 'directory' : 'special', real };
    } catch (error) {
      return failure(error, isBelow(path, realRoot));
    }
  };

  const read = (path: string): string => readRegularFile(path, maxBytes);

  const typeIn = (folder: string, name: string): FileType | null => {
    const path = join(folder, name);
    if (outputPaths.has(path)) return 'regular';
    if (tracked !== null && !tracked.has(path)) return null;
    const stats = lstatSync(toFsPath(path), { throwIfNoEntry: false });
    if (stats === undefined || (hidesLocks && isLock(name, stats))) return null;
    return typeOf(stats);
  };

  const list = (path: string): readonly (readonly [string, FileType])[] => {
    const found = new Map<string, FileType>();
    for (const entry of readdirSync(toFsPath(path), { withFileTypes: true, encoding: 'latin1' })) {
      if (tracked !== null && !tracked.has(`${path}/${entry.name}`)) continue;
      if (hidesLocks && isLock(entry.name, entry)) continue;
      found.set(entry.name, typeOf(entry));
    }
    for (const output of outputPaths) {
      if (dirname(output) === path) found.set(output.slice(path.length + 1), 'regular');
    }
    return [...found].sort(([left], [right]) => compareBytes(left, right));
  };

  const linkTarget = (path: string): string | null => {
    if (!isBelow(path, realRoot)) return null;
    try {
      return readlinkSync(toFsPath(path), { encoding: 'latin1' });
    } catch {
      return null;
    }
  };

  return { inspect, linkTarget, read, typeIn, list };
}

/**
 * The bytes of a regular file. It ends whatever takes the file's place meanwhile: nobody is waited for who would write into
 * a FIFO, and a file without an end is given up at the limit.
 *
 * @throws NotRegularFile, FileTooLarge, or what Node throws
 */
export function readRegularFile(path: string, maxBytes: number): string {
  const descriptor = openSync(toFsPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new NotRegularFile();
    if (stats.size > maxBytes) throw new FileTooLarge(path, stats.size, maxBytes);
    const bytes = readToEnd(descriptor, maxBytes, stats.size);
    if (bytes === null) throw new FileTooLarge(path, maxBytes + 1, maxBytes);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * What can be read from a descriptor; null if that is more than a limit.
 *
 * @param expected how many bytes that will most likely be
 */
export function readToEnd(descriptor: number, maxBytes: number, expected = 2 ** 16): string | null {
  let buffer = Buffer.alloc(Math.min(expected, maxBytes) + 1);
  for (let length = 0; ; ) {
    if (length > maxBytes) return null;
    if (length === buffer.length) {
      buffer = Buffer.concat([buffer], Math.min(2 * length, maxBytes + 1));
    }
    const read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (read === 0) return buffer.toString('latin1', 0, length);
    length += read;
  }
}

/** Linux gives up on more links (path_resolution(7)). */
export const maxLinks = 40;

/** The names on the way that a path takes. */
export function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** Whether a path is a folder or something in it. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** The path with all links followed. @throws what Node throws */
export function realPath(path: string): string {
  return realpathSync.native(toFsPath(path), { encoding: 'latin1' });
}

/** Node takes file names as Unicode; ours are bytes. */
export function toFsPath(path: string): string | Buffer {
  const encoded = Buffer.from(path, 'latin1');
  return encoded.toString('ascii') === path ? path : encoded;
}

function failure(error: unknown, below: boolean): Entry {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (!below) return { kind: 'outside' };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  return { kind: 'unreadable', reason: reasonOf(error) };
}

function isLock(name: string, entry: { isSymbolicLink(): boolean }): boolean {
  return name.startsWith('.#') && entry.isSymbolicLink();
}

function typeOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): FileType {
  if (entry.isFile()) return 'regular';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'unknown';
}
