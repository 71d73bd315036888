import { call } from '../resolve/apply.ts';
import { boolean, completeSet, known, list as listOf, set } from '../resolve/demand.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { partType } from '../resolve/lib/type-value.ts';
import { NixError } from '../resolve/nix-error.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { UnknownSignal, unknown } from '../resolve/unknown.ts';
import type { Attribute, Slot, Value } from '../resolve/value.ts';
import { attributeSet, list, primop, setOf } from '../resolve/value.ts';
import { showOption } from './merge-errors.ts';
import { mergeDefault, mergeEqual, mergeOne } from './merge-scalar.ts';
import { mergedTypeValue, mergeTypes } from './merge-types.ts';
import type { Merger } from './merger.ts';
import { formalDefaults } from './module.ts';
import { type Definition, type Location, unknownFile } from './option.ts';

/** The types whose values have no parts that can be asked for apart. */
export type ValueType = Exclude<
  OptionType,
  {
    kind:
      | 'attrsOf'
      | 'submodule'
      | 'nullOr'
      | 'either'
      | 'addCheck'
      | 'unique'
      | 'coercedTo'
      | 'anything';
  }
>;

/** The `merge` of a type, over definitions that its check has taken. */
export function mergeValue(
  location: Location,
  type: ValueType,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  switch (type.kind) {
    case 'scalar': {
      const merged = mergeEqual(location, definitions);
      return type.adjust === undefined ? merged : type.adjust(known(merged));
    }
    case 'enum':
      return mergeEqual(location, definitions);
    case 'boolByOr':
      return definitions.some(({ slot }) => boolean(slot));
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
    case 'deferredModule':
      return mergeModules(location, type.modules, definitions);
    case 'optionType':
      return mergeOptionTypes(location, definitions);
    case 'unspecified':
      return mergeDefault(location, definitions);
    case 'unmodelled':
      return unmodelledValue(location, type);
  }
}

/** What an option of a type that is not modelled comes to. */
export function unmodelledValue(location: Location, { description }: OptionType): Unknown {
  return unknown(location.join('.'), `its type (${description}) is not modelled`);
}

/** Items are definitions of their own, so that `mkIf` can stand among them. */
function mergeLists(
  location: Location,
  element: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  const items: Slot[] = [];
  for (const [at, { file, slot }] of definitions.entries()) {
    for (const [index, item] of listOf(slot).items.entries()) {
      const inner = [...location, `[definition ${at + 1}-entry ${index + 1}]`];
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

/** `types.functionTo`: a set that can be called, with a formal for each of the functions'. */
function mergeFunctions(
  location: Location,
  result: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Value {
  const place = [...location, '<function body>'];
  const functor = primop('__functor', 2, (_self, argument) => {
    const results = definitions.map(calledWith(argument));
    return force(merger.merge(place, result, results).value);
  });
  const formals = delay(() => {
    const all = new Map<string, boolean>();
    for (const { slot } of definitions) {
      for (const [name, hasDefault] of formalDefaults(known(slot))) {
        all.set(name, boolean(hasDefault) && all.get(name) !== false);
      }
    }
    return setOf(all);
  });
  return setOf([
    ['__functionArgs', formals],
    ['__functor', functor],
  ]);
}

/** A definition that is a function, as what it gives for an argument. */
export function calledWith(argument: Slot): (definition: Definition) => Definition {
  return (definition) => ({
    ...definition,
    slot: delay(() => call(known(definition.slot), argument)),
  });
}

/** `types.deferredModule`: a module that imports all that are defined. */
function mergeModules(
  location: Location,
  modules: readonly Slot[],
  definitions: readonly Definition[],
): Value {
  const named = definitions.map((definition) =>
    setOf([
      ['_file', fileName(location, definition)],
      ['imports', list([definition.slot])],
    ]),
  );
  return setOf([['imports', list([...modules, ...named])]]);
}

/** For messages of Nix: that of a default, or as `mkDefinition` gives it, is not kept. */
function fileName(location: Location, { file, isWrapped }: Definition): Slot {
  const isKept =
    file !== '' && file !== unknownFile && isWrapped !== true && location.every(isPlainName);
  if (!isKept)
    return unknown('_file', 'which file a definition comes from is kept for messages only');
  return `${file}, via option ${location.join('.')}`;
}

function isPlainName(name: string): boolean {
  return /^([A-Za-z_][\w'-]*|\*|<.*>)$/.test(name);
}

/** `types.optionType`: types merge as those of an option that is declared several times. */
function mergeOptionTypes(location: Location, definitions: readonly Definition[]): Value {
  const [first, ...others] = definitions;
  if (first === undefined || others.length === 0) return force(first?.slot ?? null);
  const merged = others.map(typeIn).reduce((left, right) => {
    const both = mergeTypes(left, right, first.span);
    if (both !== null) return both;
    throw new NixError('throw', `\`${showOption(location)}\` has types that do not merge`);
  }, typeIn(first));
  return mergedTypeValue(merged, location);
}

function typeIn({ slot }: Definition): OptionType {
  return partType(set(slot));
}
