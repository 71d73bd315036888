import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { force } from '../resolve/thunk.ts';
import type { Slot, Value } from '../resolve/value.ts';

/** Deeper values are taken to hold something. */
const depthSearched = 6;

/**
 * Whether something of the configuration's own is in a value that an unknown function was given: a path, or
 * a function, from which a module could be made.
 */
export function holdsOurs(slot: Slot): boolean {
  return search(slot, depthSearched);
}

function search(slot: Slot, depth: number): boolean {
  if (depth === 0) return true;
  const { depth: units, calls } = stack;
  try {
    return searchValue(
      attempt(() => force(slot)),
      depth,
    );
  } catch (signal) {
    if (!(signal instanceof NixError)) throw signal;
    stack.depth = units;
    stack.calls = calls;
    return false;
  }
}

function searchValue(value: Value, depth: number): boolean {
  if (typeof value === 'string') return value.startsWith('/');
  if (typeof value !== 'object' || value === null) return false;
  switch (value.kind) {
    case 'path':
    case 'lambda':
      return true;
    case 'list':
      return value.items.some((item) => search(item, depth - 1));
    case 'set':
      return [...value.attributes.values()].some(({ slot }) => search(slot, depth - 1));
    case 'unknown':
      return !value.foreign || value.given.some((given) => search(given, depth - 1));
    default:
      return false;
  }
}
