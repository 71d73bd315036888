import { call } from '../resolve/apply.ts';
import { boolean, known } from '../resolve/demand.ts';
import { equal } from '../resolve/equal.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { typeTag } from '../resolve/lib/type-tag.ts';
import { delay } from '../resolve/thunk.ts';
import type { Slot } from '../resolve/value.ts';
import type { Definition } from './option.ts';

/**
 * Whether a type takes a value, as its `check` in nixpkgs says: of lists, sets and submodules only what they
 * are, not what is in them.
 *
 * @throws UnknownSignal if that hangs on something unknown
 */
function checkType(type: OptionType, slot: Slot): boolean {
  switch (type.kind) {
    case 'scalar':
    case 'one':
      return type.check(known(slot));
    case 'separatedString':
      return typeof known(slot) === 'string';
    case 'boolByOr':
      return typeof known(slot) === 'boolean';
    case 'optionType':
      return equal(typeTag(slot, ''), 'option-type');
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
    case 'deferredModule':
      return kind(slot) === 'set' || isFunction(slot) || isPathLike(slot);
    case 'unmodelled':
      return boolean(call(known(type.check), slot));
    case 'anything':
    case 'unspecified':
      return true;
  }
}

/**
 * The definitions that a type does not take together: `check` of each, but for types that nixpkgs checks in their
 * merge (`headError`).
 */
export function refusedBy(
  type: OptionType,
  definitions: readonly Definition[],
): readonly Definition[] {
  switch (type.kind) {
    case 'either': {
      if (refusedBy(type.left, definitions).length === 0) return [];
      if (refusedBy(type.right, definitions).length === 0) return [];
      const wrong = definitions.filter(({ slot }) => !checkType(type, slot));
      return wrong.length > 0 ? wrong : definitions;
    }
    case 'coercedTo': {
      if (!mergeChecks(type.to)) break;
      const coerced = definitions.map((definition) => coerceDefinition(type, definition));
      const wrong = refusedBy(type.to, coerced);
      return definitions.filter((_, at) => wrong.some((found) => found === coerced[at]));
    }
    case 'addCheck': {
      if (!mergeChecks(type.base)) break;
      const wrong = refusedBy(type.base, definitions);
      if (wrong.length > 0) return wrong;
      return definitions.filter(({ slot }) => !boolean(call(known(type.check), slot)));
    }
    default:
      break;
  }
  return definitions.filter(({ slot }) => !checkType(type, slot));
}

/** Whether nixpkgs checks definitions of the type in its merge (`merge.v2`). */
function mergeChecks(type: OptionType): boolean {
  switch (type.kind) {
    case 'listOf':
    case 'attrsOf':
    case 'submodule':
    case 'either':
    case 'coercedTo':
      return true;
    case 'addCheck':
      return mergeChecks(type.base);
    default:
      return false;
  }
}

/** A definition of `coercedTo`, as one of the type that it is coerced to. */
export function coerceDefinition(type: Coerced, definition: Definition): Definition {
  if (refusedBy(type.from, [definition]).length > 0) return definition;
  return { ...definition, slot: delay(() => call(known(type.coerce), definition.slot)) };
}

type Coerced = Extract<OptionType, { kind: 'coercedTo' }>;

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

function checkCoerced(type: Coerced, slot: Slot): boolean {
  const coerces = checkType(type.from, slot) && checkType(type.to, call(known(type.coerce), slot));
  return coerces || checkType(type.to, slot);
}
