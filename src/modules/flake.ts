import type { Span } from '../report/span.ts';
import { answersAt, filled } from '../resolve/answers.ts';
import { callAll } from '../resolve/apply.ts';
import { known, set as setOfSlot } from '../resolve/demand.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import type { StoredText } from '../resolve/stored-text.ts';
import { inSource } from '../resolve/stored-text.ts';
import type { Thunk } from '../resolve/thunk.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { derived, isUnknown, partOf, pathTo, settableAt, unknown } from '../resolve/unknown.ts';
import type { Attribute, AttributeSet, Slot, Value } from '../resolve/value.ts';
import { attributeSet, setOf } from '../resolve/value.ts';
import type { FlakeInput, InputValues } from './flake-inputs.ts';
import { declaredInputs, inputValue } from './flake-inputs.ts';
import { flakePartsLib } from './flake-parts.ts';
import { importTree } from './import-tree.ts';
import { formalNames } from './module.ts';
import { type NixosSystem, nixosSystemOf } from './nixos-system.ts';
import type { Reading } from './nixpkgs.ts';

/** A configuration of a flake. */
export interface Host extends NixosSystem {
  readonly name: string;
  readonly span: Span | null;
}

/** A configuration, or some of them, that can't be read. */
export interface UnreadHost {
  /** Null where it is not even known which there are. */
  readonly name: string | null;
  readonly cause: Unknown;
}

export interface Flake {
  /** Its configurations that are made by `nixosSystem`, sorted by name. */
  readonly hosts: readonly Host[];
  readonly unread: readonly UnreadHost[];
  /** Where `nixosConfigurations` is defined. */
  readonly span: Span | null;
}

/**
 * Reads the flake of a folder without fetching anything: its `outputs` are applied to inputs of which only what
 * everybody knows of a few flakes, and what is below the root, is known.
 *
 * @returns null if it has no `nixosConfigurations`
 * @throws NixError if it can't be evaluated so far
 */
export function readFlake(folder: string, reading: Reading): Flake | null {
  const outputs = attempt(() => force(flakeIn(folder, reading, []).outputs));
  const { attributes, rest } = openSet(outputs);
  const configurations = attributes.get('nixosConfigurations');
  if (configurations === undefined && rest === null) return null;
  return {
    ...hostsOf(configurations === undefined ? rest : configurations.slot),
    span: configurations?.span ?? null,
  };
}

function hostsOf(configurations: Slot): Pick<Flake, 'hosts' | 'unread'> {
  const { attributes, rest } = openSet(attempt(() => force(configurations)));
  const hosts: Host[] = [];
  const unread: UnreadHost[] = rest === null ? [] : [{ name: null, cause: rest }];
  for (const [name, { slot, span }] of attributes) {
    const system = nixosSystemOf(attempt(() => force(slot)));
    if (system === null) unread.push({ name, cause: notMadeByNixosSystem });
    else if ('kind' in system) unread.push({ name, cause: system });
    else hosts.push({ ...system, name, span });
  }
  hosts.sort((left, right) => (left.name < right.name ? -1 : 1));
  return { hosts, unread };
}

const notMadeByNixosSystem = unknown('nixosConfigurations', 'it is not made by `nixosSystem`');

/** A set, of which everything may be unknown. */
function openSet(value: Value): Pick<AttributeSet, 'attributes' | 'rest'> {
  return isUnknown(value) ? { attributes: new Map(), rest: value } : setOfSlot(value);
}

interface FlakeValues {
  /** What the flake's `outputs` give. */
  readonly outputs: Thunk;
  /** What it is to its users: its outputs, and what Nix adds to them. */
  readonly self: Slot;
}

/** @param around the flakes that have this one as an input */
function flakeIn(folder: string, reading: Reading, around: readonly string[]): FlakeValues {
  if (around.includes(folder)) {
    throw new NixError(
      'infinite-recursion',
      'infinite recursion: this flake is an input of itself',
    );
  }
  const isOutermost = around.length === 0;
  const flake = setOfSlot(reading.evaluation.importFile(`${folder}/flake.nix`));
  const outputsOf = flake.attributes.get('outputs');
  if (outputsOf === undefined) throw new NixError('entry', 'this flake has no `outputs`');
  const values: InputValues = {
    nixpkgs: reading.nixpkgs,
    flakePartsLib: (elsewhere) => flakePartsLib(elsewhere, { reading, self }),
    importTree: (elsewhere) => importTree(reading.evaluation, elsewhere),
    isSettable: isOutermost,
    local: (path, input) => localInput(path, input, reading, [...around, folder]),
  };
  const declared = attempt(() => force(flake.attributes.get('inputs')?.slot ?? null));
  const all = declaredInputs(declared, formalNames(known(outputsOf.slot)));
  const read = setOf([
    ...all.map(
      (input) => [input.name, delay(() => force(inputValue(input, all, folder, values)))] as const,
    ),
    ['self', delay(() => force(self))],
  ]);
  const answers = isOutermost ? answersAt(['inputs'], reading.evaluation.answers) : null;
  const inputs = setOfSlot(filled(read, answers));
  const outputs = delay(() => callAll(force(outputsOf.slot), [inputs]));
  // Whether the copy of an input is its own hangs on the version of Nix.
  const stored = isOutermost ? inSource(reading.evaluation.files.root, folder) : null;
  const noted = isOutermost ? settableAt(['inputs', 'self'], sourceUnknown) : sourceUnknown;
  const self: Slot = delay(() => selfOf(folder, inputs, outputs, noted, stored));
  return { outputs, self };
}

const sourceUnknown = unknown(
  'self',
  'what Nix notes of its source is known only to the evaluation',
);

/** As Nix's `call-flake.nix` puts it together. @param noted what Nix notes of the source */
function selfOf(
  folder: string,
  inputs: AttributeSet,
  outputs: Slot,
  noted: Unknown,
  stored: StoredText | null,
): AttributeSet {
  const source = fileTree(folder, partOf(noted, ['sourceInfo'], 'self.sourceInfo', null), stored);
  const added = setOf([
    ['outPath', source.attributes.get('outPath')?.slot ?? null],
    ['inputs', inputs],
    ['outputs', outputs],
    ['sourceInfo', source],
    ['_type', 'flake'],
  ]);
  const own = openSet(attempt(() => force(outputs)));
  const attributes = new Map<string, Attribute>([...own.attributes, ...added.attributes]);
  return attributeSet(attributes, own.rest === null ? notForeign(noted) : derived(own.rest));
}

/** An input given as a path: its files are read, and if it is a flake, so are its outputs. */
function localInput(
  folder: string,
  { name, isFlake }: FlakeInput,
  reading: Reading,
  around: readonly string[],
): Slot {
  if (reading.evaluation.files.inspect(folder).kind === 'outside') {
    return unknown(`inputs.${name}`, 'it is outside of the root, and only what is below is read');
  }
  if (isFlake) return flakeIn(folder, reading, around).self;
  return fileTree(folder, unknown(`inputs.${name}`, sourceUnknown.reason));
}

function fileTree(folder: string, rest: Unknown, stored: StoredText | null = null): AttributeSet {
  return { ...setOf([['outPath', pathTo(folder, stored)]]), rest: notForeign(rest) };
}

function notForeign(value: Unknown): Unknown {
  return { ...value, foreign: false };
}
