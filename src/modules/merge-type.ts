import { known, set as setValue } from '../resolve/demand.ts';
import { isStringLike } from '../resolve/lib/operators.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { typeName } from '../resolve/lib/type-name.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Attribute, Value } from '../resolve/value.ts';
import {
  attributeSet,
  emptyList,
  emptySet,
  primop,
  restNamesOfBoth,
  unknownAttribute,
} from '../resolve/value.ts';
import { coerceDefinition, refusedBy } from './check-type.ts';
import { addAttributes } from './defined-names.ts';
import {
  conflict,
  noDefinition,
  severalDefinitions,
  showOption,
  wrappedSubmodule,
} from './merge-errors.ts';
import { mergeEqual, mergeOne } from './merge-scalar.ts';
import { calledWith, mergeValue, unmodelledValue } from './merge-value.ts';
import type { Merger } from './merger.ts';
import { once } from './once.ts';
import type { Definition, Entries, Location, Merged } from './option.ts';

/** What a type makes of definitions without properties. */
export type TypeMerge = Pick<Merged, 'value' | 'entries' | 'submodule'>;

/**
 * The `merge` of a type of nixpkgs' `lib/types.nix`, over definitions that are discharged, filtered and sorted, and
 * that the type's check has taken.
 */
export function mergeType(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): TypeMerge {
  switch (type.kind) {
    case 'attrsOf':
      return mergeAttributes(location, type, definitions, merger);
    case 'submodule': {
      const level = once(
        () => `the options of \`${showOption(location)}\``,
        () => {
          const wrapped = definitions.find(({ isWrapped }) => isWrapped === true);
          if (wrapped !== undefined) throw wrappedSubmodule(location, wrapped);
          return merger.evaluateSubmodule(location, type, definitions);
        },
      );
      return { ...valueOnly(() => force(level().config)), submodule: level };
    }
    case 'nullOr':
    case 'either':
    case 'addCheck':
    case 'unique':
    case 'coercedTo':
      return mergeWrapped(location, type, definitions, merger);
    case 'anything':
      return valueOnly(() => mergeAnything(location, type, definitions, merger));
    default:
      return valueOnly(() => mergeValue(location, type, definitions, merger));
  }
}

function valueOnly(compute: () => Value): TypeMerge {
  return { value: delay(compute), entries: null, submodule: null };
}

/** `emptyValue`: what an option is without any definition. */
export function emptyValue(location: Location, type: OptionType, merger: Merger): TypeMerge {
  switch (type.kind) {
    case 'attrsOf':
      return { ...valueOnly(() => emptySet), entries: () => noEntries };
    case 'attrs':
      return valueOnly(() => emptySet);
    case 'listOf':
      return valueOnly(() => {
        if (type.nonEmpty) throw noDefinition(location);
        return emptyList;
      });
    case 'nullOr':
      return valueOnly(() => null);
    case 'submodule': {
      const level = once(
        () => 'a submodule',
        () => merger.evaluateSubmodule(null, type, []),
      );
      return { ...valueOnly(() => force(level().config)), submodule: level };
    }
    case 'unique':
    case 'addCheck':
      return emptyValue(location, type.base, merger);
    case 'coercedTo':
      return emptyValue(location, type.to, merger);
    case 'unmodelled':
      return valueOnly(() => unmodelledValue(location, type));
    default:
      return valueOnly(() => {
        throw noDefinition(location);
      });
  }
}

const noEntries: Entries = { known: new Map(), rest: null, restNames: null };

type AttributesType = Pick<Extract<OptionType, { kind: 'attrsOf' }>, 'element' | 'lazy'>;

/** `attrsWith`: attribute by attribute; one whose definitions are all discharged does not exist. */
function mergeAttributes(
  location: Location,
  { element, lazy }: AttributesType,
  definitions: readonly Definition[],
  merger: Merger,
): TypeMerge {
  const entries = once(
    () => `the attributes of \`${showOption(location)}\``,
    (): Entries => {
      const { byName, rest, restNames } = definedAttributes(definitions);
      const known = new Map<string, () => Merged>();
      for (const [name, some] of byName) {
        const slot = unknownAttribute({ rest, restNames }, name);
        const all = slot === null ? some : [...some, { file: '', span: null, slot }];
        const inner = [...location, name];
        known.set(
          name,
          once(
            () => `\`${showOption(inner)}\``,
            () => merger.merge(inner, element, all),
          ),
        );
      }
      return { known, rest, restNames };
    },
  );
  const value = delay(() => {
    const { known, rest, restNames } = entries();
    const attributes = new Map<string, Attribute>();
    const undecided = new Set<string>();
    let open = rest;
    for (const [name, merged] of known) {
      if (lazy) {
        attributes.set(name, { slot: delay(() => force(merged().value)), span: null });
        continue;
      }
      const { isDefined, value: slot, definitions: from } = merged();
      if (isDefined === true) attributes.set(name, { slot, span: from[0]?.span ?? null });
      else if (isDefined !== false) {
        open ??= isDefined;
        undecided.add(name);
      }
    }
    const names = restNamesOfBoth({ rest, restNames }, { rest: open, restNames: undecided });
    return attributeSet(attributes, open, names);
  });
  return { value, entries, submodule: null };
}

function definedAttributes(definitions: readonly Definition[]): {
  readonly byName: ReadonlyMap<string, readonly Definition[]>;
} & Pick<Entries, 'rest' | 'restNames'> {
  const byName = new Map<string, Definition[]>();
  let others: Pick<Entries, 'rest' | 'restNames'> = { rest: null, restNames: null };
  for (const { file, slot, span } of definitions) {
    const value = setValue(slot);
    others = { rest: others.rest ?? value.rest, restNames: restNamesOfBoth(others, value) };
    addAttributes(byName, value, { file, span });
  }
  return { byName, ...others };
}

type WrappedType = Extract<
  OptionType,
  { kind: 'nullOr' | 'either' | 'addCheck' | 'unique' | 'coercedTo' }
>;

/** Types that hold another one and leave the merging to it. */
function mergeWrapped(
  location: Location,
  type: WrappedType,
  definitions: readonly Definition[],
  merger: Merger,
): TypeMerge {
  const merge = once(
    () => `\`${showOption(location)}\``,
    () => mergeInner(location, type, definitions, merger),
  );
  return valueOnly(() => force(merge().value));
}

function mergeInner(
  location: Location,
  type: WrappedType,
  definitions: readonly Definition[],
  merger: Merger,
): TypeMerge {
  switch (type.kind) {
    case 'nullOr': {
      const nulls = definitions.filter(({ slot }) => known(slot) === null);
      if (nulls.length === definitions.length) return valueOnly(() => null);
      if (nulls.length > 0) throw conflict(location, definitions);
      return mergeType(location, type.element, definitions, merger);
    }
    case 'either': {
      const { left, right } = type;
      if (refusedBy(left, definitions).length === 0) {
        return mergeType(location, left, definitions, merger);
      }
      if (refusedBy(right, definitions).length === 0) {
        return mergeType(location, right, definitions, merger);
      }
      return valueOnly(() => mergeOne(location, definitions));
    }
    case 'unique':
      if (definitions.length > 1) throw severalDefinitions(location, definitions);
      return mergeType(location, type.base, definitions, merger);
    case 'addCheck':
      return mergeType(location, type.base, definitions, merger);
    case 'coercedTo': {
      const coerced = definitions.map((definition) => coerceDefinition(type, definition));
      return mergeType(location, type.to, coerced, merger);
    }
  }
}

/** What a value is to `types.anything`. */
function kindOfAnything(value: Value): string {
  const kind = typeName(value);
  return kind === 'set' && isStringLike(value) ? 'string-coercible' : kind;
}

/** `types.anything`: sets attribute by attribute, functions by their results, the rest if they are equal. */
function mergeAnything(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  const kinds = new Set(definitions.map(({ slot }) => kindOfAnything(known(slot))));
  if (kinds.size > 1) throw conflict(location, definitions);
  const [kind] = kinds;
  switch (kind) {
    case 'string-coercible':
      return mergeOne(location, definitions);
    case 'set': {
      const attributes = { element: type, lazy: false };
      return force(mergeAttributes(location, attributes, definitions, merger).value);
    }
    case 'lambda': {
      const place = [...location, '<function body>'];
      return primop('function', 1, (argument) =>
        mergeAnything(place, type, definitions.map(calledWith(argument)), merger),
      );
    }
    default:
      return mergeEqual(location, definitions);
  }
}
