import { describe } from '../resolve/describe.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { derived, isUnknown } from '../resolve/unknown.ts';
import type { AttributeSet } from '../resolve/value.ts';
import { showPlace } from './merge-errors.ts';
import type { Definition, Location } from './option.ts';

/** The definitions of the attributes below a place. */
export interface DefinedNames {
  readonly byName: ReadonlyMap<string, readonly Definition[]>;
  /** Definitions of which it is not known what they define. */
  readonly unknown: readonly UnknownDefinition[];
  /** Whether no module defines the place at all, not even as an empty set. */
  readonly isEmpty: boolean;
}

export interface UnknownDefinition {
  readonly cause: Unknown;
  /** The only names that it can define; null for any. */
  readonly names: ReadonlySet<string> | null;
}

/**
 * Sorts definitions that are sets, with their properties pushed down, by their attributes.
 *
 * @throws NixError for a definition that is not a set
 */
export function definedNames(location: Location, definitions: readonly Definition[]): DefinedNames {
  const byName = new Map<string, Definition[]>();
  const unknownOnes: UnknownDefinition[] = [];
  for (const { file, slot, span } of definitions) {
    const value = attempt(() => force(slot));
    if (isUnknown(value)) {
      unknownOnes.push({ cause: derived(value), names: null });
      continue;
    }
    if (typeof value !== 'object' || value?.kind !== 'set') {
      const message = `${showPlace(location)} must be a set of options, but this is ${describe(value)}`;
      throw new NixError('type-mismatch', message, span);
    }
    if (value.rest !== null) {
      unknownOnes.push({ cause: derived(value.rest), names: value.restNames ?? null });
    }
    addAttributes(byName, value, { file, span });
  }
  return { byName, unknown: unknownOnes, isEmpty: definitions.length === 0 };
}

/** Adds the definitions that a set of them holds; one without a place has that of the set. */
export function addAttributes(
  byName: Map<string, Definition[]>,
  { attributes }: AttributeSet,
  { file, span }: Pick<Definition, 'file' | 'span'>,
): void {
  for (const [name, attribute] of attributes) {
    const definition = { file, slot: attribute.slot, span: attribute.span ?? span };
    const found = byName.get(name);
    if (found === undefined) byName.set(name, [definition]);
    else found.push(definition);
  }
}

/** The definitions of one attribute, with those that may define it. */
export function definitionsOf(name: string, defined: DefinedNames): readonly Definition[] {
  const definitions = defined.byName.get(name) ?? [];
  const possible = possibleDefinitions(name, defined);
  return [
    ...definitions,
    ...possible.map((slot) => ({ file: '', span: null, slot, isPossible: true })),
  ];
}

/** Why there may be more definitions of an attribute. */
export function possibleDefinitions(name: string, { unknown }: DefinedNames): readonly Unknown[] {
  return unknown.filter(({ names }) => names === null || names.has(name)).map(({ cause }) => cause);
}
