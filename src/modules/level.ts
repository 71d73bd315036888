import { call } from '../resolve/apply.ts';
import { known } from '../resolve/demand.ts';
import { describe } from '../resolve/describe.ts';
import { attempt } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { NixError } from '../resolve/nix-error.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { derived, isUnknown, partOf, unknown } from '../resolve/unknown.ts';
import type { Attribute, Value } from '../resolve/value.ts';
import { attributeSet } from '../resolve/value.ts';
import type { Declaration } from './declarations.ts';
import { declaredNames, readOption } from './declarations.ts';
import { showOption } from './merge-errors.ts';
import type { Merger } from './merger.ts';
import { once } from './once.ts';
import type { Definition, Level, Location, Merged, Option, OptionReading } from './option.ts';
import { defaultPriority, mkOverride, pushDownProperties } from './properties.ts';

/** The modules' declarations and definitions below a place, as `mergeModules'` takes them. */
export interface LevelInput {
  readonly location: Location;
  readonly declarations: () => readonly Declaration[];
  /** Sets, with their properties pushed down. */
  readonly definitions: () => readonly Definition[];
  /** Why there may be options that no module declares; null where each option must be declared. */
  readonly undeclared: Unknown | null;
  /** The type of attributes that no option is declared for, by a module's `freeformType`. */
  readonly freeform: () => OptionType | null;
}

type Child =
  | { readonly kind: 'option'; readonly reading: () => OptionReading }
  | { readonly kind: 'level'; readonly level: Level }
  | { readonly kind: 'unknown'; readonly cause: Unknown };

/**
 * The options below a place. Which there are, and which attributes are defined, is found when an option or the
 * configuration is asked for: what needs that to be found itself is an infinite recursion.
 */
export function createLevel(input: LevelInput, merger: Merger): Level {
  const { location, undeclared } = input;
  const name = location.length === 0 ? 'the configuration' : `\`${showOption(location)}\``;
  const declared = once(`the options of ${name}`, () =>
    declaredNames(location, input.declarations()),
  );
  const defined = once(`what defines ${name}`, () => definedNames(location, input.definitions()));
  const children = new Map<string, () => Child>();
  const childOf = (key: string): (() => Child) | null => {
    const some = declared().byName.get(key);
    if (some === undefined) return null;
    const existing = children.get(key);
    if (existing !== undefined) return existing;
    const inner = [...location, key];
    const child = once(inner.join('.'), (): Child => {
      const definitions = once(inner.join('.'), () => definitionsOf(key, defined()));
      const option = readOption(inner, some);
      if (option !== null && 'reason' in option) return { kind: 'unknown', cause: option };
      if (option !== null) {
        const reading = once(`\`${showOption(inner)}\``, () => {
          const merged = evaluateOption(inner, option, definitions(), merger);
          return { option, merged, value: appliedValue(option, merged) };
        });
        return { kind: 'option', reading };
      }
      const level = createLevel(
        {
          location: inner,
          declarations: () => some,
          definitions: () => definitions().flatMap(pushDownProperties),
          undeclared: undeclared && partOf(undeclared, inner.join('.'), undeclared.span),
          freeform: () => null,
        },
        merger,
      );
      return { kind: 'level', level };
    });
    children.set(key, child);
    return child;
  };
  const config = delay(() => {
    const names = declared();
    const definitions = defined();
    const freeform = input.freeform();
    const attributes = new Map<string, Attribute>();
    if (freeform !== null) {
      addFreeform(attributes, location, freeform, names.byName, definitions, merger);
    } else if (undeclared === null) refuseUndeclared(location, names.byName, definitions);
    for (const key of names.byName.keys()) {
      const child = childOf(key);
      if (child !== null)
        attributes.set(key, { slot: delay(() => childValue(child())), span: null });
    }
    return attributeSet(attributes, names.rest ?? undeclared);
  });
  const option = (path: Location): OptionReading | null => {
    const [key, ...others] = path;
    const child = key === undefined ? null : childOf(key);
    if (child === null) return null;
    const found = child();
    if (found.kind === 'option') return others.length === 0 ? found.reading() : null;
    return found.kind === 'level' ? found.level.option(others) : null;
  };
  const defines = (path: Location): boolean => {
    const { byName, unknown: others } = defined();
    const [key, ...rest] = path;
    if (others.length > 0) return true;
    if (key === undefined) return byName.size > 0;
    const found = rest.length === 0 ? null : (childOf(key)?.() ?? null);
    return found?.kind === 'level' ? found.level.defines(rest) : byName.has(key);
  };
  return { config, option, defines };
}

function childValue(child: Child): Value {
  switch (child.kind) {
    case 'option':
      return force(child.reading().value);
    case 'level':
      return force(child.level.config);
    case 'unknown':
      return child.cause;
  }
}

function appliedValue({ apply }: Option, { value }: Merged): Slot {
  return apply === null ? value : delay(() => call(known(apply), value));
}

/** The definitions of the attributes below a place. */
interface DefinedNames {
  readonly byName: ReadonlyMap<string, readonly Definition[]>;
  /** Definitions of which it is not known what they define. */
  readonly unknown: readonly Unknown[];
}

function definedNames(location: Location, definitions: readonly Definition[]): DefinedNames {
  const byName = new Map<string, Definition[]>();
  const unknownOnes: Unknown[] = [];
  for (const { file, slot, span } of definitions) {
    const value = attempt(() => force(slot));
    if (isUnknown(value)) {
      unknownOnes.push(derived(value));
      continue;
    }
    if (typeof value !== 'object' || value?.kind !== 'set') {
      const message = `\`${showOption(location)}\` must be a set of options, but this is ${describe(value)}`;
      throw new NixError('type-mismatch', message, span);
    }
    if (value.rest !== null) unknownOnes.push(derived(value.rest));
    for (const [name, attribute] of value.attributes) {
      const definition = { file, slot: attribute.slot, span: attribute.span };
      const found = byName.get(name);
      if (found === undefined) byName.set(name, [definition]);
      else found.push(definition);
    }
  }
  return { byName, unknown: unknownOnes };
}

function definitionsOf(name: string, defined: DefinedNames): readonly Definition[] {
  const definitions = defined.byName.get(name) ?? [];
  return [...definitions, ...defined.unknown.map((slot) => ({ file: '', span: null, slot }))];
}

function refuseUndeclared(
  location: Location,
  declared: ReadonlyMap<string, unknown>,
  { byName }: DefinedNames,
): void {
  for (const [name, [definition]] of byName) {
    if (declared.has(name)) continue;
    const message = `the option \`${showOption([...location, name])}\` does not exist`;
    throw new NixError('throw', message, definition?.span ?? null);
  }
}

/** Attributes without an option, merged by the elements' type of `freeformType`. */
function addFreeform(
  attributes: Map<string, Attribute>,
  location: Location,
  freeform: OptionType,
  declared: ReadonlyMap<string, unknown>,
  { byName }: DefinedNames,
  merger: Merger,
): void {
  for (const [name, definitions] of byName) {
    if (declared.has(name)) continue;
    const slot = delay(() => {
      if (freeform.kind !== 'attrsOf') {
        return unknown(name, `its type (${freeform.description}) is not modelled`);
      }
      return force(merger.merge([...location, name], freeform.element, definitions).value);
    });
    attributes.set(name, { slot, span: definitions[0]?.span ?? null });
  }
}

/** Merges an option's definitions, with its default among them (`evalOptionValue`). */
function evaluateOption(
  location: Location,
  option: Option,
  definitions: readonly Definition[],
  merger: Merger,
): Merged {
  const { default: fallback, elsewhere } = option;
  const all: readonly Definition[] =
    fallback === null
      ? definitions
      : [
          { file: '', span: option.span, slot: mkOverride(defaultPriority, fallback.slot) },
          ...definitions,
        ];
  const merged = merger.merge(location, option.type, all);
  if (elsewhere === null || merged.priority <= elsewhere.weakestRead) return merged;
  return { ...merged, isDefined: elsewhere.cause, value: elsewhere.cause };
}
