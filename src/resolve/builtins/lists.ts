import { call, call2 } from '../apply.ts';
import { boolean, callable, integer, list as listOf, openList, string } from '../demand.ts';
import { discard } from '../discard.ts';
import { equal } from '../equal.ts';
import { attempt } from '../join.ts';
import { NixError } from '../nix-error.ts';
import { spend, spendItems, stack } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, derived, isUnknown, UnknownSignal, unknown } from '../unknown.ts';
import type { List, Slot, Value } from '../value.ts';
import { emptyList, list, primop, setOf } from '../value.ts';
import type { Builtins } from './index.ts';

export const listBuiltins: Builtins = {
  length: primop('length', 1, (items) => listOf(items).items.length),
  head: primop('head', 1, (items) => elementAt(items, 0)),
  tail: primop('tail', 1, (slot) => {
    const { items } = listOf(slot);
    if (items.length === 0) throw new NixError('value', '`tail` of an empty list');
    return list(items.slice(1));
  }),
  elemAt: primop('elemAt', 2, (items, index) => elementAt(items, integer(index))),
  elem: primop('elem', 2, (wanted, items) => {
    const all = openList(items);
    const tests = all.items.map((item) => () => same(wanted, item));
    return decide(tests, true, all.rest);
  }),
  map: primop('map', 2, (transform, slot) => {
    const { items, rest } = openList(slot);
    if (items.length === 0) return rest === null ? emptyList : list([], derived(rest));
    const callee = callable(transform);
    spend(items.length);
    const mapped = items.map((item) => delay(() => call(callee, item)));
    return list(mapped, rest && derived(rest));
  }),
  filter: primop('filter', 2, (predicate, slot) => {
    const all = openList(slot);
    if (all.items.length === 0) return all;
    return select(callable(predicate), all);
  }),
  partition: primop('partition', 2, (predicate, items) => {
    const callee = callable(predicate);
    const right: Slot[] = [];
    const wrong: Slot[] = [];
    for (const item of listOf(items).items) {
      discard(item);
      (boolean(call(callee, item)) ? right : wrong).push(item);
    }
    return setOf([
      ['right', list(right)],
      ['wrong', list(wrong)],
    ]);
  }),
  groupBy: primop('groupBy', 2, (nameOf, items) => {
    const callee = callable(nameOf);
    const groups = new Map<string, Slot[]>();
    for (const item of listOf(items).items) {
      const name = string(call(callee, item));
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [item]);
      else group.push(item);
    }
    return setOf(Array.from(groups, ([name, group]) => [name, list(group)] as const));
  }),
  any: primop('any', 2, (predicate, items) => decideEach(predicate, items, true)),
  all: primop('all', 2, (predicate, items) => decideEach(predicate, items, false)),
  concatLists: primop('concatLists', 1, (slot) => {
    const { items, rest } = openList(slot);
    return concatenate(items, rest);
  }),
  concatMap: primop('concatMap', 2, (transform, slot) => {
    const callee = callable(transform);
    const { items, rest } = openList(slot);
    const lists = items.map((item) => attempt(() => call(callee, item)));
    return concatenate(lists, rest && derived(rest));
  }),
  genList: primop('genList', 2, (generate, length) => {
    const count = integer(length);
    if (count < 0) throw new NixError('value', `a list can't have ${count} items`);
    const callee = callable(generate);
    spendItems(Number(count));
    const item = (_: unknown, index: number) => delay(() => call(callee, index));
    return list(Array.from({ length: Number(count) }, item));
  }),
  "foldl'": primop("foldl'", 3, (operator, initial, items) => {
    const callee = callable(operator);
    const { items: slots } = listOf(items);
    if (slots.length === 0) return force(initial);
    return fold(callee, initial, slots);
  }),
};

/** Items that may or may not be chosen leave the list open. */
function select(predicate: Value, all: List): List {
  let { rest } = all;
  const chosen = all.items.filter((item) => {
    const answer = attempt(() => boolean(call(predicate, item)));
    if (isUnknown(answer)) rest ??= derived(answer);
    return answer === true;
  });
  if (rest !== null) assumptions.made += 1;
  return list(chosen, rest);
}

function concatenate(lists: readonly Slot[], openEnd: Unknown | null): List {
  let rest = openEnd;
  const items = lists.flatMap((slot) => {
    const value = force(slot);
    if (isUnknown(value)) {
      rest ??= value;
      return [];
    }
    const inner = openList(value);
    rest ??= inner.rest;
    return inner.items;
  });
  if (rest !== null) assumptions.made += 1;
  return list(items, rest);
}

function elementAt(items: Slot, index: number | bigint): Value {
  const { items: slots } = listOf(items);
  const slot = slots[Number(index)];
  if (slot !== undefined) return force(slot);
  if (slots[Number(BigInt.asIntN(32, BigInt(index)))] !== undefined) {
    throw new UnknownSignal(unknown('elemAt', 'some releases of Nix take 32 bits of the index'));
  }
  throw new NixError('value', `there is no item ${index} in a list of ${slots.length}`);
}

/** Nix takes a value that it meets twice for equal to itself, even a function. */
function same(left: Slot, right: Slot): boolean {
  const value = force(left);
  if (left === right && typeof left === 'object' && left?.kind !== 'unknown') return true;
  return equal(value, force(right));
}

/** What one step gives is evaluated before the next, even if that does not use it. */
function fold(operator: Value, initial: Slot, items: readonly Slot[]): Value {
  let result: Slot = initial;
  const passed: Value[] = [];
  for (const item of items) {
    const before: Slot = result;
    result = attempt(() => call2(operator, before, item));
    if (isUnknown(result)) passed.push(result);
  }
  const last = force(result);
  if (!isUnknown(last)) passed.forEach(discard);
  return last;
}

function decideEach(predicate: Slot, slot: Slot, decisive: boolean): boolean {
  const callee = callable(predicate);
  const { items, rest } = openList(slot);
  const tests = items.map((item) => () => boolean(call(callee, item)));
  return decide(tests, decisive, rest);
}

/**
 * Whether a test gives `decisive`, or none does. Behind one that is unknown a decisive one still decides, and one
 * that fails says nothing: Nix may not come to it.
 *
 * @param rest what further tests hang on, if there may be any
 * @throws UnknownSignal
 */
function decide(
  tests: readonly (() => boolean)[],
  decisive: boolean,
  rest: Unknown | null,
): boolean {
  let pending = rest;
  for (const test of tests) {
    const { depth, calls } = stack;
    try {
      const answer = attempt(test);
      if (answer === decisive) {
        if (pending !== null) assumptions.made += 1;
        return decisive;
      }
      if (isUnknown(answer)) pending ??= answer;
    } catch (signal) {
      if (pending === null || !(signal instanceof NixError)) throw signal;
      stack.depth = depth;
      stack.calls = calls;
      break;
    }
  }
  if (pending !== null) throw new UnknownSignal(pending);
  return !decisive;
}
