import { boolean, completeSet, known, set as setOfSlot } from '../demand.ts';
import { equal } from '../equal.ts';
import { descend, stack } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { list, sortedNames } from '../value.ts';
import {
  applied,
  apply,
  assert,
  choose,
  filterAttributes,
  hasAttribute,
  isSet,
  mapAttributes,
  select,
} from './operators.ts';

/** `lib.filterAttrsRecursive` */
export function filterAttrsRecursive(predicate: Slot, set: Slot): AttributeSet {
  const kept = filterAttributes(setOfSlot(set), (name, { slot }) => apply(predicate, name, slot));
  return mapAttributes(kept, (_name, { slot }) =>
    delay(() => {
      const value = force(slot);
      return isSet(value) ? filterAttrsRecursive(predicate, value) : value;
    }),
  );
}

/** `lib.collect`: adds what `predicate` holds for to `found`. */
export function collect(predicate: Slot, slot: Slot, found: Slot[]): void {
  if (boolean(apply(predicate, slot))) {
    found.push(slot);
    return;
  }
  const value = known(slot);
  if (!isSet(value)) return;
  descend(recursionHeight);
  const set = completeSet(value);
  for (const name of sortedNames(set))
    collect(predicate, set.attributes.get(name)?.slot ?? null, found);
  stack.depth -= recursionHeight;
}

/** `lib.mapAttrsRecursiveCond`: sets for which `condition` fails count as leaves. */
export function mapRecursive(
  path: readonly string[],
  condition: (value: Value) => Value,
  f: Slot,
  set: Slot,
): AttributeSet {
  return mapAttributes(setOfSlot(set), (name, { slot }) =>
    delay(() => {
      const here = [...path, name];
      const leaf = () => apply(f, list(here), slot);
      const value = known(slot);
      if (!isSet(value)) return leaf();
      return choose(
        () => condition(value),
        () => mapRecursive(here, condition, f, value),
        leaf,
      );
    }),
  );
}

/** `lib.mapAttrsToListRecursiveCond`: adds the leaves to `found`. */
export function mapToList(
  path: readonly string[],
  condition: (path: Slot, value: Slot) => Value,
  f: Slot,
  slot: Slot,
  found: Slot[],
): void {
  descend(recursionHeight);
  const set = completeSet(slot);
  for (const name of sortedNames(set)) {
    const here = [...path, name];
    const value = known(set.attributes.get(name)?.slot ?? null);
    if (isSet(value) && boolean(condition(list(here), value))) {
      mapToList(here, condition, f, value, found);
    } else found.push(applied(f, list(here), value));
  }
  stack.depth -= recursionHeight;
}

/** `lib.matchAttrs` */
export function matchAttrs(pattern: Slot, set: Slot): Value {
  assert(() => isSet(known(pattern)));
  descend(recursionHeight);
  const wanted = completeSet(pattern);
  const matches = sortedNames(wanted).every((name) => {
    if (!hasAttribute(set, name)) return false;
    const left = known(wanted.attributes.get(name)?.slot ?? null);
    const right = select(set, name);
    if (!isSet(left)) return equal(left, right);
    return isSet(known(right)) && boolean(matchAttrs(left, right));
  });
  stack.depth -= recursionHeight;
  return matches;
}

/** Stack units of one level of a function that follows the value's depth. */
const recursionHeight = 4;
