import { call2 } from '../apply.ts';
import { boolean, completeSet, integer, known, list as listOf, string } from '../demand.ts';
import { discard } from '../discard.ts';
import { equal, lessThan } from '../equal.ts';
import { attempt } from '../join.ts';
import { NixError } from '../nix-error.ts';
import type { Numeric } from '../number.ts';
import { add, subtract } from '../number.ts';
import { descend, spendItems, stack } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, isUnknown, UnknownSignal } from '../unknown.ts';
import type { List, Slot, Value } from '../value.ts';
import { emptyList, list, primop, setOf, sortedNames } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  applied,
  apply,
  choose,
  isList,
  itemsOf,
  mapAttributes,
  mapItems,
  thrown,
} from './operators.ts';
import { toInt } from './strings-number.ts';
import { listDfs, toposort } from './toposort.ts';
import { warned } from './warn.ts';

/** nixpkgs' `lib/lists.nix`. */
export function lists(library: Library): Members {
  const { builtin } = library;
  const foldrFunction = primop('foldr', 3, foldr);
  return {
    singleton: primop('singleton', 1, (item) => list([item])),
    forEach: primop('forEach', 2, (items, f) => apply(builtin('map'), f, items)),
    foldr: foldrFunction,
    fold: delay(() => warned('fold has been deprecated, use foldr instead', foldrFunction)),
    foldl: primop('foldl', 3, (f, nul, items) => {
      let result = nul;
      for (const item of itemsOf(items)) {
        const before = result;
        result = applied(f, before, item);
      }
      return force(result);
    }),
    "foldl'": primop("foldl'", 3, (f, init, items) => strictFold(library, f, init, items)),
    imap0: primop('imap0', 2, (f, items) => imap(0, f, items)),
    imap1: primop('imap1', 2, (f, items) => imap(1, f, items)),
    ifilter0: primop('ifilter0', 2, (predicate, items) =>
      list(itemsOf(items).filter((item, index) => boolean(apply(predicate, index, item)))),
    ),
    flatten: primop('flatten', 1, (value) => {
      const flat: Slot[] = [];
      return list(flat, flatten(value, flat));
    }),
    remove: primop('remove', 2, (item, items) =>
      list(itemsOf(items).filter((other) => !equal(known(other), known(item)))),
    ),
    findSingle: primop('findSingle', 4, (predicate, none, several, items) => {
      const found = itemsOf(items).filter((item) => boolean(apply(predicate, item)));
      const [first] = found;
      if (first === undefined) return force(none);
      return force(found.length === 1 ? first : several);
    }),
    findFirstIndex: primop('findFirstIndex', 3, (predicate, none, items) => {
      const index = findFirstIndex(predicate, itemsOf(items));
      return index === -1 ? force(none) : index;
    }),
    findFirst: primop('findFirst', 3, (predicate, none, items) => {
      const slots = itemsOf(items);
      const found = slots[findFirstIndex(predicate, slots)];
      return force(found === undefined ? none : found);
    }),
    count: primop('count', 2, (predicate, items) => {
      let count = 0;
      for (const item of itemsOf(items)) if (boolean(apply(predicate, item))) count++;
      return count;
    }),
    optional: primop('optional', 2, (condition, item) =>
      choose(
        () => force(condition),
        () => list([item]),
        () => emptyList,
      ),
    ),
    optionals: primop('optionals', 2, (condition, items) =>
      choose(
        () => force(condition),
        () => force(items),
        () => emptyList,
      ),
    ),
    toList: primop('toList', 1, (value) => toList(value)),
    range: primop('range', 2, range),
    replicate: primop('replicate', 2, (count, item) =>
      apply(
        builtin('genList'),
        primop('replicate', 1, () => force(item)),
        count,
      ),
    ),
    "groupBy'": primop("groupBy'", 4, (f, nul, predicate, items) => {
      const groups = call2(builtin('groupBy'), predicate, items);
      const fold = library.member('lists', 'foldl');
      return mapAttributes(completeSet(groups), (_name, { slot }) => applied(fold, f, nul, slot));
    }),
    zipListsWith: primop('zipListsWith', 3, (f, left, right) =>
      zip(left, right, (first, second) => apply(f, first, second)),
    ),
    zipLists: primop('zipLists', 2, (left, right) =>
      zip(left, right, (fst, snd) =>
        setOf([
          ['fst', fst],
          ['snd', snd],
        ]),
      ),
    ),
    reverseList: primop('reverseList', 1, (items) => list([...itemsOf(items)].reverse())),
    listDfs: primop('listDfs', 3, (stopOnCycles, before, items) =>
      listDfs(boolean(stopOnCycles), before, itemsOf(items)),
    ),
    toposort: primop('toposort', 2, (before, items) => toposort(before, itemsOf(items))),
    sortOn: primop('sortOn', 2, (f, items) =>
      sortBy(
        library,
        itemsOf(items).map((item) => ({ item, key: applied(f, item) })),
        lessThan,
      ),
    ),
    compareLists: primop('compareLists', 3, (compare, left, right) =>
      compareLists((first, second) => apply(compare, first, second), left, right),
    ),
    naturalSort: primop('naturalSort', 1, (items) => naturalSort(library, itemsOf(items))),
    take: primop('take', 2, (count, items) => sublist(0, () => integer(count), items)),
    takeEnd: primop('takeEnd', 2, (count, items) => {
      const { length } = itemsOf(items);
      return sublist(atLeastZero(subtract(length, integer(count))), () => length, items);
    }),
    drop: primop('drop', 2, (count, items) =>
      sublist(integer(count), () => itemsOf(items).length, items),
    ),
    dropEnd: primop('dropEnd', 2, (count, items) =>
      sublist(0, () => atLeastZero(subtract(itemsOf(items).length, integer(count))), items),
    ),
    hasPrefix: primop('hasPrefix', 2, hasPrefix),
    removePrefix: primop('removePrefix', 2, (prefix, items) => {
      if (hasPrefix(prefix, items)) return list(itemsOf(items).slice(itemsOf(prefix).length));
      throw thrown(
        'lib.lists.removePrefix: First argument is not a list prefix of the second argument',
      );
    }),
    sublist: primop('sublist', 3, (start, count, items) =>
      sublist(integer(start), () => integer(count), items),
    ),
    commonPrefix: primop('commonPrefix', 2, (left, right) => {
      const others = itemsOf(right);
      const items = itemsOf(left);
      const length = Math.min(items.length, others.length);
      let common = 0;
      while (
        common < length &&
        equal(known(items[common] ?? null), known(others[common] ?? null))
      ) {
        common++;
      }
      return list(items.slice(0, common));
    }),
    last: primop('last', 1, (items) => last(items)),
    init: primop('init', 1, (items) => {
      if (itemsOf(items).length === 0) throw thrown('lists.init: list must not be empty!');
      return list(itemsOf(items).slice(0, -1));
    }),
    crossLists: primop('crossLists', 2, (f, lists) => {
      let results: readonly Slot[] = [f];
      for (const slot of itemsOf(lists)) {
        if (results.length === 0) break;
        const items = itemsOf(slot);
        results = results.flatMap((each) => items.map((item) => applied(each, item)));
      }
      return list(results);
    }),
    unique: primop('unique', 1, (items) => list(unique(itemsOf(items)))),
    uniqueStrings: primop('uniqueStrings', 1, (items) =>
      list([...new Set(itemsOf(items).map((item) => string(item)))].sort()),
    ),
    allUnique: primop('allUnique', 1, (items) => {
      const slots = itemsOf(items);
      return unique(slots).length === slots.length;
    }),
    intersectLists: primop('intersectLists', 2, (kept, items) =>
      list(itemsOf(items).filter((item) => contains(kept, item))),
    ),
    subtractLists: primop('subtractLists', 2, (removed, items) =>
      list(itemsOf(items).filter((item) => !contains(removed, item))),
    ),
    mutuallyExclusive: primop(
      'mutuallyExclusive',
      2,
      (left, right) =>
        itemsOf(left).length === 0 || !itemsOf(right).some((item) => contains(left, item)),
    ),
    concatAttrValues: primop('concatAttrValues', 1, (set) => {
      const value = completeSet(set);
      return list(
        sortedNames(value).flatMap((name) => itemsOf(value.attributes.get(name)?.slot ?? null)),
      );
    }),
    replaceElemAt: primop('replaceElemAt', 3, (items, index, item) => {
      const slots = itemsOf(items);
      const at = Number(integer(index));
      if (at < 0 || at >= slots.length) {
        throw thrown(
          `'lists.replaceElemAt' called with index ${at} on a list of size ${slots.length}`,
        );
      }
      return list(slots.map((other, position) => (position === at ? item : other)));
    }),
  };
}

/** `lib.toList`: a list as it is, anything else in a list of its own. */
export function toList(slot: Slot): List {
  const value = known(slot);
  return isList(value) ? value : list([value]);
}

/** `lib.last` */
export function last(items: Slot): Value {
  const slot = itemsOf(items).at(-1);
  if (slot === undefined) throw thrown('lists.last: list must not be empty!');
  return force(slot);
}

/** Whether the list has the item: `builtins.elem`, by which a value equals itself even if it is a function. */
export function contains(items: Slot, item: Slot): boolean {
  const slots = itemsOf(items);
  let pending: Unknown | null = null;
  for (const other of slots) {
    const answer = attempt(() => {
      const value = known(item);
      return item === other || equal(value, known(other));
    });
    if (answer === true) return true;
    if (isUnknown(answer)) pending ??= answer;
  }
  if (pending !== null) throw new UnknownSignal(pending);
  return false;
}

/** The first of each equal items, in their order. */
function unique(items: readonly Slot[]): readonly Slot[] {
  const kept: Slot[] = [];
  for (const item of items) if (!contains(list(kept), item)) kept.push(item);
  return kept;
}

/** `lib.foldl'`: every intermediate value is evaluated, and the first one, which the builtin leaves. */
export function strictFold({ builtin }: Library, f: Slot, init: Slot, items: Slot): Value {
  discard(init);
  return apply(builtin("foldl'"), f, init, items);
}

function foldr(f: Slot, nul: Slot, items: Slot): Value {
  let result: Slot = nul;
  for (const item of [...itemsOf(items)].reverse()) {
    const rest = result;
    result = applied(f, item, rest);
  }
  return force(result);
}

function imap(from: number, f: Slot, items: Slot): List {
  return mapItems(itemsOf(items), (item, index) => apply(f, from + index, item));
}

/** @returns why there may be more items: what is unknown may be a list */
function flatten(slot: Slot, flat: Slot[]): Unknown | null {
  const value = attempt(() => force(slot));
  if (isUnknown(value)) {
    assumptions.made += 1;
    return value;
  }
  if (!isList(value)) {
    flat.push(value);
    return null;
  }
  descend(2);
  let rest = value.rest;
  for (const item of value.items) rest = either(rest, flatten(item, flat));
  stack.depth -= 2;
  return rest;
}

/** Of reasons for the same, one that may hold something of ours, if there is one: what is not foreign, or was given it. */
function either(left: Unknown | null, right: Unknown | null): Unknown | null {
  if (left === null || right === null) return left ?? right;
  if (!left.foreign) return left;
  const told = right.foreign && left.given.length > 0 ? left : right;
  return { ...told, given: [...left.given, ...right.given] };
}

function findFirstIndex(predicate: Slot, items: readonly Slot[]): number {
  return items.findIndex((item) => boolean(apply(predicate, item)));
}

function range(first: Slot, last: Slot): List {
  const from = known(first);
  const to = known(last);
  if (lessThan(to, from)) return emptyList;
  const start = integer(from);
  const length = Number(subtract(integer(to), start)) + 1;
  spendItems(length);
  return list(Array.from({ length }, (_, index) => add(start, index)));
}

function zip(left: Slot, right: Slot, combine: (first: Slot, second: Slot) => Value): List {
  const others = itemsOf(right);
  const items = itemsOf(left).slice(0, others.length);
  return mapItems(items, (item, index) => combine(item, others[index] ?? null));
}

function atLeastZero(value: Numeric): number {
  return Math.max(0, Number(value));
}

/** @param count not evaluated where the list ends before the start */
function sublist(start: number | bigint, count: () => number | bigint, items: Slot): List {
  const slots = itemsOf(items);
  const from = Number(start);
  const length = from >= slots.length ? 0 : Math.min(Number(count()), slots.length - from);
  if (length < 0) throw new NixError('value', `cannot create list of size ${length}`);
  if (from >= 0) return list(slots.slice(from, from + length));
  spendItems(length);
  return mapItems(Array.from({ length }), (_, index) => {
    const slot = slots[index + from];
    if (slot === undefined)
      throw new NixError('value', `list index ${index + from} is out of bounds`);
    return force(slot);
  });
}

function hasPrefix(prefix: Slot, items: Slot): boolean {
  const all = itemsOf(items);
  if (all.length === 0) return equal(emptyList, known(prefix));
  const wanted = listOf(prefix);
  return equal(list(all.slice(0, wanted.items.length)), wanted);
}

interface Keyed {
  readonly item: Slot;
  readonly key: Slot;
}

/** The items in the order of their keys; equal ones stay in order. */
function sortBy(
  { builtin }: Library,
  keyed: readonly Keyed[],
  less: (left: Value, right: Value) => boolean,
): List {
  const byIndex = primop('sortOn', 2, (left, right) =>
    less(known(keyAt(keyed, left)), known(keyAt(keyed, right))),
  );
  const order = call2(builtin('sort'), byIndex, list(keyed.map((_, index) => index)));
  return list(itemsOf(order).map((index) => keyed[Number(integer(index))]?.item ?? null));
}

function keyAt(keyed: readonly Keyed[], index: Slot): Slot {
  return keyed[Number(integer(index))]?.key ?? null;
}

function compareLists(compare: (left: Slot, right: Slot) => Value, left: Slot, right: Slot): Value {
  const first = itemsOf(left);
  const second = itemsOf(right);
  for (const [index, item] of first.entries()) {
    const other = second[index];
    if (other === undefined) return 1;
    const relation = known(compare(item, other));
    if (!equal(relation, 0)) return relation;
  }
  return first.length === second.length ? 0 : -1;
}

function naturalSort(library: Library, items: readonly Slot[]): List {
  const vector = (item: Slot) =>
    delay(() => {
      const parts = string(item).split(/(0|[1-9][0-9]*)/);
      return list(parts.map((part, index) => (index % 2 === 0 ? part : toInt(library, part))));
    });
  return sortBy(
    library,
    items.map((item) => ({ item, key: vector(item) })),
    (left, right) => Number(integer(compareLists(compare, left, right))) < 0,
  );
}

/** `lib.compare` */
export function compare(left: Slot, right: Slot): Value {
  if (lessThan(known(left), known(right))) return -1;
  return lessThan(known(right), known(left)) ? 1 : 0;
}
