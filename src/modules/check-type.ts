import { call } from '../resolve/apply.ts';
import { boolean, known } from '../resolve/demand.ts';
import { equal } from '../resolve/equal.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import type { Slot } from '../resolve/value.ts';

/**
 * Whether a type takes a value, as its `check` in nixpkgs says: of lists, sets and submodules only what they
 * are, not what is in them.
 *
 * @throws UnknownSignal if that hangs on something unknown
 */
export function checkType(type: OptionType, slot: Slot): boolean {
  switch (type.kind) {
    case 'scalar':
    case 'one':
      return type.check(known(slot));
    case 'separatedString':
      return typeof known(slot) === 'string';
    case 'enum':
      return type.values.some((value) => equal(known(value), known(slot)));
    case 'listOf':
      return isList(slot, type.nonEmpty);
    case 'attrsOf':
    case 'attrs':
      return kind(slot) === 'set';
    case 'nullOr':
      return known(slot) === null || checkType(type.element, slot);
    case 'either':
      return checkType(type.left, slot) || checkType(type.right, slot);
    case 'coercedTo':
      return checkCoerced(type, slot);
    case 'addCheck':
      return checkType(type.base, slot) && boolean(call(known(type.check), slot));
    case 'unique':
      return checkType(type.base, slot);
    case 'functionTo':
      return isFunction(slot);
    case 'submodule':
      return kind(slot) === 'set' || isFunction(slot) || isPathLike(slot);
    case 'anything':
    case 'unspecified':
    case 'unmodelled':
      return true;
  }
}

function kind(slot: Slot): string | null {
  const value = known(slot);
  return typeof value === 'object' && value !== null ? value.kind : null;
}

function isList(slot: Slot, nonEmpty: boolean): boolean {
  const value = known(slot);
  if (typeof value !== 'object' || value?.kind !== 'list') return false;
  return !nonEmpty || value.items.length > 0;
}

/** Whether it can be called: a set with `__functor` can, too. */
export function isFunction(slot: Slot): boolean {
  const value = known(slot);
  if (typeof value !== 'object' || value === null) return false;
  if (value.kind === 'lambda' || value.kind === 'primop') return true;
  return value.kind === 'set' && value.attributes.has('__functor');
}

/** A path, or a string that is absolute. */
function isPathLike(slot: Slot): boolean {
  const value = known(slot);
  if (typeof value === 'string') return value.startsWith('/');
  return typeof value === 'object' && value?.kind === 'path';
}

function checkCoerced(type: Extract<OptionType, { kind: 'coercedTo' }>, slot: Slot): boolean {
  if (!checkType(type.from, slot)) return checkType(type.to, slot);
  return checkType(type.to, call(known(type.coerce), slot));
}
