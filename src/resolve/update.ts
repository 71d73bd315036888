import { describe } from './describe.ts';
import { NixError } from './nix-error.ts';
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
  const attributes = new Map(under.attributes);
  for (const [name, { span }] of over.rest === null ? [] : under.attributes) {
    const hidden = unknownAttribute(over, name);
    if (hidden !== null) attributes.set(name, { slot: hidden, span });
  }
  for (const [name, attribute] of over.attributes) attributes.set(name, attribute);
  return attributeSet(attributes, under.rest ?? over.rest, restNamesOfBoth(under, over));
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
  const attributes = new Map([...left.attributes, ...right.attributes]);
  return attributeSet(attributes, left.rest ?? right.rest, restNamesOfBoth(left, right));
}
