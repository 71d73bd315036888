import { describe } from './describe.ts';
import { NixError } from './nix-error.ts';
import type { Numeric } from './number.ts';
import { isNumeric } from './number.ts';
import { spendReading, spendScanning } from './stack.ts';
import { force } from './thunk.ts';
import { isUnknown, UnknownSignal } from './unknown.ts';
import type { AttributeSet, Lambda, List, Primop, Slot, Value } from './value.ts';

/** A value that is not unknown. */
export type KnownValue = Exclude<Value, { kind: 'unknown' }>;

/**
 * The value, where an operation can't do without it.
 *
 * @throws UnknownSignal if it is unknown
 */
export function known(slot: Slot): KnownValue {
  const value = force(slot);
  if (isUnknown(value)) throw new UnknownSignal(value);
  return value;
}

export function boolean(slot: Slot): boolean {
  const value = known(slot);
  return typeof value === 'boolean' ? value : wrongType('a Boolean', value);
}

/** A string without coercion, as most builtins want it, to be read. */
export function string(slot: Slot): string {
  const value = known(slot);
  if (typeof value !== 'string') return wrongType('a string', value);
  spendReading(value);
  return value;
}

/** As {@link string}, where something is done at each byte. */
export function scannedString(slot: Slot): string {
  const text = string(slot);
  spendScanning(text);
  return text;
}

export function integer(slot: Slot): number | bigint {
  const value = known(slot);
  return typeof value === 'number' || typeof value === 'bigint'
    ? value
    : wrongType('an integer', value);
}

/** A number of either kind, of a value that has been evaluated. */
export function numeric(value: KnownValue): Numeric {
  return isNumeric(value) ? value : wrongType('a number', value);
}

/** A list whose spine is known; its items may be unknown. */
export function list(slot: Slot): List {
  const value = openList(slot);
  if (value.rest !== null) throw new UnknownSignal(value.rest);
  return value;
}

/** A list that may have items that are not known. */
export function openList(slot: Slot): List {
  const value = known(slot);
  return typeof value === 'object' && value?.kind === 'list' ? value : wrongType('a list', value);
}

/** A set, of which a part may be unknown. */
export function set(slot: Slot): AttributeSet {
  const value = known(slot);
  return typeof value === 'object' && value?.kind === 'set' ? value : wrongType('a set', value);
}

/** A set whose names are all known: what enumerates them can't do with less. */
export function completeSet(slot: Slot): AttributeSet {
  const value = set(slot);
  if (value.rest !== null) throw new UnknownSignal(value.rest);
  return value;
}

/** Something that can be called, a set with `__functor` included. */
export function callable(slot: Slot): Lambda | Primop | AttributeSet {
  const value = known(slot);
  if (typeof value === 'object' && value !== null) {
    if (value.kind === 'lambda' || value.kind === 'primop') return value;
    if (value.kind === 'set' && (value.attributes.has('__functor') || value.rest !== null)) {
      return value;
    }
  }
  return wrongType('a function', value);
}

function wrongType(wanted: string, found: Value): never {
  throw new NixError('type', `expected ${wanted} but found ${describe(found)}`);
}
