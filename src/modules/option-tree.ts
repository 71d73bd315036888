import { type Answers, filled } from '../resolve/answers.ts';
import { call } from '../resolve/apply.ts';
import { known } from '../resolve/demand.ts';
import { NixError } from '../resolve/nix-error.ts';
import { leadsOn } from '../resolve/provenance.ts';
import type { Thunk } from '../resolve/thunk.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { assumptions, isUnknown, partOf, settableAt, UnknownSignal } from '../resolve/unknown.ts';
import type { Attribute, Slot, Value } from '../resolve/value.ts';
import { attributeSet } from '../resolve/value.ts';
import type { Declaration } from './declarations.ts';
import { declaredNames, kindOfDeclarations, readOption } from './declarations.ts';
import type { DefinedNames } from './defined-names.ts';
import { definedNames, definitionsOf, possibleDefinitions } from './defined-names.ts';
import { showOption, showPlace, wrappedGroup } from './merge-errors.ts';
import type { Merger } from './merger.ts';
import { once } from './once.ts';
import type { Definition, Location, Merged, Option, OptionReading } from './option.ts';
import { answeredOption } from './option-answers.ts';
import { optionValue } from './option-value.ts';
import {
  defaultPriority,
  dischargeProperties,
  mkOverride,
  pushDownProperties,
} from './properties.ts';

/** The modules' declarations and definitions below a place, as `mergeModules'` takes them. */
export interface OptionTreeInput {
  readonly location: Location;
  readonly declarations: () => readonly Declaration[];
  /** Sets, with their properties pushed down. */
  readonly definitions: () => readonly Definition[];
  /** Why there may be options that no module declares; null where each option must be declared. */
  readonly undeclared: Unknown | null;
}

/** The options below a place, and the groups that they are in. */
export interface OptionTree {
  /** The values of the declared options. */
  readonly config: Thunk;
  /** The options themselves, as the module argument `options` has them. */
  readonly options: Thunk;
  /** An option below it, by the names that lead there; null if none is declared there. */
  readonly option: (path: Location) => OptionReading | null;
  /** Whether a module defines something there, below it; one of which not everything is known may. */
  readonly defines: (path: Location) => 'yes' | 'maybe' | 'no';
  /** The definitions that no option is declared for, sorted by name. */
  readonly unmatched: () => readonly Unmatched[];
}

export interface Unmatched {
  /** From the tree's place, to the first attribute that no option is declared for. */
  readonly path: Location;
  readonly definition: Definition;
}

type Child =
  | {
      readonly kind: 'option';
      readonly option: () => Option;
      readonly reading: () => OptionReading;
    }
  | { readonly kind: 'group'; readonly tree: OptionTree }
  | { readonly kind: 'unknown'; readonly cause: Unknown };

/**
 * The options below a place (`mergeModules'`). Which there are, and which attributes are defined, is found when an
 * option or the configuration is asked for: what needs that to be found itself is an infinite recursion.
 */
export function createOptionTree(input: OptionTreeInput, merger: Merger): OptionTree {
  const { location, undeclared } = input;
  const name = (): string => showPlace(location);
  const declared = once(
    () => `the options of ${name()}`,
    () => declaredNames(location, input.declarations()),
  );
  const defined = once(
    () => `what defines ${name()}`,
    () => {
      const names = definedNames(location, input.definitions());
      if (undeclared !== null) refuseProperties(location, names);
      return names;
    },
  );
  const childOf = children(input, declared, defined, merger);
  const slots = (slotOf: (child: () => Child, key: string) => Slot): Thunk =>
    delay(() => {
      const { byName, rest } = declared();
      const attributes = new Map<string, Attribute>();
      for (const key of byName.keys()) {
        const child = childOf(key);
        if (child !== null) attributes.set(key, { slot: slotOf(child, key), span: null });
      }
      return attributeSet(attributes, rest ?? undeclared);
    });
  const answers = merger.answersFor(location);
  const config = slots((child) =>
    leadsOn(
      delay(() => childValue(child())),
      () => onlyDefinition(child()),
    ),
  );
  return {
    config:
      answers === null ? config : delay(() => answeredOutside(force(config), answers, childOf)),
    options: slots((child, key) => delay(() => childOption([...location, key], child()))),
    option: (path) => {
      const [key, ...others] = path;
      const found = key === undefined ? null : (childOf(key)?.() ?? null);
      if (found === null || found.kind === 'unknown') return null;
      if (found.kind === 'group') return found.tree.option(others);
      return others.length === 0 ? found.reading() : null;
    },
    defines: (path) => {
      const [key = '', ...rest] = path;
      const found = rest.length === 0 ? null : (childOf(key)?.() ?? null);
      if (found?.kind === 'group') return found.tree.defines(rest);
      if (defined().byName.has(key)) return 'yes';
      return possibleDefinitions(key, defined()).length > 0 ? 'maybe' : 'no';
    },
    unmatched: once(
      () => `what of ${name()} is declared`,
      () => (defined().isEmpty ? [] : unmatched(declared(), defined(), childOf)),
    ),
  };
}

/** The configuration with what is given by hand for options that no module declares. */
function answeredOutside(
  config: Value,
  answers: Answers,
  childOf: (name: string) => (() => Child) | null,
): Value {
  const isOutside = (name: string): boolean => {
    const child = childOf(name)?.() ?? null;
    return child === null || child.kind === 'unknown';
  };
  const below = new Map([...answers.below].filter(([name]) => isOutside(name)));
  return force(filled(config, { answer: null, below }));
}

/**
 * A property that nixpkgs does not push down (`mkBefore` around a group) is left as attributes, `_type` first.
 *
 * @throws NixError, or UnknownSignal where it is not known whether the definition counts
 */
function refuseProperties(location: Location, { byName }: DefinedNames): void {
  const [definition] = byName.get('_type') ?? [];
  if (definition === undefined) return;
  const [uncertain] = dischargeProperties(definition).flatMap(({ condition }) => condition ?? []);
  if (uncertain !== undefined) throw new UnknownSignal(uncertain);
  throw wrappedGroup(location, definition);
}

function children(
  { location, undeclared }: OptionTreeInput,
  declared: () => ReturnType<typeof declaredNames>,
  defined: () => DefinedNames,
  merger: Merger,
): (name: string) => (() => Child) | null {
  const found = new Map<string, () => Child>();
  return (name) => {
    const existing = found.get(name);
    if (existing !== undefined) return existing;
    const declarations = declared().byName.get(name);
    if (declarations === undefined) return null;
    const inner = [...location, name];
    const definitions = (): readonly Definition[] => definitionsOf(name, defined());
    const child = once(
      () => `\`${showOption(inner)}\``,
      (): Child => {
        const kind = kindOfDeclarations(inner, declarations);
        if (kind === 'option' || kind === 'mixed') {
          return optionChild(inner, declarations, definitions, merger);
        }
        if (isUnknown(kind)) return { kind: 'unknown', cause: kind };
        const input = {
          location: inner,
          declarations: () => declarations,
          definitions: () => definitions().flatMap(pushDownProperties),
          undeclared: undeclared && partOf(undeclared, [name], inner.join('.'), undeclared.span),
        };
        return { kind: 'group', tree: createOptionTree(input, merger) };
      },
    );
    found.set(name, child);
    return child;
  };
}

function optionChild(
  location: Location,
  declarations: readonly Declaration[],
  definitions: () => readonly Definition[],
  merger: Merger,
): Child {
  const option = once(
    () => `\`${showOption(location)}\``,
    () => readOption(location, declarations),
  );
  const merged = once(
    () => `\`${showOption(location)}\``,
    () => {
      const declared = option();
      const read = evaluateOption(location, declared, definitions(), merger);
      return answeredOption(location, declared, read, merger);
    },
  );
  const reading = once(
    () => `\`${showOption(location)}\``,
    () => readingOf(option(), merged),
  );
  return { kind: 'option', option, reading };
}

function childValue(child: Child): Value {
  switch (child.kind) {
    case 'option':
      return force(child.reading().value);
    case 'group':
      return force(child.tree.config);
    case 'unknown':
      return child.cause;
  }
}

/** The definition that an option's value is; null if there are others, or it is changed on its way. */
function onlyDefinition(child: Child): Slot {
  if (child.kind !== 'option' || child.option().apply !== null) return null;
  const { definitions, hangsOn } = child.reading().merged;
  const [only, ...others] = definitions;
  return only === undefined || others.length > 0 || hangsOn !== null ? null : only.slot;
}

function childOption(location: Location, child: Child): Value {
  switch (child.kind) {
    case 'option':
      return optionValue(location, child.option(), child.reading);
    case 'group':
      return force(child.tree.options);
    case 'unknown':
      return child.cause;
  }
}

/** What an `apply` makes of a value may hang on none of the definitions. */
function readingOf(option: Option, merged: () => Merged): OptionReading {
  const { apply } = option;
  const applied =
    apply === null
      ? null
      : delay(() =>
          call(
            known(apply),
            delay(() => force(merged().value)),
          ),
        );
  return {
    option,
    get merged() {
      return merged();
    },
    get value() {
      return applied ?? merged().value;
    },
  };
}

function unmatched(
  declared: ReturnType<typeof declaredNames>,
  defined: DefinedNames,
  childOf: (name: string) => (() => Child) | null,
): readonly Unmatched[] {
  if (declared.rest !== null) return [];
  const names = new Set([...declared.byName.keys(), ...defined.byName.keys()]);
  return [...names].sort().flatMap((name) => {
    const child = childOf(name)?.() ?? null;
    if (child?.kind === 'group') {
      return child.tree
        .unmatched()
        .map(({ path, definition }) => ({ path: [name, ...path], definition }));
    }
    if (child !== null) return [];
    return (defined.byName.get(name) ?? []).map((definition) => ({ path: [name], definition }));
  });
}

/** Merges an option's definitions, with its default among them (`evalOptionValue`). */
function evaluateOption(
  location: Location,
  option: Option,
  definitions: readonly Definition[],
  merger: Merger,
): Merged {
  const { default: fallback, elsewhere, readOnly, span } = option;
  const all: readonly Definition[] =
    fallback === null
      ? definitions
      : [{ file: '', span, slot: mkOverride(defaultPriority, fallback.slot) }, ...definitions];
  const merged = merger.merge(location, option.type, readOnly ? onlyOne(location, all) : all);
  if (elsewhere === null) return merged;
  const { cause: why, isSettable } = elsewhere;
  const cause = isSettable ? settableAt(['config', ...location], why) : why;
  const priority = merged.priority();
  if (priority !== null && priority <= elsewhere.weakestRead) return merged;
  return { ...merged, isDefined: cause, value: cause, hangsOn: cause };
}

/** The definition of a read-only option; where there may be others, Nix gives a value only if there are none. */
function onlyOne(location: Location, definitions: readonly Definition[]): readonly Definition[] {
  const certain = definitions.filter(({ isPossible }) => isPossible !== true);
  if (certain.length === 0) return definitions;
  if (certain.length < definitions.length) assumptions.made += 1;
  if (certain.length === 1) return certain;
  const message = `\`${showOption(location)}\` is read-only, and has more than one definition`;
  throw new NixError('throw', message, certain.at(-1)?.span ?? null);
}
