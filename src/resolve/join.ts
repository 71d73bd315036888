import { equal } from './equal.ts';
import { isContextual, NixError } from './nix-error.ts';
import { isNumeric } from './number.ts';
import { stack } from './stack.ts';
import { delay, force } from './thunk.ts';
import type { Unknown } from './unknown.ts';
import { assumptions, derived, isUnknown, UnknownSignal } from './unknown.ts';
import type { Attribute, AttributeSet, List, Slot, Value } from './value.ts';
import { attributeSet, list, restNamesOfBoth } from './value.ts';

/** Runs a computation, and gives what it signals as unknown as a value. */
export function attempt<T extends Value>(compute: () => T): T | Unknown {
  const { depth, calls } = stack;
  try {
    return compute();
  } catch (signal) {
    stack.depth = depth;
    stack.calls = calls;
    if (signal instanceof UnknownSignal) return derived(signal.unknown);
    throw signal;
  }
}

/** Runs a computation whose failure says nothing: null if it fails, or what it needs can't be known. */
export function quietly<T>(compute: () => T): T | null {
  const { depth, calls } = stack;
  try {
    return compute();
  } catch (signal) {
    if (!(signal instanceof NixError || signal instanceof UnknownSignal)) throw signal;
    stack.depth = depth;
    stack.calls = calls;
    return null;
  }
}

/**
 * The value of a choice that can't be known: known as far as the alternatives agree.
 *
 * An alternative that fails does not count, for where Nix gives a value at all it is another one's. One that
 * fails only here (a recursion, a limit) says nothing, and makes the choice unknown.
 *
 * @param cause what the choice hangs on
 */
export function join(cause: Unknown, alternatives: readonly (() => Value)[]): Value {
  const choice = derived(cause);
  const values: Value[] = [];
  let failure: NixError | null = null;
  for (const alternative of alternatives) {
    const { depth, calls } = stack;
    try {
      values.push(attempt(alternative));
    } catch (signal) {
      if (!(signal instanceof NixError)) throw signal;
      stack.depth = depth;
      stack.calls = calls;
      if (isContextual(signal)) return choice;
      failure ??= signal;
    }
  }
  const [first, ...others] = values;
  if (first === undefined) throw failure ?? new NixError('abort', 'a choice without alternatives');
  assumptions.made += 1;
  const joined = others.reduce<Value>((some, other) => joinValues(choice, some, other), first);
  return isUnknown(joined) && joined.place === null ? oneOf(joined, values) : joined;
}

/** An unknown value that is one of some: it is somebody else's where all of them are, or are nothing. */
function oneOf(cause: Unknown, slots: readonly Slot[]): Unknown {
  const ours = { ...cause, foreign: false };
  const given = slots.map((slot) =>
    delay(() => {
      const value = attempt(() => force(slot));
      return isUnknown(value) || isEmpty(value) ? value : ours;
    }),
  );
  return { ...cause, foreign: true, given };
}

function isEmpty(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value.kind === 'list') return value.items.length === 0 && value.rest === null;
  return value.kind === 'set' && value.attributes.size === 0 && value.rest === null;
}

function joinValues(cause: Unknown, left: Value, right: Value): Value {
  if (left === right) return left;
  if (isNumeric(left) && isNumeric(right)) {
    const same = typeof left === typeof right && equal(left, right);
    return same ? left : cause;
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return cause;
  }
  if (isUnknown(left)) return derived(left);
  if (isUnknown(right)) return derived(right);
  if (left.kind === 'set' && right.kind === 'set') return joinSets(cause, left, right);
  if (left.kind === 'list' && right.kind === 'list') return joinLists(cause, left, right);
  if (left.kind === 'path' && right.kind === 'path' && left.path === right.path) return left;
  return cause;
}

function joinSets(cause: Unknown, left: AttributeSet, right: AttributeSet): Value {
  const attributes = new Map<string, Attribute>();
  for (const [name, attribute] of left.attributes) {
    const other = right.attributes.get(name);
    if (other === undefined) continue;
    const slot = joinSlots(cause, attribute.slot, other.slot);
    attributes.set(name, { slot, span: attribute.span });
  }
  const only = [...left.attributes.keys(), ...right.attributes.keys()].filter(
    (name) => !attributes.has(name),
  );
  const oneSided = { rest: only.length === 0 ? null : cause, restNames: new Set(only) };
  const either = { rest: left.rest ?? right.rest, restNames: restNamesOfBoth(left, right) };
  return attributeSet(attributes, either.rest ?? oneSided.rest, restNamesOfBoth(either, oneSided));
}

function joinLists(cause: Unknown, left: List, right: List): Value {
  if (left.rest !== null || right.rest !== null) return cause;
  if (left.items.length !== right.items.length) {
    return list([], oneOf(cause, [...left.items, ...right.items]));
  }
  return list(left.items.map((item, at) => joinSlots(cause, item, right.items[at] ?? null)));
}

function joinSlots(cause: Unknown, left: Slot, right: Slot): Slot {
  if (left === right) return left;
  return delay(() => join(cause, [() => force(left), () => force(right)]));
}
