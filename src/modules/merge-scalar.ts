import { attribute, call } from '../resolve/apply.ts';
import { known, list as listOf, set } from '../resolve/demand.ts';
import { equal } from '../resolve/equal.ts';
import { delay, force } from '../resolve/thunk.ts';
import { update } from '../resolve/update.ts';
import type { Value } from '../resolve/value.ts';
import { emptySet, list, primop } from '../resolve/value.ts';
import { isFunction } from './check-type.ts';
import { conflict, severalDefinitions } from './merge-errors.ts';
import type { Definition, Location } from './option.ts';

/** `mergeEqualOption`: any number of definitions, as long as they are equal. */
export function mergeEqual(location: Location, definitions: readonly Definition[]): Value {
  const [first, ...others] = definitions;
  const value = known(first?.slot ?? null);
  for (const definition of others) {
    if (!equal(value, known(definition.slot))) throw conflict(location, definitions);
  }
  return value;
}

/** `mergeOneOption`: a single definition. */
export function mergeOne(location: Location, definitions: readonly Definition[]): Value {
  const [first, ...others] = definitions;
  if (others.length > 0) throw severalDefinitions(location, definitions);
  return force(first?.slot ?? null);
}

/** `mergeDefaultOption`: what seems natural for the values that there are. */
export function mergeDefault(location: Location, definitions: readonly Definition[]): Value {
  const [only, ...others] = definitions;
  if (others.length === 0) return force(only?.slot ?? null);
  const values = definitions.map(({ slot }) => known(slot));
  const [first = null] = values;
  if (values.every((value) => isFunction(value))) return mergeCalls(location, definitions);
  if (values.every((value) => typeof value === 'object' && value?.kind === 'list')) {
    return list(values.flatMap((value) => listOf(value).items));
  }
  if (values.every((value) => typeof value === 'object' && value?.kind === 'set')) {
    return values.reduce<Value>((merged, value) => update(merged, value), emptySet);
  }
  if (values.every((value) => typeof value === 'boolean')) return values.includes(true);
  if (values.every((value) => typeof value === 'string')) return values.join('');
  if (values.every((value) => isInteger(value) && equal(value, first))) return first;
  throw conflict(location, definitions);
}

/** nixpkgs takes what the functions give for definitions: it is an error unless they are sets with a `value`. */
function mergeCalls(location: Location, definitions: readonly Definition[]): Value {
  return primop('function', 1, (argument) =>
    mergeDefault(
      location,
      definitions.map((definition) => ({
        ...definition,
        slot: delay(() => attribute(set(call(known(definition.slot), argument)), 'value')),
      })),
    ),
  );
}

function isInteger(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}
