import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path/posix';
import { showPath } from '../report/path.ts';
import { show } from '../report/quote.ts';
import {
  FileTooLarge,
  isBelow,
  maxLinks,
  NotRegularFile,
  readRegularFile,
  realPath,
  toFsPath,
} from '../resolve/files.ts';
import { attempt, Failure } from './failure.ts';

/** A file that we write, as it is now. Paths and text are byte strings. */
export interface OutputFile {
  /** The path as messages show it. */
  readonly name: string;
  /** Where the file is, or will be, once links are followed. */
  readonly target: string;
  /** Null if there is no such file. */
  readonly current: { readonly text: string; readonly mode: number } | null;
}

/**
 * Looks at the file that is to be written. Its folder must exist.
 *
 * @param path absolute
 * @param root links are followed inside of this folder only
 * @param workingFolder what the name is relative to
 * @throws Failure if the path leads out of the root, or to what is not a file
 */
export function findOutputFile(path: string, root: string, workingFolder: string): OutputFile {
  const name = showPath(path, workingFolder);
  const folder = dirname(path);
  if (!attempt(`write \`${name}\``, () => exists(folder))) {
    throw new Failure(
      `cannot write \`${name}\`: there is no folder \`${showPath(folder, workingFolder)}\`: make it first`,
    );
  }
  const target = attempt(`write \`${name}\``, () => followLinks(path, name));
  const { isInside, realRoot } = attempt(`read \`${name}\``, () => boundary(path, target, root));
  if (!isInside) {
    const leads = `it is a link to \`${showPath(target, workingFolder)}\``;
    throw new Failure(
      `cannot write \`${name}\`: ${leads}, outside of \`${show(realRoot)}\`: name a root above both with \`--root\``,
    );
  }
  const stats = attempt(`read \`${name}\``, () =>
    statSync(toFsPath(target), { throwIfNoEntry: false }),
  );
  if (stats === undefined) return { name, target, current: null };
  if (!stats.isFile()) throw notRegular(name);
  const text = readCurrent(target, name);
  return { name, target, current: { text, mode: stats.mode & 0o7777 } };
}

/** In bytes; a network of 10,000 links takes a tenth. */
const largestOutput = 2 ** 26;

/**
 * The text of a file that may be replaced.
 *
 * @param name as messages show it
 * @throws Failure if it can't be read, is too large to be ours or, since somebody looked, no file any more
 */
export function readCurrent(path: string, name: string): string {
  try {
    return attempt(`read \`${name}\``, () => readRegularFile(path, largestOutput));
  } catch (error) {
    if (error instanceof NotRegularFile) throw notRegular(name);
    if (!(error instanceof FileTooLarge)) throw error;
    throw new Failure(
      `cannot write \`${name}\`: what is there has ${error.bytes} bytes, more than vmsilo-nixgen writes: remove it, or give another file with \`--output\``,
    );
  }
}

function notRegular(name: string): Failure {
  return new Failure(`cannot write \`${name}\`: it is not a regular file: move it away`);
}

/** As {@link findOutputFile}, but gives the failure. */
export function tryOutputFile(
  path: string,
  root: string,
  workingFolder: string,
): OutputFile | Failure {
  try {
    return findOutputFile(path, root, workingFolder);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function exists(path: string): boolean {
  return statSync(toFsPath(path), { throwIfNoEntry: false }) !== undefined;
}

/** As realpath(3), for a last component that need not exist. */
function followLinks(path: string, name: string): string {
  let target = realLocation(path);
  for (let links = 0; isLink(target); links++) {
    if (links === maxLinks) throw new Failure(`cannot write \`${name}\`: too many links`);
    const to = readlinkSync(toFsPath(target), { encoding: 'latin1' });
    target = realLocation(resolve(dirname(target), to));
  }
  return target;
}

/** A path without links may be anywhere; one that is in the root or is a link must end in the root. */
function boundary(path: string, target: string, root: string) {
  const realRoot = realPath(root);
  const isFree = !isBelow(path, root) && !isBelow(path, realRoot) && target === realLocation(path);
  return { isInside: isFree || isBelow(target, realRoot), realRoot };
}

function realLocation(path: string): string {
  return join(realPath(dirname(path)), basename(path));
}

function isLink(path: string): boolean {
  return lstatSync(toFsPath(path), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
