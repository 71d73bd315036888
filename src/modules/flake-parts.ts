import { call } from '../resolve/apply.ts';
import { set as setOfSlot } from '../resolve/demand.ts';
import { attempt } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import type { NixError } from '../resolve/nix-error.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { derived, isUnknown, unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../resolve/value.ts';
import { attributeSet, emptySet, list, primop, setOf } from '../resolve/value.ts';
import type { ImportProblems } from './collect.ts';
import { evaluateModules } from './evaluate-modules.ts';
import { withSystem } from './known-flakes.ts';
import { argumentsOf } from './nixos-system.ts';
import type { Reading } from './nixpkgs.ts';
import { declareOption } from './option.ts';

/** What flake-parts works in. */
export interface FlakePartsContext {
  readonly reading: Reading;
  readonly self: Slot;
}

const notModelled = 'flake-parts declares it, and its sources are not read';

/** `lib` of flake-parts, of which `mkFlake` is known. */
export function flakePartsLib(elsewhere: Unknown, context: FlakePartsContext): AttributeSet {
  const mkFlake = primop('mkFlake', 2, (given, module) =>
    evaluateFlakeParts(given, module, context),
  );
  return { ...setOf([['mkFlake', mkFlake]]), rest: elsewhere };
}

/**
 * `lib.mkFlake` of flake-parts: evaluates the flake's modules, and gives their `flake` option. What flake-parts
 * makes of `perSystem` is unknown, and so is what modules that can't be had may add.
 */
function evaluateFlakeParts(given: Slot, module: Slot, context: FlakePartsContext): Value {
  const { evaluation, nixpkgs } = context.reading;
  const { attributes } = setOfSlot(given);
  const inputs = attributes.get('inputs')?.slot ?? emptySet;
  const special = argumentsOf(attributes.get('specialArgs')?.slot ?? emptySet);
  const cause = derived(unknown('flake-parts', notModelled));
  const missing: Unknown[] = [];
  const lost = (): Unknown | null => (missing[0] === undefined ? null : derived(missing[0]));
  const known = setOf([
    ['self', delay(() => selfIn(inputs, context.self))],
    ['inputs', inputs],
    ['flake-parts-lib', flakePartsModuleLib(context)],
  ]);
  const evaluated = evaluateModules({
    evaluation,
    lib: nixpkgs.flakeLib,
    sources: [
      { slot: flakeModule(nixpkgs.lib, lost), file: 'flake-parts', key: ':flake-parts' },
      { slot: module, file: 'flake.nix', key: ':flake' },
    ],
    specialArgs: attributeSet(new Map([...known.attributes, ...special.attributes]), special.rest),
    location: [],
    answers: null,
    undeclared: cause,
    unsetArgument: (name) =>
      name === 'withSystem' ? withSystem(nixpkgs.lib) : derived(unknown(name, notModelled)),
    problems: problemsInto(missing),
  });
  const option = evaluated.option(['flake']);
  const flake = attempt(() => force(option?.merged.value ?? cause));
  const rest = lost() ?? cause;
  return opened(setOfSlot(flake), rest, missing.length > 0);
}

function selfIn(inputs: Slot, self: Slot): Value {
  const own = argumentsOf(inputs).attributes.get('self');
  return force(own?.slot ?? self);
}

/** @param everywhere whether named outputs may have more than is known, too */
function opened(flake: AttributeSet, rest: Unknown, everywhere: boolean): AttributeSet {
  const outputs = Array.from(flake.attributes, ([name, output]) => {
    if (!everywhere || !declaredOutputs.includes(name)) return [name, output] as const;
    const slot = delay(() => {
      const value = force(output.slot);
      return isUnknown(value) ? derived(value) : attributeSet(setOfSlot(value).attributes, rest);
    });
    return [name, { ...output, slot }] as const;
  });
  return attributeSet(new Map(outputs), flake.rest ?? rest);
}

/** The module argument `flake-parts-lib`. */
function flakePartsModuleLib({ reading }: FlakePartsContext): AttributeSet {
  const rest = unknown('flake-parts-lib', notModelled);
  const importApply = primop('importApply', 2, (path, settings) => {
    const builtins = setOfSlot(reading.evaluation.globals.get('builtins') ?? null);
    const imported = call(force(builtins.attributes.get('import')?.slot ?? null), path);
    const module = delay(() => call(imported, settings));
    return setOf([
      ['_file', path],
      ['imports', list([module])],
    ]);
  });
  return { ...setOf([['importApply', importApply]]), rest };
}

const raw: OptionType = { kind: 'one', name: 'raw', description: 'raw value', check: () => true };

const deferredModule: OptionType = { kind: 'deferredModule', modules: [], description: 'module' };

function setOfType(element: OptionType): OptionType {
  const description = `lazy attribute set of ${element.description}`;
  return { kind: 'attrsOf', lazy: true, element, description };
}

/** The outputs that several modules may add to; `modules` is what the flake module of that name declares. */
const outputTypes: Readonly<Record<string, OptionType>> = {
  nixosConfigurations: setOfType(raw),
  nixosModules: setOfType(deferredModule),
  overlays: setOfType(raw),
  modules: setOfType(setOfType(deferredModule)),
};

const declaredOutputs = Object.keys(outputTypes);

/** The outputs that flake-parts makes of `perSystem`. */
const perSystemOutputs = ['apps', 'checks', 'devShells', 'formatter', 'legacyPackages', 'packages'];

/**
 * The module of flake-parts that declares `flake`.
 *
 * @param lost why modules that can't be had may declare, or define, more outputs
 */
function flakeModule(lib: AttributeSet, lost: () => Unknown | null): AttributeSet {
  const option = (type: OptionType) =>
    declareOption({
      type,
      default: { slot: emptySet },
      apply: null,
      span: null,
      elsewhere: null,
    });
  const unread = (name: string) =>
    declareOption({
      type: raw,
      default: null,
      apply: null,
      span: null,
      elsewhere: {
        cause: unknown(`config.flake.${name}`, notModelled),
        weakestRead: -1,
        isSettable: false,
      },
    });
  const options = [
    ...Object.entries(outputTypes).map(([name, type]) => [name, option(type)] as const),
    ...perSystemOutputs.map((name) => [name, unread(name)] as const),
  ];
  const outputs: OptionType = {
    kind: 'submodule',
    shorthandOnlyDefinesConfig: false,
    specialArgs: emptySet,
    description: 'flake outputs',
    more: lost,
    modules: [
      setOf([
        ['options', setOf(options)],
        ['freeformType', delay(() => freeform(lib))],
      ]),
    ],
  };
  return setOf([['options', setOf([['flake', option(outputs)]])]]);
}

/** `types.lazyAttrsOf types.raw` */
function freeform(lib: AttributeSet): Value {
  const type = (name: string): Value => {
    const types = setOfSlot(lib.attributes.get('types')?.slot ?? null);
    return force(types.attributes.get(name)?.slot ?? null);
  };
  return call(type('lazyAttrsOf'), type('raw'));
}

/** Modules that can't be had are noted: they may add outputs, and give ours other values. */
function problemsInto(missing: Unknown[]): ImportProblems {
  return {
    skipped: (cause) => missing.push(cause),
    unresolved: (cause) => missing.push(cause),
    failed: (error: NixError) => {
      throw error;
    },
  };
}
