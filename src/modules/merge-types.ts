import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { known, set } from '../resolve/demand.ts';
import { equal } from '../resolve/equal.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { tagged, unmodelled } from '../resolve/lib/type-value.ts';
import { describeEnum } from '../resolve/lib/types-scalar.ts';
import { NixError } from '../resolve/nix-error.ts';
import { descend, stack } from '../resolve/stack.ts';
import { delay } from '../resolve/thunk.ts';
import { UnknownSignal, unknown } from '../resolve/unknown.ts';
import { updateSets } from '../resolve/update.ts';
import {
  type AttributeSet,
  attributeSet,
  type Slot,
  setOf,
  sortedNames,
  type Value,
} from '../resolve/value.ts';
import type { Location } from './option.ts';

/**
 * The type of an option that is declared twice (`typeMerge` of nixpkgs' `lib/types.nix`); null if the types
 * do not merge.
 *
 * @param place where one of them stands: of what fails only when the merged type is used
 */
export function mergeTypes(
  left: OptionType,
  right: OptionType,
  place: Span | null,
): OptionType | null {
  const { depth } = stack;
  descend(mergeHeight);
  const merged = mergeModelled(withoutCheck(left), withoutCheck(right), place);
  stack.depth = depth;
  return merged;
}

/** A merged type as a value: what either of the types says of itself need not hold of it. */
export function mergedTypeValue(type: OptionType, location: Location): AttributeSet {
  const more = unknown(location.join('.'), 'what a merged type says of itself is not modelled');
  const { attributes } = setOf([['_type', 'option-type']]);
  return tagged(attributeSet(attributes, more), () => type);
}

/** Stack units that a type inside a type takes. */
const mergeHeight = 4;

/** nixpkgs merges the type that a check was added to, and loses the check. */
function withoutCheck(type: OptionType): OptionType {
  if (type.kind === 'addCheck') return withoutCheck(type.base);
  return type.kind === 'listOf' && type.nonEmpty ? { ...type, nonEmpty: false } : type;
}

function mergeModelled(left: OptionType, right: OptionType, place: Span | null): OptionType | null {
  if (left.kind === 'unmodelled') return unmodelled(() => left.description);
  switch (right.kind) {
    case 'unmodelled':
      return unmodelled(() => right.description);
    case 'scalar':
    case 'one':
      return left.kind === right.kind && left.name === right.name ? left : null;
    case 'separatedString':
      return left.kind === right.kind && left.separator === right.separator ? left : null;
    case 'enum': {
      if (left.kind !== right.kind) return null;
      const values = [...left.values, ...right.values];
      return {
        kind: 'enum',
        values,
        get description() {
          return describeEnum(values.filter((value, at) => indexOf(value, values) === at));
        },
      };
    }
    case 'listOf':
      return left.kind === right.kind ? withElement(left, right, place) : null;
    case 'attrsOf':
      return left.kind === right.kind && left.lazy === right.lazy
        ? withElement(left, right, place)
        : null;
    case 'nullOr':
      return left.kind === right.kind ? withElement(left, right, place) : null;
    case 'either': {
      if (left.kind !== right.kind) return null;
      const first = mergeTypes(left.left, right.left, place);
      const second = mergeTypes(left.right, right.right, place);
      return first && second ? { ...left, left: first, right: second } : null;
    }
    case 'functionTo': {
      if (left.kind !== right.kind) return null;
      const result = mergeTypes(left.result, right.result, place);
      return result && { ...left, result };
    }
    case 'unique': {
      if (left.kind !== right.kind) return null;
      const base = mergeTypes(left.base, right.base, place);
      return base && { ...left, base };
    }
    case 'submodule':
      return left.kind === right.kind ? mergeSubmodules(left, right, place) : null;
    case 'coercedTo':
    case 'addCheck':
      return null;
    case 'deferredModule':
      if (left.kind !== right.kind) return null;
      return { ...left, modules: [...left.modules, ...right.modules] };
    case 'boolByOr':
    case 'optionType':
    case 'anything':
    case 'attrs':
    case 'unspecified':
      return left.kind === right.kind ? left : null;
  }
}

function indexOf(value: Slot, values: readonly Slot[]): number {
  return values.findIndex((other) => equal(known(other), known(value)));
}

type WithElement = Extract<OptionType, { kind: 'listOf' | 'attrsOf' | 'nullOr' }>;

function withElement(left: WithElement, right: WithElement, place: Span | null): OptionType | null {
  const element = mergeTypes(left.element, right.element, place);
  return element && { ...left, element };
}

type Submodule = Extract<OptionType, { kind: 'submodule' }>;

function mergeSubmodules(left: Submodule, right: Submodule, place: Span | null): OptionType {
  const undeclared = left.undeclared ?? right.undeclared;
  const more = left.more ?? right.more;
  return {
    ...left,
    modules: [...left.modules, ...right.modules],
    specialArgs: delay(() => mergeSpecialArgs(left, right, place)),
    shorthandOnlyDefinesConfig: delay(() => mergeShorthand(left, right, place)),
    ...(undeclared === undefined ? {} : { undeclared }),
    ...(more === undefined ? {} : { more }),
  };
}

/** @throws NixError if they differ */
function mergeShorthand(left: Submodule, right: Submodule, place: Span | null): Value {
  const first = known(left.shorthandOnlyDefinesConfig);
  const second = known(right.shorthandOnlyDefinesConfig);
  if (first === null || equal(first, second)) return second;
  if (second === null) return first;
  throw declaredTwice('a different `shorthandOnlyDefinesConfig`', place);
}

/** @throws NixError if both have an argument, UnknownSignal if that can't be told */
function mergeSpecialArgs(left: Submodule, right: Submodule, place: Span | null): AttributeSet {
  const [first, second] = [set(left.specialArgs), set(right.specialArgs)];
  const shared = sortedNames(first).filter((name) => second.attributes.has(name));
  if (shared.length > 0) {
    throw declaredTwice(`\`specialArgs\` of the same name: ${shared.map(quote).join(', ')}`, place);
  }
  const rest = first.rest ?? second.rest;
  if (rest !== null) throw new UnknownSignal(rest);
  return updateSets(first, second);
}

function declaredTwice(how: string, place: Span | null): NixError {
  const error = new NixError('throw', `a submodule is declared more than once, with ${how}`, place);
  error.help = 'let one declaration have it; Nix fails here, too';
  return error;
}
