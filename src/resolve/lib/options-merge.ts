import type { KnownValue } from '../demand.ts';
import { boolean, known } from '../demand.ts';
import { equal } from '../equal.ts';
import { attempt } from '../join.ts';
import { joined } from '../joined.ts';
import { NixError } from '../nix-error.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import type { Slot, Value } from '../value.ts';
import { emptySet, list, primop } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  apply,
  assert,
  formals,
  isList,
  isSet,
  itemsOf,
  required,
  select,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import { showOption } from './show-option.ts';
import { isFunction } from './trivial.ts';

/** The functions of `lib/options.nix` that merge the definitions of an option, for types to use. */
export function mergeFunctions(library: Library): Members {
  const uniqueMerge = (settings: Slot) =>
    primop('mergeUniqueOption', 2, (place, definitions) =>
      mergeUnique(library, settings, place, itemsOf(definitions)),
    );
  return {
    mergeDefaultOption: primop('mergeDefaultOption', 2, (place, definitions) =>
      mergeDefault(
        library,
        place,
        itemsOf(definitions).map((definition) => definitionValue(definition)),
      ),
    ),
    mergeOneOption: primop('mergeOneOption', 2, (place, definitions) =>
      mergeUnique(library, noMessage, place, itemsOf(definitions)),
    ),
    mergeUniqueOption: primop('mergeUniqueOption', 1, uniqueMerge),
    mergeEqualOption: primop('mergeEqualOption', 2, (place, definitions) => {
      const [first, ...others] = itemsOf(definitions);
      if (first === undefined) throw new NixError('abort', 'This case should never happen.');
      const value = force(definitionValue(first));
      for (const other of others) {
        if (!equal(known(definitionValue(other)), known(value))) throw conflict(library, place);
      }
      return value;
    }),
  };
}

const noMessage = emptySet;

function definitionValue(definition: Slot): Slot {
  return delay(() => select(definition, 'value'));
}

function conflict(library: Library, place: Slot): NixError {
  const option = showOption(library, itemsOf(place));
  return thrown(`The option \`${option}' has conflicting definition values`);
}

function mergeUnique(
  library: Library,
  settings: Slot,
  place: Slot,
  definitions: readonly Slot[],
): Value {
  const given = settings === noMessage ? noMessage : formals(settings, ['message', 'merge']);
  if (settings !== noMessage) required(given, 'message');
  const [first, ...others] = definitions;
  if (first !== undefined && others.length === 0) {
    const merge = given.attributes.get('merge');
    if (merge === undefined && given.rest === null) return force(definitionValue(first));
    return apply(
      selectOr(given, 'merge', () => null),
      place,
      list(definitions),
    );
  }
  assert(() => others.length > 0);
  const option = showOption(library, itemsOf(place));
  throw thrown(
    `The option \`${option}' is defined multiple times while it's expected to be unique.`,
  );
}

function mergeDefault(library: Library, place: Slot, values: readonly Slot[]): Value {
  const [first, ...others] = values;
  if (first !== undefined && others.length === 0) return force(first);
  const are = (test: (value: KnownValue) => boolean) => values.every((value) => test(known(value)));
  if (are(isFunction)) {
    return primop('mergeDefaultOption', 1, (argument) =>
      mergeDefault(
        library,
        place,
        values.map((value) => definitionValue(delay(() => apply(value, argument)))),
      ),
    );
  }
  if (are(isList)) return list(values.flatMap((value) => itemsOf(value)));
  if (are(isSet)) {
    return values.reduce<Value>(
      (merged, value) =>
        update(
          merged,
          attempt(() => force(value)),
        ),
      emptySet,
    );
  }
  if (are((value) => typeof value === 'boolean')) return values.some((value) => boolean(value));
  if (are((value) => typeof value === 'string'))
    return joined(
      values.map((value) => textOf(value)),
      '',
    );
  if (are((value) => typeof value === 'number' || typeof value === 'bigint')) {
    const head = known(first ?? null);
    if (values.every((value) => equal(known(value), head))) return head;
  }
  const option = showOption(library, itemsOf(place));
  throw thrown(`Cannot merge definitions of \`${option}'.`);
}
