import { known } from '../demand.ts';
import { equal } from '../equal.ts';
import type { Slot, Value } from '../value.ts';
import { isSet, selectOr } from './operators.ts';

/** `value._type or fallback`, the mark by which the module system tells its sets. */
export function typeTag(slot: Slot, fallback: Value): Value {
  const value = known(slot);
  return isSet(value) ? selectOr(value, '_type', () => fallback) : fallback;
}

/** `lib.isType` */
export function isType(type: Slot, value: Slot): boolean {
  return equal(typeTag(value, ''), known(type));
}
