import { boolean, known } from '../demand.ts';
import { attempt, join } from '../join.ts';
import { delay, force } from '../thunk.ts';
import { partialSet } from '../update.ts';
import type { Attribute, AttributeSet, Slot, Value } from '../value.ts';
import { attributeSet, list, restNamesOfBoth, unknownAttribute } from '../value.ts';
import { apply, choose, isSet } from './operators.ts';

/** `lib.recursiveUpdateUntil`: sets below each other merge, until `predicate path left right` holds. */
export function recursiveUpdateUntil(predicate: Slot, left: Slot, right: Slot): AttributeSet {
  return merge([], (path, under, over) => apply(predicate, list(path), under, over), left, right);
}

/** `lib.recursiveUpdate`: what is a set on both sides merges, else the right side wins. */
export function recursiveUpdate(left: Slot, right: Slot): AttributeSet {
  return merge(
    [],
    (_path, under, over) => !(isSet(known(under)) && isSet(known(over))),
    left,
    right,
  );
}

type Stop = (path: readonly string[], under: Slot, over: Slot) => Value;

/** Where the right side may define more, nothing of the left side is known. */
function merge(path: readonly string[], stop: Stop, left: Slot, right: Slot): AttributeSet {
  const over = partialSet(attempt(() => force(right)));
  const under = partialSet(attempt(() => force(left)));
  const attributes = new Map<string, Attribute>();
  for (const [name, attribute] of under.attributes) {
    if (!over.attributes.has(name)) {
      const hidden = unknownAttribute(over, name);
      attributes.set(name, hidden === null ? attribute : { ...attribute, slot: hidden });
    }
  }
  for (const [name, attribute] of over.attributes) {
    const slot = mergeAttribute([...path, name], stop, under, attribute.slot);
    attributes.set(name, { slot, span: attribute.span });
  }
  return attributeSet(attributes, under.rest ?? over.rest, restNamesOfBoth(under, over));
}

function mergeAttribute(path: readonly string[], stop: Stop, set: AttributeSet, over: Slot): Slot {
  const name = path.at(-1) ?? '';
  const found = set.attributes.get(name);
  const rest = unknownAttribute(set, name);
  if (found === undefined && rest === null) return over;
  const under = found === undefined ? rest : found.slot;
  const merged = () =>
    choose(
      () => boolean(stop(path, under, over)),
      () => force(over),
      () => merge(path, stop, under, over),
    );
  if (found !== undefined || rest === null) return delay(merged);
  return delay(() => join(rest, [() => force(over), merged]));
}
