import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path/posix';
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
  /** What a folder holds, sorted by name; links are not followed. */
  readonly list: (path: string) => readonly (readonly [string, FileType])[];
  /** Real paths of the files read so far. */
  readonly filesRead: ReadonlySet<string>;
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
}

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

/** The work tree, read through Node. @throws what Node throws where the root can't be resolved */
export function openFiles({ root, outputs, maxBytes, tracked = null }: FilesOptions): Files {
  const realRoot = realPath(root);
  const outputPaths = new Set(outputs);
  const filesRead = new Set<string>();

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

  const read = (path: string): string => {
    const descriptor = openSync(toFsPath(path), 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size > maxBytes) throw new FileTooLarge(path, size, maxBytes);
      filesRead.add(path);
      return readFileSync(descriptor, 'latin1');
    } finally {
      closeSync(descriptor);
    }
  };

  const list = (path: string): readonly (readonly [string, FileType])[] => {
    const found = new Map<string, FileType>();
    for (const entry of readdirSync(toFsPath(path), { withFileTypes: true, encoding: 'latin1' })) {
      if (tracked !== null && !tracked.has(`${path}/${entry.name}`)) continue;
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

  return { root: realRoot, inspect, linkTarget, read, list, filesRead };
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
  return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
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
