import { resolve } from 'node:path/posix';
import { readBytes } from '../resolve/builtins/file-access.ts';
import type { Files } from '../resolve/files.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { force } from '../resolve/thunk.ts';
import type { Slot, Value } from '../resolve/value.ts';
import { isGenerated } from './generated.ts';

/** Deeper values, and those behind so many others, are taken to hold something. */
const depthSearched = 32;
const valuesSearched = 20_000;

/**
 * Whether something of the configuration's own is in a value that an unknown function was given: a path, or
 * a function, from which a module could be made. A file that we write, or have written, is none: it holds data.
 */
export function holdsOurs(slot: Slot, files: Files): boolean {
  return search(slot, depthSearched, { files, seen: new Set() });
}

interface Search {
  readonly files: Files;
  /** What is searched already: a set may hold itself, as `lib.types` does. */
  readonly seen: Set<Value>;
}

function search(slot: Slot, depth: number, state: Search): boolean {
  if (depth === 0 || state.seen.size > valuesSearched) return true;
  const { depth: units, calls } = stack;
  try {
    return searchValue(
      attempt(() => force(slot)),
      depth,
      state,
    );
  } catch (signal) {
    if (!(signal instanceof NixError)) throw signal;
    stack.depth = units;
    stack.calls = calls;
    return false;
  }
}

function searchValue(value: Value, depth: number, state: Search): boolean {
  const { files, seen } = state;
  if (typeof value === 'string') return value.startsWith('/') && !isWritten(value, files);
  if (typeof value !== 'object' || value === null) return false;
  if (seen.has(value)) return false;
  seen.add(value);
  switch (value.kind) {
    case 'path':
      return !isWritten(value.path, files);
    case 'lambda':
      return true;
    case 'primop':
      return [...value.arguments, ...(value.captured ?? [])].some((slot) =>
        search(slot, depth - 1, state),
      );
    case 'list':
      return value.items.some((item) => search(item, depth - 1, state));
    case 'set':
      return [...value.attributes.values()].some(({ slot }) => search(slot, depth - 1, state));
    case 'unknown':
      if (value.place !== null) return !isWritten(value.place, files);
      return !value.foreign || value.given.some((given) => search(given, depth - 1, state));
    default:
      return false;
  }
}

function isWritten(path: string, files: Files): boolean {
  const at = resolve(path);
  const { kind } = files.inspect(at);
  if (kind !== 'file') return kind === 'output';
  try {
    return isGenerated(readBytes(at, files));
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    return false;
  }
}
