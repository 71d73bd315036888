import { boolean } from '../demand.ts';
import { NixError } from '../nix-error.ts';
import type { AttributeSet, List, Slot } from '../value.ts';
import { list, setOf } from '../value.ts';
import { apply } from './operators.ts';

/** `lib.listDfs`: from the first item, whatever comes before it, and before that, until nothing does. */
export function listDfs(stopOnCycles: boolean, before: Slot, items: readonly Slot[]): AttributeSet {
  const found = search(stopOnCycles, before, items);
  const sides: [string, Slot][] = [
    ['visited', list(found.visited)],
    ['rest', list(found.rest)],
  ];
  if (found.loops === null) return setOf([['minimal', found.item], ...sides]);
  return setOf([['cycle', found.item], ['loops', list(found.loops)], ...sides]);
}

/** `lib.toposort`: the items so that each comes after what is before it, or a cycle of them. */
export function toposort(before: Slot, items: readonly Slot[]): AttributeSet {
  const sorted: Slot[] = [];
  let left = items;
  while (left.length > 1) {
    const { item, loops, visited, rest } = search(true, before, left);
    if (loops !== null) {
      const cycle: List = list([...visited].reverse().concat([item]));
      return setOf([
        ['cycle', cycle],
        ['loops', list(loops)],
      ]);
    }
    sorted.push(item);
    left = [...visited, ...rest];
  }
  return setOf([['result', list([...sorted, ...left])]]);
}

interface Found {
  /** The item that nothing comes before; with `loops`, the one that closes a cycle. */
  readonly item: Slot;
  readonly loops: readonly Slot[] | null;
  readonly visited: readonly Slot[];
  readonly rest: readonly Slot[];
}

function search(stopOnCycles: boolean, before: Slot, items: readonly Slot[]): Found {
  const isBefore = (item: Slot, other: Slot) => boolean(apply(before, item, other));
  let [item] = items;
  if (item === undefined) throw new NixError('value', 'list index 0 is out of bounds');
  let visited: readonly Slot[] = [];
  let rest = items.slice(1);
  while (true) {
    const current: Slot = item;
    const loops = visited.filter((other) => isBefore(other, current));
    if (stopOnCycles && loops.length > 0) return { item: current, loops, visited, rest };
    const ahead: Slot[] = [];
    const others: Slot[] = [];
    for (const other of rest) (isBefore(other, current) ? ahead : others).push(other);
    const [next, ...more] = ahead;
    if (next === undefined) return { item: current, loops: null, visited, rest };
    visited = [current, ...visited];
    rest = [...more, ...others];
    item = next;
  }
}
