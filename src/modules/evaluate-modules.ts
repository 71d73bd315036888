import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { attempt } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { typeOf } from '../resolve/lib/types.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown, UnknownSignal, unknown } from '../resolve/unknown.ts';
import type { Attribute, AttributeSet, Slot, Value } from '../resolve/value.ts';
import { attributeSet, list, setOf } from '../resolve/value.ts';
import type { ImportProblems, ModuleSource } from './collect.ts';
import { collectModules } from './collect.ts';
import { createLevel } from './level.ts';
import { mergeDefinitions } from './merge.ts';
import type { Merger, SubmoduleType } from './merger.ts';
import type { Module } from './module.ts';
import { once } from './once.ts';
import type { Definition, Level, Location } from './option.ts';
import { declareOption } from './option.ts';
import { pushDownProperties } from './properties.ts';

/** What modules are evaluated with: the arguments of `lib.evalModules`. */
export interface ModulesInput {
  readonly evaluation: Evaluation;
  readonly lib: Slot;
  readonly sources: readonly ModuleSource[];
  readonly specialArgs: AttributeSet;
  /** Where the options stand in the configuration around them. */
  readonly location: Location;
  readonly undeclared: Unknown | null;
  /** The value of an argument that nobody sets. */
  readonly unsetArgument: (name: string) => Slot;
  readonly problems: ImportProblems;
}

export interface EvaluatedModules extends Level {
  readonly modules: () => readonly Module[];
}

/** The options that modules make together, and their values (`lib.evalModules`). */
export function evaluateModules(input: ModulesInput): EvaluatedModules {
  const { evaluation, location, problems } = input;
  const config: Slot = delay(() => force(level.config));
  const argumentsFor = (formals: readonly string[]): Value =>
    moduleArguments(formals, config, (name) => setArgument(name, level), input);
  const collection = { evaluation, problems, argumentsFor };
  const sources = [...input.sources, internalModule];
  const modules = once('which modules there are', () =>
    [...collectModules(sources, collection)].reverse(),
  );
  const merger: Merger = {
    merge: (inner, type, definitions) => mergeDefinitions(inner, type, definitions, merger),
    evaluateSubmodule: (inner, type, definitions) =>
      evaluateSubmodule(inner, type, definitions, input),
  };
  const level: Level = createLevel(
    {
      location,
      declarations: () =>
        modules().map(({ file, options, span }) => ({ file, span, slot: options })),
      definitions: () => modules().flatMap((module) => definitionsIn(module, problems)),
      undeclared: input.undeclared,
      freeform: () => freeformType(modules()),
    },
    merger,
  );
  return { ...level, modules };
}

/** The definitions of one module; one that fails is a problem of its own. */
function definitionsIn({ config, span }: Module, problems: ImportProblems): readonly Definition[] {
  const { depth, calls } = stack;
  try {
    return pushDownProperties(config);
  } catch (signal) {
    if (!(signal instanceof NixError)) throw signal;
    stack.depth = depth;
    stack.calls = calls;
    problems.failed(signal, span);
    return [];
  }
}

function freeformType(modules: readonly Module[]): OptionType | null {
  for (const { freeformType: slot } of modules) {
    const value = slot === null ? null : attempt(() => force(slot));
    if (isUnknown(value)) return { kind: 'unmodelled', description: value.reason };
    if (typeof value !== 'object' || value?.kind !== 'set') continue;
    return typeOf(value) ?? { kind: 'unmodelled', description: 'a type of its own making' };
  }
  return null;
}

/** The set that a module function is called with (`applyModuleArgs`). */
function moduleArguments(
  formals: readonly string[],
  config: Slot,
  argument: (name: string) => Slot | null,
  { lib, specialArgs, location, unsetArgument }: ModulesInput,
): Value {
  const attributes = new Map<string, Attribute>();
  const add = (name: string, slot: Slot): void => {
    attributes.set(name, { slot, span: null });
  };
  add('lib', lib);
  add('config', config);
  add('options', unknown('options', 'the options of NixOS are known only to the evaluation'));
  add('specialArgs', specialArgs);
  add('_class', null);
  add('_prefix', list(location));
  for (const [name, special] of specialArgs.attributes) attributes.set(name, special);
  for (const name of formals) {
    if (attributes.has(name)) continue;
    add(
      name,
      delay(() => force(argument(name) ?? unsetArgument(name))),
    );
  }
  return attributeSet(attributes, specialArgs.rest);
}

/** An argument that a module sets by `_module.args`. */
function setArgument(name: string, level: Level): Slot | null {
  const entries = level.option(['_module', 'args'])?.merged.entries?.();
  const merged = entries?.known.get(name)?.();
  return merged?.value ?? entries?.rest ?? null;
}

/** The module that nixpkgs adds to all others: it declares `_module`. */
const internalModule: ModuleSource = {
  file: 'lib/modules.nix',
  key: 'lib/modules.nix',
  slot: delay(() => {
    const args: OptionType = {
      kind: 'attrsOf',
      lazy: true,
      description: 'lazy attribute set of raw value',
      element: { kind: 'one', name: 'raw', description: 'raw value', check: () => true },
    };
    const anything: OptionType = { kind: 'anything', description: 'anything' };
    const declare = (type: OptionType): AttributeSet =>
      declareOption({ type, default: null, apply: null, span: null, elsewhere: null });
    const internal = setOf([
      ['args', declare(args)],
      ['check', declare(anything)],
      ['freeformType', declare(anything)],
    ]);
    return setOf([['options', setOf([['_module', internal]])]]);
  }),
};

/** A value of `types.submodule`: modules of its own, with the definitions among them. */
function evaluateSubmodule(
  location: Location,
  type: SubmoduleType,
  definitions: readonly Definition[],
  outer: ModulesInput,
): Level {
  const name = location.at(-1) ?? '';
  const own = type.modules.map((slot, index) => ({ slot, file: '', key: `:type-${index}` }));
  const given = definitions.map(({ slot, file, span }, index) => ({
    file,
    key: `:definition-${index}`,
    slot: definitionModule(slot, span, type.shorthandOnlyDefinesConfig === true),
  }));
  const named = setOf([
    ['config', setOf([['_module', setOf([['args', setOf([['name', name]])]])]])],
  ]);
  return evaluateModules({
    ...outer,
    sources: [...own, { slot: named, file: '', key: ':name' }, ...given],
    specialArgs: type.specialArgs,
    location,
    undeclared: type.undeclared ?? null,
    unsetArgument: (argument) =>
      delay(() => {
        throw new NixError('missing-attribute', `attribute ${quote(argument)} missing`);
      }),
    problems: throwProblems,
  });
}

/** A definition as a module: a set is configuration only where the type says so. */
function definitionModule(slot: Slot, span: Span | null, shorthand: boolean): Slot {
  return delay(() => {
    const value = force(slot);
    const isSet = typeof value === 'object' && value?.kind === 'set';
    const attribute = { slot: isSet && shorthand ? value : list([slot]), span };
    return attributeSet(new Map([[isSet && shorthand ? 'config' : 'imports', attribute]]));
  });
}

/** Inside a value, what is wrong with its modules is wrong with the value. */
const throwProblems: ImportProblems = {
  skipped: (cause) => {
    throw new UnknownSignal(cause);
  },
  unresolved: (cause) => {
    throw new UnknownSignal(cause);
  },
  failed: (error) => {
    throw error;
  },
};
