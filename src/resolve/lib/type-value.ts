import { call } from '../apply.ts';
import { known } from '../demand.ts';
import { describe } from '../describe.ts';
import { attempt, quietly } from '../join.ts';
import type { Thunk } from '../thunk.ts';
import { delay, force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { isUnknown, UnknownSignal, unknown } from '../unknown.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { emptySet, primop, setOf } from '../value.ts';
import { isSet, select, selectOr, textOf } from './operators.ts';
import type { OptionType } from './option-type.ts';

/** A type of `lib.types` to be made. */
export interface TypeDefinition {
  readonly name: string | (() => string);
  /** How messages say it; the name, if there is none. */
  readonly description?: string | (() => string);
  /** How the description behaves as a part of another one: `noun`, `composite`, `conjunction`, …; null for none. */
  readonly descriptionClass: string | null | (() => Value);
  /** Whether it takes a value: a Boolean. Or the `check` of another type. */
  readonly check: ((value: Slot) => Value) | Thunk;
  /** Whether nixpkgs writes `check` and `merge` as sets with `__functor`. */
  readonly coherent?: boolean;
  readonly emptyValue?: () => Value;
  readonly subModules?: () => Value;
  readonly nestedTypes?: Slot;
  /** What the module system makes of it. */
  readonly optionType: (description: () => string, check: Slot) => OptionType;
}

/** The type as a Nix value, from which {@link typeOf} gives its form for the module system. */
export function makeType(definition: TypeDefinition): AttributeSet {
  const { name, descriptionClass, check, coherent, emptyValue, subModules } = definition;
  const nameOf = typeof name === 'string' ? () => name : name;
  const { description = nameOf } = definition;
  const descriptionOf = typeof description === 'string' ? () => description : description;
  const isCoherent = coherent === true;
  const checkSlot = typeof check === 'function' ? checkFunction(check, isCoherent) : check;
  const type = setOf([
    ['_type', 'option-type'],
    ['name', typeof name === 'string' ? name : delay(name)],
    ['description', typeof description === 'string' ? description : delay(descriptionOf)],
    [
      'descriptionClass',
      typeof descriptionClass === 'function' ? delay(descriptionClass) : descriptionClass,
    ],
    ['check', checkSlot],
    ['merge', isCoherent ? coherentMerge : primop('merge', 2, () => mergeNotModelled)],
    ['emptyValue', emptyValue === undefined ? emptySet : delay(emptyValue)],
    ['getSubModules', subModules === undefined ? null : delay(subModules)],
    ['nestedTypes', definition.nestedTypes ?? emptySet],
    ['deprecationMessage', null],
    ...['getSubOptions', 'substSubModules', 'typeMerge', 'functor'].map(
      (attribute) => [attribute, notModelled(attribute)] as const,
    ),
  ]);
  return tagged(type, () => definition.optionType(() => toldOf(descriptionOf, nameOf), checkSlot));
}

/** How messages say a type: by its name, where its description is not known. */
function toldOf(description: () => string, name: () => string): string {
  try {
    return description();
  } catch (signal) {
    if (signal instanceof UnknownSignal) return name();
    throw signal;
  }
}

/** Notes what the module system makes of a type that is made already. */
export function tagged(type: AttributeSet, optionType: () => OptionType): AttributeSet {
  let known: OptionType | null = null;
  optionTypes.set(type.attributes, () => {
    known ??= optionType();
    return known;
  });
  return type;
}

/**
 * What the module system makes of a type; null for a set that none of our functions made, such as a type that
 * was changed by `//`.
 */
export function typeOf(type: AttributeSet): OptionType | null {
  return optionTypes.get(type.attributes)?.() ?? null;
}

/** As {@link typeOf}, of a part of another type. */
export function partType(slot: Slot): OptionType {
  const value = attempt(() => force(slot));
  if (isSet(value)) return typeOf(value) ?? ownType(value);
  const shown = isUnknown(value) ? `the unknown type ${value.subject}` : describe(value);
  return unmodelled(() => shown);
}

/** What the module system makes of a type that none of our functions made. */
export function ownType(type: AttributeSet): OptionType {
  const description = () =>
    quietly(() => textOf(select(type, 'description'))) ?? 'a type of its own making';
  return unmodelled(description, ownCheck(type));
}

/** What the module system makes of a type that it can't do. */
export function unmodelled(
  description: () => string,
  check: Slot = notModelled('check'),
): OptionType {
  return {
    kind: 'unmodelled',
    check,
    get description() {
      return description();
    },
  };
}

/**
 * A type's own `check`. Unknown where nixpkgs does not ask it: a type with submodules is made anew, and one with `merge.v2`
 * checks there.
 */
function ownCheck(type: AttributeSet): Slot {
  return delay(() => {
    const isAsked =
      known(select(type, 'getSubModules')) === null && !isSet(known(select(type, 'merge')));
    return isAsked ? force(select(type, 'check')) : notModelled('check');
  });
}

/** `check` of a type that may be anybody's. */
export function checkOf(type: Slot, value: Slot): Value {
  return call(select(type, 'check'), value);
}

/** The description of a type inside another one's: between parentheses, unless its class is one of these. */
export function phrase(type: Slot, ...classes: readonly string[]): string {
  const description = textOf(delay(() => select(type, 'description')));
  const ownClass = known(selectOr(type, 'descriptionClass', () => null));
  const bare = typeof ownClass === 'string' && classes.includes(ownClass);
  return bare ? description : `(${description})`;
}

const optionTypes = new WeakMap<AttributeSet['attributes'], () => OptionType>();

/** What an attribute of a type is that is not modelled. */
export function notModelled(attribute: string): Unknown {
  return unknown(`types.*.${attribute}`, 'vmsilo-nixgen does not model it');
}

/** `check` of a type: a function, or a set that can be called. */
export function checkFunction(check: (value: Slot) => Value, isCoherent: boolean): Slot {
  if (!isCoherent) return primop('check', 1, check);
  return setOf([
    ['__functor', primop('check', 2, (_self, value) => check(value))],
    ['isV2MergeCoherent', true],
  ]);
}

const mergeNotModelled = notModelled('merge');

const coherentMerge = setOf([
  ['__functor', primop('merge', 3, () => mergeNotModelled)],
  [
    'v2',
    {
      ...primop('v2', 1, () => mergeNotModelled),
      formals: [
        new Map([
          ['defs', false],
          ['loc', false],
        ]),
      ],
    },
  ],
]);
