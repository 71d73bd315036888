import type { Span } from '../report/span.ts';
import type { Environment } from './code.ts';
import type { LambdaCode } from './lambda.ts';
import type { Thunk } from './thunk.ts';
import type { Unknown } from './unknown.ts';

/**
 * A Nix value in weak head normal form, as far as it is known.
 *
 * An integer is a `number` where that is exact, else a `bigint`; a string is a byte string (one character a
 * byte), so that JavaScript's own comparison, length and search are Nix's.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Path
  | List
  | AttributeSet
  | Lambda
  | Primop
  | Unknown;

/** What stands in a list, a set or an environment: a value, or the promise of one. Read it with `force`. */
export type Slot = Value | Thunk;

export interface Float {
  readonly kind: 'float';
  readonly value: number;
}

/** An absolute, normalised path; a byte string. */
export interface Path {
  readonly kind: 'path';
  readonly path: string;
  /**
   * Of a path in a flake: the flake's folder, which Nix copies to a store path that is not known. So the path is
   * not its own text. Null for a path that is where it is.
   */
  readonly copiedFrom: string | null;
}

/**
 * A list. Where `rest` is not null there may be items beside the known ones, anywhere among them.
 */
export interface List {
  readonly kind: 'list';
  readonly items: readonly Slot[];
  readonly rest: Unknown | null;
}

/**
 * An attribute set. Where `rest` is not null there may be attributes beside the known ones.
 */
export interface AttributeSet {
  readonly kind: 'set';
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly rest: Unknown | null;
  /** The only names that those attributes can have, where that is known. */
  readonly restNames?: ReadonlySet<string> | null;
}

export interface Attribute {
  readonly slot: Slot;
  /** The name, where the attribute was defined; null where no source defines it. */
  readonly span: Span | null;
}

export interface Lambda {
  readonly kind: 'lambda';
  readonly code: LambdaCode;
  readonly environment: Environment;
}

/** A function of ours, with the arguments it has so far. */
export interface Primop {
  readonly kind: 'primop';
  /** As Nix shows it, for messages: `mapAttrs`, `lib.strings.concatMapStrings`. */
  readonly name: string;
  /** How many arguments it takes. */
  readonly arity: number;
  readonly run: PrimopRun;
  readonly arguments: readonly Slot[];
  /** The formals of each argument that is written with some: each with whether it has a default. */
  readonly formals?: readonly ReadonlyMap<string, boolean>[];
  /** What it was made of besides, where that may be somebody's own. */
  readonly captured?: readonly Slot[];
}

/** Called with as many arguments as the primop's arity; the others are null. */
export type PrimopRun = (first: Slot, second: Slot, third: Slot, fourth: Slot) => Value;

export type Kind =
  | 'null'
  | 'bool'
  | 'integer'
  | 'string'
  | Extract<Value, { readonly kind: string }>['kind'];

/** What a value is, for a switch. */
export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
    case 'bigint':
      return 'integer';
    case 'boolean':
      return 'bool';
    default:
      return value === null ? 'null' : value.kind;
  }
}

/** `float`, the value of a floating point number */
export function float(value: number): Float {
  return { kind: 'float', value };
}

/** @param path absolute and normalised */
export function path(path: string, copiedFrom: string | null = null): Path {
  return { kind: 'path', path, copiedFrom };
}

/** A list of which everything is known unless `rest` says otherwise. */
export function list(items: readonly Slot[], rest: Unknown | null = null): List {
  return { kind: 'list', items, rest };
}

export const emptyList: List = list([]);

/** A set of which everything is known unless `rest` says otherwise. */
export function attributeSet(
  attributes: ReadonlyMap<string, Attribute>,
  rest: Unknown | null = null,
  restNames: ReadonlySet<string> | null | undefined = null,
): AttributeSet {
  return rest === null || restNames == null
    ? { kind: 'set', attributes, rest }
    : { kind: 'set', attributes, rest, restNames };
}

/** Why a set may have an attribute that is not among the known ones; null if it has not. */
export function unknownAttribute(
  { rest, restNames }: Pick<AttributeSet, 'rest' | 'restNames'>,
  name: string,
): Unknown | null {
  return restNames == null || restNames.has(name) ? rest : null;
}

/** The names that the unknown attributes of either of two sets can have; null for any. */
export function restNamesOfBoth(
  left: Pick<AttributeSet, 'rest' | 'restNames'>,
  right: Pick<AttributeSet, 'rest' | 'restNames'>,
): ReadonlySet<string> | null {
  const [first, second] = [left, right].map(({ rest, restNames }) =>
    rest === null ? noNames : (restNames ?? null),
  );
  if (first == null || second == null) return null;
  return new Set([...first, ...second]);
}

const noNames: ReadonlySet<string> = new Set();

export const emptySet: AttributeSet = attributeSet(new Map());

/** A set of values that no source defines. */
export function setOf(entries: Iterable<readonly [string, Slot]>): AttributeSet {
  const attributes = new Map<string, Attribute>();
  for (const [name, slot] of entries) attributes.set(name, { slot, span: null });
  return attributeSet(attributes);
}

/** A function of ours that takes `arity` arguments, one after the other. */
export function primop(name: string, arity: 1 | 2 | 3 | 4, run: PrimopRun): Primop {
  return { kind: 'primop', name, arity, run, arguments: [] };
}

/** A function of ours that is made of slots, which stay visible in it. */
export function capturing(captured: readonly Slot[], made: Primop): Primop {
  return { ...made, captured };
}

/** The known names of a set, sorted by bytes as Nix sorts them. */
export function sortedNames(set: AttributeSet): readonly string[] {
  return [...set.attributes.keys()].sort(compareBytes);
}

/** Byte strings compare as JavaScript compares their characters. */
export function compareBytes(left: string, right: string): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
