import { resolve } from 'node:path/posix';
import { attempt } from '../resolve/join.ts';
import { force } from '../resolve/thunk.ts';
import { unknown } from '../resolve/unknown.ts';
import type { Attribute, AttributeSet, Slot, Value } from '../resolve/value.ts';
import { attributeSet, setOf } from '../resolve/value.ts';

/** What a flake says of one of its inputs. */
export interface FlakeInput {
  readonly name: string;
  /** As written: `github:NixOS/nixpkgs`, `./parts`; null where only the registry knows. */
  readonly url: string | null;
  /** The input that this one is the same as: `nixpkgs`, `home-manager/nixpkgs`. */
  readonly follows: string | null;
  /** Whether it is itself a flake, and not just files. */
  readonly isFlake: boolean;
}

/** What inputs are made of. */
export interface InputValues {
  /** nixpkgs' `lib`, with `nixosSystem`. */
  readonly lib: Slot;
  /** `lib.mkFlake` of flake-parts. */
  readonly mkFlake: Slot;
  /** The value of an input that is a folder below the root. */
  readonly local: (folder: string, input: FlakeInput) => Slot;
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
  const text = (key: string): string | null => {
    if (typeof value !== 'object' || value?.kind !== 'set') return null;
    const slot = value.attributes.get(key)?.slot;
    const found = slot === undefined ? null : attempt(() => force(slot));
    return typeof found === 'string' ? found : null;
  };
  const isFlake =
    typeof value !== 'object' ||
    value?.kind !== 'set' ||
    force(value.attributes.get('flake')?.slot ?? true) !== false;
  return { name, url: text('url') ?? text('path'), follows: text('follows'), isFlake };
}

/** The value that `outputs` sees under an input's name. */
export function inputValue(
  input: FlakeInput,
  all: readonly FlakeInput[],
  folder: string,
  values: InputValues,
): Slot {
  const meant = followed(input, all);
  const elsewhere = unknown(`inputs.${input.name}`, 'flake inputs are not fetched');
  if (meant === null) return elsewhere;
  const local = localFolder(meant, folder);
  if (local !== null) return values.local(local, meant);
  if (isNixpkgs(meant)) return partial([['lib', values.lib]], elsewhere);
  if (isFlakeParts(meant)) {
    const lib = attributeSet(
      new Map([['mkFlake', { slot: values.mkFlake, span: null }]]),
      elsewhere,
    );
    return partial([['lib', lib]], elsewhere);
  }
  return elsewhere;
}

function partial(entries: readonly (readonly [string, Slot])[], rest: AttributeSet['rest']): Slot {
  return { ...setOf(entries), rest };
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

/** `follows = "x/nixpkgs"`: whichever it is, it is nixpkgs. */
const nixpkgsInput: FlakeInput = { name: 'nixpkgs', url: null, follows: null, isFlake: true };

function localFolder({ url }: FlakeInput, folder: string): string | null {
  const path = url?.startsWith('path:') ? url.slice('path:'.length) : url;
  if (path == null || !/^\.{1,2}(\/|$)/.test(path)) return null;
  return resolve(folder, path.replace(/\?.*$/, ''));
}

/** By where it comes from; an input that says nothing is what the registry has under its name. */
function isNixpkgs({ name, url }: FlakeInput): boolean {
  if (url === null) return name === 'nixpkgs';
  return /(^|[:/])nixpkgs([/?#.-]|$)/i.test(url) || /channels\.nixos\.org/.test(url);
}

function isFlakeParts({ name, url }: FlakeInput): boolean {
  return url === null ? name === 'flake-parts' : /(^|[:/])flake-parts([/?#]|$)/.test(url);
}
