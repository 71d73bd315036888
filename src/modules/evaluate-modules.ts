import { quote } from '../report/quote.ts';
import { type Answers, answersAt, filled } from '../resolve/answers.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { attempt } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { recursiveUpdate } from '../resolve/lib/recursive-update.ts';
import { partType, unmodelled } from '../resolve/lib/type-value.ts';
import { NixError } from '../resolve/nix-error.ts';
import { stack } from '../resolve/stack.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown, partOf } from '../resolve/unknown.ts';
import type { Attribute, Slot, Value } from '../resolve/value.ts';
import { attributeSet, list, setOf } from '../resolve/value.ts';
import type { ImportProblems, ModuleSource } from './collect.ts';
import { collectModules } from './collect.ts';
import { internalModule } from './internal-module.ts';
import { mergeDefinitions } from './merge.ts';
import { showOption, wrappedGroup } from './merge-errors.ts';
import { mergeType } from './merge-type.ts';
import type { Merger } from './merger.ts';
import type { Module } from './module.ts';
import { argumentsOf } from './nixos-system.ts';
import { once } from './once.ts';
import type { Definition, Level, Location } from './option.ts';
import type { OptionTree, Unmatched } from './option-tree.ts';
import { createOptionTree } from './option-tree.ts';
import { pushDownProperties } from './properties.ts';
import { problemsOfValue, submoduleSources } from './submodule.ts';

/** What modules are evaluated with: the arguments of `lib.evalModules`. */
export interface ModulesInput {
  readonly evaluation: Evaluation;
  readonly lib: Slot;
  readonly sources: readonly ModuleSource[];
  readonly specialArgs: Slot;
  /** Where the options stand in the configuration around them. */
  readonly location: Location;
  /** What is given by hand for the configuration that they are part of, from its root, and for the arguments. */
  readonly answers: Answers | null;
  /** Why there may be options that no module declares; null where each option must be declared. */
  readonly undeclared: Unknown | null;
  /** Why the configuration may have attributes beside those that are read; null where it has none. */
  readonly more?: () => Unknown | null;
  /** The value of an argument that nobody sets. */
  readonly unsetArgument: (name: string) => Slot;
  /** Whether whoever uses the modules is taken to give an argument that imports hang on. */
  readonly isGiven?: (name: string) => boolean;
  readonly problems: ImportProblems;
}

/** The options that modules make together, and their values (`lib.evalModules`). */
export function evaluateModules(input: ModulesInput): Level {
  const { evaluation, location, problems, undeclared, more = () => null } = input;
  const argumentsFor = (formals: readonly string[]): Value =>
    moduleArguments(formals, config, tree, input);
  const collection = { evaluation, problems, argumentsFor };
  const sources = [...input.sources, internalModule(input.specialArgs)];
  const modules = once(
    () => 'which modules there are',
    () => [...collectModules(sources, collection)].reverse(),
  );
  const merger = createMerger(input);
  const tree = createOptionTree(
    {
      location,
      declarations: () =>
        modules().map(({ file, options, span }) => ({ file, span, slot: options })),
      definitions: () => modules().flatMap((module) => definitionsIn(module, problems)),
      undeclared,
    },
    merger,
  );
  const config: Slot = delay(() => openSet(withFreeform(location, tree, merger), more()));
  const checked = delay(() => {
    refuseUnmatched(location, tree, undeclared);
    return withoutModule(force(config));
  });
  return { config: checked, option: tree.option, defines: tree.defines };
}

function createMerger(outer: ModulesInput): Merger {
  const answers = outer.answers && answersAt(['config'], outer.answers);
  const merger: Merger = {
    merge: (location, type, definitions) => mergeDefinitions(location, type, definitions, merger),
    answersFor: (location) => answers && answersAt(location, answers),
    evaluateSubmodule: (location, type, definitions) =>
      evaluateModules({
        ...outer,
        sources: submoduleSources(location, type, definitions),
        specialArgs: type.specialArgs,
        location: location ?? [],
        answers: location && outer.answers,
        undeclared: type.undeclared ?? null,
        more: type.more ?? (() => null),
        unsetArgument: missingArgument,
        problems: problemsOfValue,
      }),
  };
  return merger;
}

function missingArgument(name: string): Slot {
  return delay(() => {
    throw new NixError('missing-attribute', `attribute ${quote(name)} missing`);
  });
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

/** The set that a module function is called with (`applyModuleArgs`). */
function moduleArguments(
  formals: readonly string[],
  config: Slot,
  tree: OptionTree,
  input: ModulesInput,
): Value {
  const { lib, location, unsetArgument, isGiven = () => false } = input;
  const specialArgs = argumentsOf(input.specialArgs);
  const answered = (name: string, slot: Slot): Slot =>
    filled(slot, location.length > 0 ? null : argumentAnswers(name, input));
  const given = setOf([
    ['lib', lib],
    ['options', tree.options],
    ['specialArgs', specialArgs],
    ['_class', null],
    ['_prefix', list(location)],
    ['config', config],
  ]);
  const attributes = new Map<string, Attribute>([...given.attributes, ...specialArgs.attributes]);
  for (const name of formals) {
    if (attributes.has(name)) continue;
    if (specialArgs.rest !== null && name !== 'pkgs') {
      const part = partOf(specialArgs.rest, [name], name, null);
      attributes.set(name, { slot: answered(name, part), span: null });
      continue;
    }
    const found = (): Value => force(setArgument(name, tree) ?? unsetArgument(name));
    const given = (): Value => force(unsetArgument(name));
    const slot = delay(isGiven(name) ? () => unlessRecursive(found, given) : found);
    attributes.set(name, { slot: answered(name, slot), span: null });
  }
  for (const [name, attribute] of specialArgs.attributes) {
    attributes.set(name, { ...attribute, slot: answered(name, attribute.slot) });
  }
  return attributeSet(attributes, specialArgs.rest);
}

/** What is given by hand for an argument of modules; null if nothing is. */
function argumentAnswers(name: string, { answers }: ModulesInput): Answers | null {
  const isArgument = !['config', 'env', 'builtins'].includes(name);
  return answers !== null && isArgument ? answersAt([name], answers) : null;
}

function unlessRecursive(compute: () => Value, otherwise: () => Value): Value {
  const { depth, calls } = stack;
  try {
    return compute();
  } catch (signal) {
    if (!(signal instanceof NixError) || signal.kind !== 'infinite-recursion') throw signal;
    stack.depth = depth;
    stack.calls = calls;
    return otherwise();
  }
}

/** An argument that a module sets by `_module.args`; null if none does. */
function setArgument(name: string, tree: OptionTree): Slot | null {
  const args = attempt(() => force(tree.option(['_module', 'args'])?.value ?? null));
  if (typeof args !== 'object' || args?.kind !== 'set') return args;
  return args.attributes.get(name)?.slot ?? args.rest;
}

/** The configuration, with what `freeformType` makes of the definitions that no option is declared for. */
function withFreeform(location: Location, tree: OptionTree, merger: Merger): Value {
  const declared = force(tree.config);
  const freeform = freeformOf(tree);
  if (freeform === null) return declared;
  const definitions = tree.unmatched().map(({ path, definition }) => ({
    ...definition,
    slot: nested(path, definition),
  }));
  if (definitions.length === 0) return declared;
  const merged = attempt(() => force(mergeType(location, freeform, definitions, merger).value));
  return isUnknown(merged) ? openSet(declared, merged) : recursiveUpdate(merged, declared);
}

function freeformOf(tree: OptionTree): OptionType | null {
  const value = attempt(() => force(tree.option(['_module', 'freeformType'])?.value ?? null));
  if (isUnknown(value)) return unmodelled(() => value.reason);
  if (typeof value !== 'object' || value?.kind !== 'set') return null;
  return partType(value);
}

/** The set, with more that is unknown, if there is any. */
function openSet(set: Value, more: Unknown | null): Value {
  return typeof set === 'object' && set?.kind === 'set'
    ? attributeSet(set.attributes, set.rest ?? more)
    : set;
}

/** `setAttrByPath` */
function nested(path: Location, { slot, span }: Definition): Slot {
  return path.reduceRight<Slot>(
    (inner, name) => attributeSet(new Map([[name, { slot: inner, span }]])),
    slot,
  );
}

/** The names of properties: no option of NixOS or vmsilo has one. */
const reserved = '_type';

/** @throws NixError for a definition that no option is declared for, where modules are checked */
function refuseUnmatched(location: Location, tree: OptionTree, undeclared: Unknown | null): void {
  const isChecked = attempt(() => force(tree.option(['_module', 'check'])?.value ?? null));
  if (isChecked !== true || freeformOf(tree) !== null) return;
  const isRefused = ({ path }: Unmatched): boolean =>
    undeclared === null || path.at(-1) === reserved;
  const first = tree.unmatched().find(isRefused);
  if (first === undefined) return;
  const { path, definition } = first;
  if (path.at(-1) === reserved) throw wrappedGroup([...location, ...path.slice(0, -1)], definition);
  const message = `the option \`${showOption([...location, ...path])}\` does not exist`;
  throw new NixError('throw', message, definition.span);
}

function withoutModule(config: Value): Value {
  if (typeof config !== 'object' || config?.kind !== 'set') return config;
  const attributes = new Map(config.attributes);
  attributes.delete('_module');
  return attributeSet(attributes, config.rest);
}
