import { call2, attribute as select } from '../apply.ts';
import { callable, completeSet, list as listOf, set as setFrom, string } from '../demand.ts';
import { NixError } from '../nix-error.ts';
import { positionValue } from '../position.ts';
import { spend } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, UnknownSignal } from '../unknown.ts';
import { partialSet } from '../update.ts';
import type { Attribute, AttributeSet, Slot, Value } from '../value.ts';
import {
  attributeSet,
  list,
  primop,
  restNamesOfBoth,
  sortedNames,
  unknownAttribute,
} from '../value.ts';
import type { Builtins } from './index.ts';

export const attributeSetBuiltins: Builtins = {
  attrNames: primop('attrNames', 1, (set) => list(sortedNames(completeSet(set)))),
  attrValues: primop('attrValues', 1, (slot) => {
    const set = completeSet(slot);
    return list(sortedNames(set).map((name) => set.attributes.get(name)?.slot ?? null));
  }),
  getAttr: primop('getAttr', 2, (slot, set) => {
    const name = string(slot);
    return select(setFrom(set), name);
  }),
  hasAttr: primop('hasAttr', 2, (slot, set) => {
    const name = string(slot);
    const from = setFrom(set);
    return from.attributes.has(name) || (unknownAttribute(from, name) ?? false);
  }),
  unsafeGetAttrPos: primop('unsafeGetAttrPos', 2, (slot, set) => {
    const name = string(slot);
    const { attributes, rest } = setFrom(set);
    const found = attributes.get(name);
    return found === undefined ? rest : positionValue(found.span);
  }),
  removeAttrs: primop('removeAttrs', 2, (slot, names) => {
    const set = setFrom(slot);
    const attributes = new Map(set.attributes);
    for (const name of listOf(names).items) attributes.delete(string(name));
    return attributeSet(attributes, set.rest, set.restNames);
  }),
  intersectAttrs: primop('intersectAttrs', 2, (names, values) =>
    intersect(setFrom(names), setFrom(values)),
  ),
  catAttrs: primop('catAttrs', 2, (slot, sets) => {
    const name = string(slot);
    return list(listOf(sets).items.flatMap((item) => maybeAttribute(setFrom(item), name)));
  }),
  listToAttrs: primop('listToAttrs', 1, (pairs) => {
    const { items } = listOf(pairs);
    spend(4 * items.length);
    return fromPairs(items);
  }),
  mapAttrs: primop('mapAttrs', 2, (transform, slot) => {
    const set = setFrom(slot);
    spend(set.attributes.size);
    const attributes = new Map<string, Attribute>();
    for (const [name, { slot: value }] of set.attributes) {
      const slot = delay(() => call2(force(transform), name, value));
      attributes.set(name, { slot, span: null });
    }
    return attributeSet(attributes, set.rest, set.restNames);
  }),
  zipAttrsWith: primop('zipAttrsWith', 2, (combine, sets) => {
    const callee = callable(combine);
    return zip(callee, listOf(sets).items);
  }),
};

function intersect(names: AttributeSet, values: AttributeSet): AttributeSet {
  const attributes = new Map<string, Attribute>();
  for (const [name, attribute] of values.attributes) {
    if (names.attributes.has(name)) attributes.set(name, attribute);
  }
  const others = (set: AttributeSet) => set.rest !== null || set.attributes.size > attributes.size;
  if (names.rest !== null && others(values)) return attributeSet(attributes, names.rest);
  if (values.rest !== null && others(names)) return attributeSet(attributes, values.rest);
  return attributeSet(attributes);
}

function maybeAttribute(set: AttributeSet, name: string): readonly Slot[] {
  const found = set.attributes.get(name);
  if (found !== undefined) return [found.slot];
  const unknown = unknownAttribute(set, name);
  if (unknown !== null) throw new UnknownSignal(unknown);
  return [];
}

/** Of equal names the first counts; behind a name that is unknown, any other may be taken already. */
function fromPairs(pairs: readonly Slot[]): AttributeSet {
  const attributes = new Map<string, Attribute>();
  let rest: Unknown | null = null;
  for (const pair of pairs) {
    const name = pairName(pair);
    if (typeof name === 'object') rest ??= name;
    else if (!attributes.has(name)) {
      attributes.set(name, rest === null ? pairValue(setFrom(pair)) : { slot: rest, span: null });
    }
  }
  if (rest !== null) assumptions.made += 1;
  return attributeSet(attributes, rest);
}

function pairName(pair: Slot): string | Unknown {
  try {
    return string(select(setFrom(pair), 'name'));
  } catch (signal) {
    if (signal instanceof UnknownSignal) return signal.unknown;
    throw signal;
  }
}

function pairValue(pair: AttributeSet): Attribute {
  const value = pair.attributes.get('value');
  if (value !== undefined) return value;
  if (pair.rest !== null) return { slot: pair.rest, span: null };
  throw new NixError('missing-attribute', 'attribute `value` missing');
}

function zip(combine: Value, items: readonly Slot[]): AttributeSet {
  const values = new Map<string, Slot[]>();
  let others: Pick<AttributeSet, 'rest' | 'restNames'> = { rest: null };
  for (const item of items) {
    const set = partialSet(force(item));
    others = { rest: others.rest ?? set.rest, restNames: restNamesOfBoth(others, set) };
    for (const [name, { slot }] of set.attributes) {
      const slots = values.get(name);
      if (slots === undefined) values.set(name, [slot]);
      else slots.push(slot);
    }
  }
  const attributes = new Map<string, Attribute>();
  for (const [name, slots] of values) {
    const argument = unknownAttribute(others, name) ?? list(slots);
    attributes.set(name, { slot: delay(() => call2(combine, name, argument)), span: null });
  }
  return attributeSet(attributes, others.rest, others.restNames);
}
