import type { Span } from '../report/span.ts';
import { callAll } from '../resolve/apply.ts';
import { known, set as setOfSlot } from '../resolve/demand.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { attempt } from '../resolve/join.ts';
import { createLib } from '../resolve/lib/index.ts';
import { NixError } from '../resolve/nix-error.ts';
import { delay, force } from '../resolve/thunk.ts';
import { derived, isUnknown, pathTo, unknown } from '../resolve/unknown.ts';
import type { Attribute, AttributeSet, Slot, Value } from '../resolve/value.ts';
import { attributeSet, primop, setOf } from '../resolve/value.ts';
import type { FlakeInput, InputValues } from './flake-inputs.ts';
import { declaredInputs, inputValue } from './flake-inputs.ts';
import { evaluateFlakeParts } from './flake-parts.ts';
import { formalNames } from './module.ts';
import { type NixosSystem, nixosSystem, nixosSystemOf } from './nixos-system.ts';

/** A configuration of a flake. */
export interface Host extends NixosSystem {
  readonly name: string;
  readonly span: Span | null;
}

export interface Flake {
  /** nixpkgs' `lib`, with `nixosSystem`. */
  readonly lib: Slot;
  /** Its configurations that are made by `nixosSystem`, sorted by name. */
  readonly hosts: readonly Host[];
  /** Configurations that can't be told apart or can't be known, by name; for messages. */
  readonly unknownHosts: readonly string[];
  /** Where `nixosConfigurations` is defined. */
  readonly span: Span | null;
}

/**
 * Reads the flake of a folder without fetching anything: its `outputs` are applied to inputs of which only what
 * everybody knows of nixpkgs and flake-parts, and what is below the root, is known.
 *
 * @returns null if it has no `nixosConfigurations`
 * @throws NixError if it can't be evaluated so far
 */
export function readFlake(folder: string, evaluation: Evaluation): Flake | null {
  const lib = createLib(evaluation, [['nixosSystem', nixosSystem]]);
  const self = outputsOf(folder, evaluation, lib, []);
  const configurations = setOfSlot(self).attributes.get('nixosConfigurations');
  if (configurations === undefined) return null;
  const hosts: Host[] = [];
  const unknownHosts: string[] = [];
  const { attributes, rest } = setOrRest(configurations.slot);
  for (const [name, { slot, span }] of attributes) {
    const value = attempt(() => force(slot));
    const system = isSet(value) ? nixosSystemOf(value) : null;
    if (system === null) unknownHosts.push(name);
    else hosts.push({ ...system, name, span });
  }
  if (rest !== null) unknownHosts.push(rest.subject);
  hosts.sort((left, right) => (left.name < right.name ? -1 : 1));
  return { lib, hosts, unknownHosts, span: configurations.span };
}

function setOrRest(slot: Slot): Pick<AttributeSet, 'attributes' | 'rest'> {
  const value = attempt(() => force(slot));
  return isUnknown(value) ? { attributes: new Map(), rest: value } : setOfSlot(value);
}

function isSet(value: Value): value is AttributeSet {
  return typeof value === 'object' && value?.kind === 'set';
}

/** What a flake is to its users: its outputs, and what Nix adds to them. */
function outputsOf(
  folder: string,
  evaluation: Evaluation,
  lib: Slot,
  around: readonly string[],
): Slot {
  if (around.includes(folder)) {
    throw new NixError(
      'infinite-recursion',
      'infinite recursion: this flake is an input of itself',
    );
  }
  const flake = setOfSlot(evaluation.importFile(`${folder}/flake.nix`));
  const outputs = flake.attributes.get('outputs');
  if (outputs === undefined) throw new NixError('entry', 'this flake has no `outputs`');
  const values: InputValues = {
    lib,
    mkFlake: primop('mkFlake', 2, (given, module) =>
      evaluateFlakeParts(given, module, { evaluation, lib, self }),
    ),
    local: (path, input) => localInput(path, input, evaluation, lib, [...around, folder]),
  };
  const declared = attempt(() => force(flake.attributes.get('inputs')?.slot ?? null));
  const all = declaredInputs(declared, formalNames(known(outputs.slot)));
  const inputs = setOf(
    all.map((input) => [input.name, delay(() => force(inputValue(input, all, folder, values)))]),
  );
  const self: Slot = delay(() => {
    const own = attempt(() => force(result));
    const added = selfAttributes(folder, inputs);
    if (isUnknown(own)) return attributeSet(added, derived(own));
    const { attributes, rest } = setOfSlot(own);
    const more =
      rest ?? unknown('self', 'what Nix knows of the source is known only to the evaluation');
    return attributeSet(new Map([...attributes, ...added]), derived(more));
  });
  const given = attributeSet(new Map([...inputs.attributes, ['self', { slot: self, span: null }]]));
  const result = delay(() => callAll(force(outputs.slot), [given]));
  return self;
}

function selfAttributes(folder: string, inputs: AttributeSet): Map<string, Attribute> {
  return new Map([
    ['outPath', { slot: pathTo(folder), span: null }],
    ['inputs', { slot: inputs, span: null }],
    ['_type', { slot: 'flake', span: null }],
  ]);
}

/** An input given as a path: its files are read, and if it is a flake, so are its outputs. */
function localInput(
  folder: string,
  { name, isFlake }: FlakeInput,
  evaluation: Evaluation,
  lib: Slot,
  around: readonly string[],
): Slot {
  if (isFlake) return outputsOf(folder, evaluation, lib, around);
  const rest = unknown(
    `inputs.${name}`,
    'what Nix knows of the source is known only to the evaluation',
  );
  return attributeSet(new Map([['outPath', { slot: pathTo(folder), span: null }]]), derived(rest));
}
