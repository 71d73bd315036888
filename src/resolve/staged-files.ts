import { lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';
import type { Entry, FileType } from './files.ts';
import { FileTooLarge, isBelow, maxLinks, namesOf, realPath, toFsPath } from './files.ts';
import type { FileAccess } from './looks.ts';
import { compareBytes } from './value.ts';

/** Folders and files that are not those of the work tree, by absolute paths. */
export interface StagedTree {
  /** What stands at a path; null if nothing does. A submodule is in the work tree, whatever is staged. */
  readonly at: (path: string) => StagedKind | null;
  /** The names in a folder, in no order. */
  readonly names: (folder: string) => readonly string[];
  /** The bytes of a file, or the target of a link. @throws Error if they can't be had */
  readonly bytes: (path: string) => string;
}

export type StagedKind = 'file' | 'directory' | 'link' | 'submodule';

interface StagedOptions {
  /** Absolute, links followed. */
  readonly root: string;
  readonly outputs: ReadonlySet<string>;
  readonly maxBytes: number;
}

/**
 * Reads a tree as if it was checked out.
 *
 * @param workTree what submodules, and links from outside, are read from
 */
export function stagedFiles(
  tree: StagedTree,
  { root, outputs, maxBytes }: StagedOptions,
  workTree: FileAccess,
): FileAccess {
  const inspect = (path: string): Entry => {
    if (outputs.has(path)) return { kind: 'output' };
    const found = walk(path, root, tree);
    if (found.kind === 'outside') return found;
    if (outputs.has(found.path)) return { kind: 'output' };
    switch (found.kind) {
      case 'submodule':
        return workTree.inspect(found.path);
      case 'missing':
        return { kind: isInWorkTree(found.path) ? 'unstaged' : 'missing' };
      case 'looping':
        return { kind: 'unreadable', reason: 'too many links' };
      case 'file':
      case 'directory':
        return { kind: found.kind, real: found.path };
    }
  };

  /** Of a path without links. */
  const typeAt = (path: string): FileType | null => {
    if (outputs.has(path)) return 'regular';
    const kind = tree.at(path);
    return kind === null ? null : typeOf(kind);
  };

  const read = (path: string): string => {
    if (tree.at(path) === null) return workTree.read(path);
    const bytes = tree.bytes(path);
    if (bytes.length > maxBytes) throw new FileTooLarge(path, bytes.length, maxBytes);
    return bytes;
  };

  const list = (path: string): readonly (readonly [string, FileType])[] => {
    if (tree.at(path) !== 'directory') return workTree.list(path);
    const names = new Set(tree.names(path));
    for (const output of outputs)
      if (dirname(output) === path) names.add(output.slice(path.length + 1));
    return [...names]
      .sort(compareBytes)
      .map((name) => [name, typeAt(join(path, name)) ?? 'unknown']);
  };

  const typeIn = (folder: string, name: string): FileType | null =>
    tree.at(folder) === 'directory' ? typeAt(join(folder, name)) : workTree.typeIn(folder, name);

  const linkTarget = (path: string): string | null => {
    if (!isBelow(path, root) || path === root) return null;
    const folder = walk(dirname(path), root, tree);
    if (folder.kind === 'submodule') return workTree.linkTarget(path);
    if (folder.kind !== 'directory') return null;
    const real = join(folder.path, basename(path));
    return tree.at(real) === 'link' ? tree.bytes(real) : null;
  };

  return { inspect, linkTarget, read, typeIn, list };
}

/** Where a path leads once links are followed. */
type Place =
  | {
      readonly kind: 'file' | 'directory' | 'submodule' | 'missing' | 'looping';
      readonly path: string;
    }
  | { readonly kind: 'outside' };

function walk(path: string, root: string, tree: StagedTree, linksBefore = 0): Place {
  const start = isBelow(path, root) ? path : throughWorkTree(path, root);
  if (start === null) return { kind: 'outside' };
  let at = root;
  let rest = namesOf(start.slice(root.length));
  for (let links = linksBefore; rest.length > 0; ) {
    const [name = '', ...others] = rest;
    rest = others;
    const next = name === '..' ? dirname(at) : join(at, name);
    if (!isBelow(next, root)) return { kind: 'outside' };
    const kind = tree.at(next);
    if (kind === null) return { kind: 'missing', path: join(next, ...rest) };
    if (kind === 'submodule') return { kind, path: join(next, ...rest) };
    if (kind === 'link') {
      if (++links > maxLinks) return { kind: 'looping', path: next };
      const target = tree.bytes(next);
      if (target.startsWith('/')) return walk(join(target, ...rest), root, tree, links);
      rest = [...namesOf(target), ...rest];
    } else if (kind === 'file' && rest.length > 0) {
      return { kind: 'missing', path: join(next, ...rest) };
    } else {
      at = next;
    }
  }
  return { kind: tree.at(at) === 'file' ? 'file' : 'directory', path: at };
}

/** A path from outside that links of the work tree lead below the root. */
function throughWorkTree(path: string, root: string): string | null {
  try {
    const real = realPath(path);
    return isBelow(real, root) ? real : null;
  } catch {
    return null;
  }
}

function isInWorkTree(path: string): boolean {
  return lstatSync(toFsPath(path), { throwIfNoEntry: false }) !== undefined;
}

function typeOf(kind: StagedKind): FileType {
  switch (kind) {
    case 'file':
      return 'regular';
    case 'link':
      return 'symlink';
    case 'directory':
    case 'submodule':
      return 'directory';
  }
}
