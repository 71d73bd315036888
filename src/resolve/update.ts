import { describe } from './describe.ts';
import { NixError } from './nix-error.ts';
import { overlay } from './overlay.ts';
import { spend } from './stack.ts';
import { assumptions } from './unknown.ts';
import type { AttributeSet, Value } from './value.ts';
import { attributeSet, restNamesOfBoth, unknownAttribute } from './value.ts';

/** Nix's `//`: what the right one may define is unknown in the left one. */
export function update(left: Value, right: Value): Value {
  const under = setOrUnknown(left);
  const over = setOrUnknown(right);
  if (over.rest === null && over.attributes.size === 0) return left;
  if (under.rest === null && under.attributes.size === 0) return right;
  spend(under.attributes.size + over.attributes.size);
  const attributes = overlay(hidden(under, over), over.attributes);
  return attributeSet(attributes, under.rest ?? over.rest, restNamesOfBoth(under, over));
}

/** The attributes below a set, where what its unknown ones may hide is unknown. */
function hidden(
  under: Omit<AttributeSet, 'kind'>,
  over: Omit<AttributeSet, 'kind'>,
): AttributeSet['attributes'] {
  if (over.rest === null) return under.attributes;
  const attributes = new Map(under.attributes);
  for (const [name, { span }] of under.attributes) {
    const slot = unknownAttribute(over, name);
    if (slot !== null) attributes.set(name, { slot, span });
  }
  return attributes;
}

function setOrUnknown(value: Value): Omit<AttributeSet, 'kind'> {
  if (typeof value === 'object' && value !== null) {
    if (value.kind === 'unknown') {
      assumptions.made += 1;
      return { attributes: new Map(), rest: value };
    }
    if (value.kind === 'set') return value;
  }
  throw new NixError('type', `expected a set but found ${describe(value)}`);
}

/** {@link update} of two sets. */
export function updateSets(left: AttributeSet, right: AttributeSet): AttributeSet {
  const attributes = overlay(left.attributes, right.attributes);
  return attributeSet(attributes, left.rest ?? right.rest, restNamesOfBoth(left, right));
}
