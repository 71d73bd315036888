import { resolve } from 'node:path/posix';
import type { Files } from '../resolve/files.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { force } from '../resolve/thunk.ts';
import type { Slot, Value } from '../resolve/value.ts';

/** Deeper values are taken to hold something. */
const depthSearched = 6;

/**
 * Whether something of the configuration's own is in a value that an unknown function was given: a path, or
 * a function, from which a module could be made. A file that we write is none.
 */
export function holdsOurs(slot: Slot, files: Files): boolean {
  return search(slot, depthSearched, files);
}

function search(slot: Slot, depth: number, files: Files): boolean {
  if (depth === 0) return true;
  const { depth: units, calls } = stack;
  try {
    return searchValue(
      attempt(() => force(slot)),
      depth,
      files,
    );
  } catch (signal) {
    if (!(signal instanceof NixError)) throw signal;
    stack.depth = units;
    stack.calls = calls;
    return false;
  }
}

function searchValue(value: Value, depth: number, files: Files): boolean {
  if (typeof value === 'string') return value.startsWith('/') && !isOutput(value, files);
  if (typeof value !== 'object' || value === null) return false;
  switch (value.kind) {
    case 'path':
      return !isOutput(value.path, files);
    case 'lambda':
      return true;
    case 'list':
      return value.items.some((item) => search(item, depth - 1, files));
    case 'set':
      return [...value.attributes.values()].some(({ slot }) => search(slot, depth - 1, files));
    case 'unknown':
      if (value.place !== null) return !isOutput(value.place, files);
      return !value.foreign || value.given.some((given) => search(given, depth - 1, files));
    default:
      return false;
  }
}

function isOutput(path: string, files: Files): boolean {
  return files.inspect(resolve(path)).kind === 'output';
}
