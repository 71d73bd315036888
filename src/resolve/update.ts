import { set } from './demand.ts';
import { overlay } from './overlay.ts';
import { spend } from './stack.ts';
import { assumptions, isUnknown } from './unknown.ts';
import type { AttributeSet, Value } from './value.ts';
import { attributeSet, emptySet, restNamesOfBoth, unknownAttribute } from './value.ts';

/** Nix's `//`: what the right one may define is unknown in the left one. */
export function update(left: Value, right: Value): Value {
  const under = partialSet(left);
  const over = partialSet(right);
  if (over.rest === null && over.attributes.size === 0) return left;
  if (under.rest === null && under.attributes.size === 0) return right;
  spend(under.attributes.size + over.attributes.size);
  return updateSets(under, over);
}

/** {@link update} of two sets. */
export function updateSets(under: AttributeSet, over: AttributeSet): AttributeSet {
  const attributes = overlay(hidden(under, over), over.attributes);
  return attributeSet(attributes, under.rest ?? over.rest, restNamesOfBoth(under, over));
}

/**
 * A set as far as it is known: of an unknown value, no attribute.
 *
 * @throws NixError if it is no set
 */
export function partialSet(value: Value): AttributeSet {
  if (!isUnknown(value)) return set(value);
  assumptions.made += 1;
  return { ...emptySet, rest: value };
}

/** The attributes below a set, where what its unknown ones may hide is unknown. */
function hidden(under: AttributeSet, over: AttributeSet): AttributeSet['attributes'] {
  if (over.rest === null) return under.attributes;
  const attributes = new Map(under.attributes);
  for (const [name, { span }] of under.attributes) {
    const slot = unknownAttribute(over, name);
    if (slot !== null) attributes.set(name, { slot, span });
  }
  return attributes;
}
