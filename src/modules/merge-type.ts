import { call } from '../resolve/apply.ts';
import { completeSet, known, list as listOf, set as setValue } from '../resolve/demand.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown, UnknownSignal, unknown } from '../resolve/unknown.ts';
import type { Attribute, Slot, Value } from '../resolve/value.ts';
import { attributeSet, emptyList, emptySet, list, primop } from '../resolve/value.ts';
import { checkType } from './check-type.ts';
import { conflict, noDefinition, wrongType } from './merge-errors.ts';
import { mergeDefault, mergeEqual, mergeOne } from './merge-scalar.ts';
import type { Merger } from './merger.ts';
import { once } from './once.ts';
import type { Definition, Entries, Level, Location, Merged } from './option.ts';

/** What a type makes of definitions without properties. */
export type TypeMerge = Pick<Merged, 'value' | 'entries' | 'submodule'>;

/**
 * The `merge` of a type of nixpkgs' `lib/types.nix`, over definitions that are discharged, filtered and
 * sorted; its `emptyValue` where there are none.
 */
export function mergeType(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): TypeMerge {
  const check = (): void => {
    for (const definition of definitions) {
      if (!checkType(type, definition.slot)) throw wrongType(location, type, definition);
    }
  };
  if (definitions.length === 0) return emptyValue(location, type, merger);
  switch (type.kind) {
    case 'attrsOf':
      return mergeAttributes(location, type.element, type.lazy, definitions, merger, check);
    case 'submodule':
      return mergeSubmodule(location, type, definitions, merger, check);
    case 'nullOr':
    case 'either':
    case 'addCheck':
    case 'unique':
    case 'coercedTo':
      return mergeWrapped(location, type, definitions, merger, check);
    default:
      return valueOnly(() => {
        check();
        return mergeValue(location, type, definitions, merger);
      });
  }
}

function valueOnly(compute: () => Value): TypeMerge {
  return { value: delay(compute), entries: null, submodule: null };
}

function mergeValue(
  location: Location,
  type: Exclude<
    OptionType,
    { kind: 'attrsOf' | 'submodule' | 'nullOr' | 'either' | 'addCheck' | 'unique' | 'coercedTo' }
  >,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      return mergeEqual(location, definitions);
    case 'one':
      return mergeOne(location, definitions);
    case 'separatedString':
      return definitions.map(({ slot }) => known(slot)).join(type.separator);
    case 'listOf':
      return mergeLists(location, type.element, definitions, merger);
    case 'attrs':
      return mergeShallow(definitions);
    case 'functionTo':
      return mergeFunctions(location, type.result, definitions, merger);
    case 'anything':
      return mergeAnything(location, type, definitions, merger);
    case 'unspecified':
      return mergeDefault(location, definitions);
    case 'unmodelled':
      return unknown(location.join('.'), `its type (${type.description}) is not modelled`);
  }
}

/** `emptyValue`: what an option is without any definition. */
function emptyValue(location: Location, type: OptionType, merger: Merger): TypeMerge {
  switch (type.kind) {
    case 'attrsOf':
      return { ...valueOnly(() => emptySet), entries: () => ({ known: new Map(), rest: null }) };
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
      const level = once('a submodule', () => merger.evaluateSubmodule(location, type, []));
      return { ...valueOnly(() => force(level().config)), submodule: level };
    }
    case 'unique':
    case 'addCheck':
      return emptyValue(location, type.base, merger);
    case 'coercedTo':
      return emptyValue(location, type.to, merger);
    default:
      return valueOnly(() => {
        throw noDefinition(location);
      });
  }
}

/** `attrsWith`: attribute by attribute; one whose definitions are all discharged does not exist. */
function mergeAttributes(
  location: Location,
  element: OptionType,
  lazy: boolean,
  definitions: readonly Definition[],
  merger: Merger,
  check: () => void,
): TypeMerge {
  const entries = once(`the attributes of ${location.join('.')}`, (): Entries => {
    check();
    const byName = new Map<string, Definition[]>();
    let rest: Unknown | null = null;
    for (const { file, slot } of definitions) {
      const value = setValue(slot);
      rest ??= value.rest;
      for (const [name, attribute] of value.attributes) {
        const found = byName.get(name);
        const definition = { file, slot: attribute.slot, span: attribute.span };
        if (found === undefined) byName.set(name, [definition]);
        else found.push(definition);
      }
    }
    const known = new Map<string, () => Merged>();
    for (const [name, some] of byName) {
      const all = rest === null ? some : [...some, { file: '', span: null, slot: rest }];
      const inner = [...location, name];
      known.set(
        name,
        once(inner.join('.'), () => merger.merge(inner, element, all)),
      );
    }
    return { known, rest };
  });
  const value = delay(() => {
    const { known, rest } = entries();
    const attributes = new Map<string, Attribute>();
    let open = rest;
    for (const [name, merged] of known) {
      if (lazy) {
        attributes.set(name, { slot: delay(() => force(merged().value)), span: null });
        continue;
      }
      const { isDefined, value: slot, definitions: from } = merged();
      if (isUnknown(isDefined as Slot)) open ??= isDefined as Unknown;
      else if (isDefined) attributes.set(name, { slot, span: from[0]?.span ?? null });
    }
    return attributeSet(attributes, open);
  });
  return { value, entries, submodule: null };
}

function mergeSubmodule(
  location: Location,
  type: Extract<OptionType, { kind: 'submodule' }>,
  definitions: readonly Definition[],
  merger: Merger,
  check: () => void,
): TypeMerge {
  const submodule = once(`the options of ${location.join('.')}`, (): Level => {
    check();
    return merger.evaluateSubmodule(location, type, definitions);
  });
  return { value: delay(() => force(submodule().config)), entries: null, submodule };
}

/** Types that hold another one and leave the merging to it. */
function mergeWrapped(
  location: Location,
  type: Extract<OptionType, { kind: 'nullOr' | 'either' | 'addCheck' | 'unique' | 'coercedTo' }>,
  definitions: readonly Definition[],
  merger: Merger,
  check: () => void,
): TypeMerge {
  const merge = once(location.join('.'), (): TypeMerge => {
    check();
    return mergeInner(location, type, definitions, merger);
  });
  const inner = innerType(type);
  return {
    value: delay(() => force(merge().value)),
    entries: inner?.kind === 'attrsOf' ? () => merge().entries?.() ?? noEntries : null,
    submodule: null,
  };
}

const noEntries: Entries = { known: new Map(), rest: null };

function innerType(type: OptionType): OptionType | null {
  if (type.kind === 'nullOr') return type.element;
  return type.kind === 'unique' || type.kind === 'addCheck' ? type.base : null;
}

function mergeInner(
  location: Location,
  type: Extract<OptionType, { kind: 'nullOr' | 'either' | 'addCheck' | 'unique' | 'coercedTo' }>,
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
      if (definitions.every(({ slot }) => checkType(left, slot))) {
        return mergeType(location, left, definitions, merger);
      }
      if (definitions.every(({ slot }) => checkType(right, slot))) {
        return mergeType(location, right, definitions, merger);
      }
      return valueOnly(() => mergeOne(location, definitions));
    }
    case 'unique':
      if (definitions.length > 1) throw conflict(location, definitions);
      return mergeType(location, type.base, definitions, merger);
    case 'addCheck':
      return mergeType(location, type.base, definitions, merger);
    case 'coercedTo':
      return mergeType(location, type.to, definitions.map(coerce(type)), merger);
  }
}

function coerce(type: Extract<OptionType, { kind: 'coercedTo' }>) {
  return (definition: Definition): Definition => {
    if (!checkType(type.from, definition.slot)) return definition;
    return { ...definition, slot: call(known(type.coerce), definition.slot) };
  };
}

/** Items are definitions of their own, so that `mkIf` can stand among them. */
function mergeLists(
  location: Location,
  element: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  const items: Slot[] = [];
  for (const { file, slot } of definitions) {
    for (const item of listOf(slot).items) {
      const inner = [...location, `[definition ${items.length + 1}]`];
      const { isDefined, value } = merger.merge(inner, element, [{ file, span: null, slot: item }]);
      if (typeof isDefined !== 'boolean') throw new UnknownSignal(isDefined);
      if (isDefined) items.push(value);
    }
  }
  return list(items);
}

/** `types.attrs`: the last definition of an attribute wins. */
function mergeShallow(definitions: readonly Definition[]): Value {
  const attributes = new Map<string, Attribute>();
  for (const { slot } of definitions) {
    for (const [name, attribute] of completeSet(slot).attributes) attributes.set(name, attribute);
  }
  return attributeSet(attributes);
}

function mergeFunctions(
  location: Location,
  result: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  return primop('function', 1, (argument) => {
    const results = definitions.map((definition) => ({
      ...definition,
      slot: delay(() => call(known(definition.slot), argument)),
    }));
    return force(merger.merge([...location, '<function body>'], result, results).value);
  });
}

/** `types.anything`: sets attribute by attribute, functions by their results, the rest if they are equal. */
function mergeAnything(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  const values = definitions.map(({ slot }) => known(slot));
  if (values.every((value) => typeof value === 'object' && value?.kind === 'set')) {
    if (values.some(isStringLike)) return mergeOne(location, definitions);
    const unchecked = (): void => {};
    return force(mergeAttributes(location, type, false, definitions, merger, unchecked).value);
  }
  if (values.every((value) => typeof value === 'object' && value?.kind === 'lambda')) {
    return mergeFunctions(location, type, definitions, merger);
  }
  return mergeEqual(location, definitions);
}

function isStringLike(value: Value): boolean {
  if (typeof value !== 'object' || value?.kind !== 'set') return false;
  return value.attributes.has('outPath') || value.attributes.has('__toString');
}
