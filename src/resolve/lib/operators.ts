import { resolve } from 'node:path/posix';
import { quote, show } from '../../report/quote.ts';
import { attribute, callAll } from '../apply.ts';
import { boolean, completeSet, known, list as listOf, set as setOf, string } from '../demand.ts';
import { describe } from '../describe.ts';
import { attempt, join } from '../join.ts';
import { NixError } from '../nix-error.ts';
import {
  append,
  coerceToString,
  coerceToText,
  concatenation,
  interpolation,
  isPath,
} from '../text.ts';
import type { Thunk } from '../thunk.ts';
import { delay, force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, isUnknown, UnknownSignal } from '../unknown.ts';
import { update } from '../update.ts';
import type { Attribute, AttributeSet, List, Path, Slot, Value } from '../value.ts';
import {
  attributeSet,
  emptySet,
  list,
  restNamesOfBoth,
  sortedNames,
  unknownAttribute,
} from '../value.ts';

/** `f a b …` */
export function apply(f: Slot, ...args: readonly Slot[]): Value {
  return callAll(force(f), args);
}

/** `f a b …`, when it is needed. */
export function applied(f: Slot, ...args: readonly Slot[]): Thunk {
  return delay(() => apply(f, ...args));
}

/** `if condition then yes else no`; where the condition is unknown, what both have in common. */
export function choose(condition: () => Value, yes: () => Value, no: () => Value): Value {
  const chosen = attempt(condition);
  if (chosen === true) return yes();
  if (chosen === false) return no();
  if (isUnknown(chosen)) return join(chosen, [yes, no]);
  throw new NixError('type', `expected a Boolean but found ${describe(chosen)}`);
}

/** `assert condition; …`: one that can't be known holds, if Nix gives a value at all. */
export function assert(condition: () => Value): void {
  const holds = attempt(condition);
  if (holds === true) return;
  if (isUnknown(holds)) assumptions.made += 1;
  else if (holds === false) throw assertionFailed();
  else throw new NixError('type', `expected a Boolean but found ${describe(holds)}`);
}

/** The error of `throw message`; the message is a byte string. */
export function thrown(message: string): NixError {
  return new NixError('throw', show(message));
}

/** The error of a failed `assert`. */
export function assertionFailed(): NixError {
  return new NixError('assertion', 'assertion failed');
}

/** The error of `abort message`. */
export function aborted(message: string): NixError {
  return new NixError('abort', `evaluation aborted: ${show(message)}`);
}

export function isSet(value: Value): value is AttributeSet {
  return typeof value === 'object' && value?.kind === 'set';
}

export function isList(value: Value): value is List {
  return typeof value === 'object' && value?.kind === 'list';
}

/** `set ? name`, which is false of what is no set. */
export function hasAttribute(set: Slot, name: string): boolean {
  const value = known(set);
  if (!isSet(value)) return false;
  if (value.attributes.has(name)) return true;
  const unknown = unknownAttribute(value, name);
  if (unknown !== null) throw new UnknownSignal(unknown);
  return false;
}

/** `set.name` */
export function select(set: Slot, name: string): Value {
  const value = known(set);
  if (isSet(value)) return attribute(value, name);
  throw new NixError('type', `expected a set but found ${describe(value)}`);
}

/** `set.name or fallback` */
export function selectOr(set: Slot, name: string, fallback: () => Value): Value {
  const value = known(set);
  return isSet(value) && (value.attributes.has(name) || value.rest !== null)
    ? attribute(value, name)
    : fallback();
}

/** `set.name or fallback`, when it is needed. */
export function selected(set: Slot, name: string, fallback: Slot): Thunk {
  return delay(() => selectOr(set, name, () => force(fallback)));
}

/** `a // b // …`, each of which may be unknown. */
export function overlaid(bottom: Slot, ...layers: readonly Slot[]): Value {
  return layers.reduce<Value>(
    (under, over) =>
      update(
        under,
        attempt(() => force(over)),
      ),
    attempt(() => force(bottom)),
  );
}

/** `{ ${if condition then name else null} = slot; }` */
export function attributeIf(condition: () => Value, name: string, slot: Slot): Value {
  return choose(
    condition,
    () => attributeSet(new Map([[name, unplaced(slot)]])),
    () => emptySet,
  );
}

/** `folder + "/name"`: a path, or a string if the folder is one. */
export function below(folder: Slot, name: string): Value {
  const value = force(folder);
  if (typeof value === 'object' && value?.kind === 'path') return inside(value, name);
  const text = coerceToText(value, concatenation);
  if (typeof text === 'string') return `${text}/${name}`;
  if (isPath(text)) return append(text, `/${name}`);
  throw new UnknownSignal(text);
}

/** `folder + "/name"`, of a path. */
export function inside(folder: Path, name: string): Path {
  return { ...folder, path: resolve(`${folder.path}/${name}`) };
}

/** The attribute in a `{ name = slot; }` that a set is written as: none where the computed name is null. */
export function singleAttribute(name: Slot, slot: Slot): AttributeSet {
  const key = known(name);
  return attributeSet(key === null ? new Map() : new Map([[string(key), unplaced(slot)]]));
}

/** An attribute that no source defines. */
export function unplaced(slot: Slot): Attribute {
  return { slot, span: null };
}

/**
 * The argument of a function that is written with formals and no `...`.
 *
 * @throws NixError if it is no set, or has an attribute of another name
 */
export function formals(slot: Slot, names: readonly string[]): AttributeSet {
  const given = setOf(slot);
  for (const name of given.attributes.keys()) {
    if (names.includes(name)) continue;
    throw new NixError('type', `function called with unexpected argument ${quote(name)}`);
  }
  return given;
}

/** The value of a formal without a default. */
export function required(given: AttributeSet, name: string): Slot {
  const found = given.attributes.get(name);
  if (found !== undefined) return found.slot;
  if (given.rest !== null) return given.rest;
  throw new NixError(
    'missing-argument',
    `function called without required argument ${quote(name)}`,
  );
}

/** A set with each known attribute replaced; what is unknown stays so. */
export function mapAttributes(
  set: AttributeSet,
  transform: (name: string, attribute: Attribute) => Slot,
): AttributeSet {
  const attributes = new Map<string, Attribute>();
  for (const [name, attribute] of set.attributes) {
    attributes.set(name, { slot: transform(name, attribute), span: attribute.span });
  }
  return attributeSet(attributes, set.rest, set.restNames);
}

/** The items of a list. */
export function itemsOf(slot: Slot): readonly Slot[] {
  return listOf(slot).items;
}

/** `map transform items`, of which each is computed when it is needed. */
export function mapItems(
  items: readonly Slot[],
  transform: (item: Slot, index: number) => Value,
): List {
  return list(items.map((item, index) => delay(() => transform(item, index))));
}

/** The strings of a list of strings. */
export function stringsOf(slot: Slot): readonly string[] {
  return itemsOf(slot).map((item) => string(item));
}

/** The string that `"${slot}"` is. */
export function textOf(slot: Slot): string {
  return coerceToString(slot, interpolation);
}

/** Whether the value coerces to a string, a path or derivation included. */
export function isStringLike(slot: Slot): boolean {
  const value = known(slot);
  if (typeof value === 'string') return true;
  if (isSet(value)) return hasAttribute(value, 'outPath') || hasAttribute(value, '__toString');
  return typeof value === 'object' && value?.kind === 'path';
}

/** The attributes for which `predicate` holds; one for which it can't be known may be there. */
export function filterAttributes(
  set: AttributeSet,
  predicate: (name: string, attribute: Attribute) => Value,
): AttributeSet {
  const attributes = new Map<string, Attribute>();
  const undecided = new Set<string>();
  let cause: Unknown | null = null;
  for (const name of sortedNames(set)) {
    const attribute = set.attributes.get(name);
    if (attribute === undefined) continue;
    const keep = attempt(() => boolean(predicate(name, attribute)));
    if (keep === true) attributes.set(name, attribute);
    else if (isUnknown(keep)) {
      undecided.add(name);
      cause ??= keep;
    }
  }
  const rest = set.rest ?? cause;
  if (rest !== null) assumptions.made += 1;
  const names = restNamesOfBoth(set, { rest: cause, restNames: undecided });
  return attributeSet(attributes, rest, names);
}

/** The values of `f name value`, by name. */
export function mapAttrsToList(f: Slot, set: Slot): List {
  const value = completeSet(set);
  return list(
    sortedNames(value).map((name) => applied(f, name, value.attributes.get(name)?.slot ?? null)),
  );
}
