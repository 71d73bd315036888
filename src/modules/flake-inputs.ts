import { resolve } from 'node:path/posix';
import { attempt } from '../resolve/join.ts';
import { force } from '../resolve/thunk.ts';
import { pathInto, settableAt, unknown } from '../resolve/unknown.ts';
import type { Attribute, Slot, Value } from '../resolve/value.ts';
import type { KnownFlakes } from './known-flakes.ts';
import { knownFlake } from './known-flakes.ts';

/** What a flake says of one of its inputs. */
export interface FlakeInput {
  readonly name: string;
  /** As written, or as its attributes would be: `github:NixOS/nixpkgs`, `./parts`; null where only the registry knows. */
  readonly url: string | null;
  /** The input that this one is the same as: `nixpkgs`, `home-manager/nixpkgs`. */
  readonly follows: string | null;
  /** Whether it is itself a flake, and not just files. */
  readonly isFlake: boolean;
}

/** What inputs are made of. */
export interface InputValues extends KnownFlakes {
  /** The value of an input that is a folder below the root. */
  readonly local: (folder: string, input: FlakeInput) => Slot;
  /** Whether inputs can be given by hand: those of the flake that is read, not of a flake that is its input. */
  readonly isSettable: boolean;
}

/** The inputs that a flake declares, and those that its outputs take without declaring them. */
export function declaredInputs(inputs: Value, formals: readonly string[]): readonly FlakeInput[] {
  const declared = typeof inputs === 'object' && inputs?.kind === 'set' ? inputs.attributes : null;
  const names = new Set([
    ...(declared?.keys() ?? []),
    ...formals.filter((name) => name !== 'self'),
  ]);
  return [...names].map((name) => readInput(name, declared?.get(name)));
}

function readInput(name: string, attribute: Attribute | undefined): FlakeInput {
  const value = attribute === undefined ? null : attempt(() => force(attribute.slot));
  const setting = (key: string): Value => {
    if (typeof value !== 'object' || value?.kind !== 'set') return null;
    const slot = value.attributes.get(key)?.slot ?? null;
    return attempt(() => force(slot));
  };
  const text = (key: string): string | null => {
    const found = setting(key);
    if (typeof found === 'object' && found?.kind === 'path') return found.path;
    return typeof found === 'string' ? found : null;
  };
  const url = text('url') ?? text('path') ?? text('repo') ?? text('id');
  return { name, url, follows: text('follows'), isFlake: setting('flake') !== false };
}

/** The value that `outputs` sees under an input's name. */
export function inputValue(
  input: FlakeInput,
  all: readonly FlakeInput[],
  folder: string,
  values: InputValues,
): Slot {
  const meant = followed(input, all);
  const notFetched = unknown(`inputs.${input.name}`, 'flake inputs are not fetched');
  const elsewhere = values.isSettable ? settableAt(['inputs', input.name], notFetched) : notFetched;
  if (meant === null) {
    return isOfLocal(input, all, folder) ? { ...elsewhere, foreign: false } : elsewhere;
  }
  const local = localFolder(meant, folder);
  if (local !== null) return values.local(local, meant);
  const repository = repositoryOf(meant);
  if (meant.isFlake) return knownFlake(repository, values, elsewhere);
  return repository === 'nixpkgs' ? pathInto(values.nixpkgs.source, '/', elsewhere) : elsewhere;
}

/** @returns null for an input of an input, which is not read */
function followed(input: FlakeInput, all: readonly FlakeInput[]): FlakeInput | null {
  const seen = new Set<string>();
  let at: FlakeInput | undefined = input;
  while (at?.follows != null && !seen.has(at.name)) {
    seen.add(at.name);
    const { follows }: FlakeInput = at;
    if (follows.includes('/')) return follows.endsWith('/nixpkgs') ? nixpkgsInput : null;
    at = all.find(({ name }) => name === follows);
  }
  return at ?? null;
}

/** Whether an input is one of an input of ours, and so may be a folder below the root. */
function isOfLocal({ follows }: FlakeInput, all: readonly FlakeInput[], folder: string): boolean {
  const owner = all.find(({ name }) => name === follows?.split('/', 1).join());
  return owner !== undefined && localFolder(owner, folder) !== null;
}

/** `follows = "x/nixpkgs"`: whichever it is, it is nixpkgs. */
const nixpkgsInput: FlakeInput = { name: 'nixpkgs', url: null, follows: null, isFlake: true };

function localFolder({ url }: FlakeInput, folder: string): string | null {
  const path = url?.startsWith('path:') ? url.slice('path:'.length) : url;
  if (path == null || !/^(\.{1,2}(\/|$)|\/)/.test(path)) return null;
  return resolve(folder, path.replace(/\?.*/, ''));
}

/** By where it comes from; an input that says nothing is what the registry has under its name. */
function repositoryOf({ name, url }: FlakeInput): string {
  if (url === null) return name;
  if (/^https:\/\/([a-z]+\.)?(channels\.)?nixos\.org\//.test(url)) return 'nixpkgs';
  const names = forgeName.exec(url) ?? url.replace(/[?#].*/, '').split(/[:/]/);
  return (
    knownRepositories.find((known) => names.includes(known) || names.includes(`${known}.git`)) ?? ''
  );
}

/** Behind an owner, whose name says nothing, and before a branch. */
const forgeName = /^(?:github|gitlab|sourcehut):[^/]+\/([^/?#]+)/;

const knownRepositories = [
  'nixpkgs',
  'nixpkgs.lib',
  'nixpkgs-weekly',
  'flake-parts',
  'flake-utils',
  'home-manager',
  'import-tree',
];
