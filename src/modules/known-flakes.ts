import { call } from '../resolve/apply.ts';
import { completeSet } from '../resolve/demand.ts';
import { attempt } from '../resolve/join.ts';
import { force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { derived, partOf, pathInto, unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../resolve/value.ts';
import { emptySet, primop, setOf } from '../resolve/value.ts';
import type { Nixpkgs } from './nixpkgs.ts';
import { packagesUnknown, packagesWith } from './nixpkgs.ts';

/** What flakes that are not read are known to give. */
export interface KnownFlakes {
  readonly nixpkgs: Nixpkgs;
  /** `lib` of flake-parts. */
  readonly flakePartsLib: (elsewhere: Unknown) => Slot;
  /** The flake `import-tree`. */
  readonly importTree: (elsewhere: Unknown) => AttributeSet;
}

/**
 * The value of a flake that is not fetched: what everybody knows of it, and the rest unknown.
 *
 * @param repository the last part of where it comes from: `nixpkgs` of `github:NixOS/nixpkgs/nixos-unstable`
 */
export function knownFlake(
  repository: string,
  { nixpkgs, flakePartsLib, importTree }: KnownFlakes,
  elsewhere: Unknown,
): Value {
  const below = (...names: readonly string[]): Unknown =>
    partOf(elsewhere, names, [elsewhere.subject, ...names].join('.'), null);
  const partial = (entries: readonly (readonly [string, Slot])[]): AttributeSet => ({
    ...setOf([['outPath', below('outPath')], ...entries]),
    rest: elsewhere,
  });
  switch (repository) {
    case 'nixpkgs':
    case 'nixpkgs.lib':
    case 'nixpkgs-weekly':
      return partial([
        ['outPath', pathInto(nixpkgs.source, '/', below('outPath'))],
        ['lib', nixpkgs.flakeLib],
        ['legacyPackages', legacyPackages(nixpkgs, below)],
      ]);
    case 'flake-parts':
      return partial([
        ['lib', flakePartsLib(below('lib'))],
        ['flakeModules', { ...setOf(flakePartsModules), rest: below('flakeModules') }],
      ]);
    case 'flake-utils':
      return partial([['lib', flakeUtilsLib(below('lib'))]]);
    case 'import-tree':
      return importTree(elsewhere);
    case 'home-manager':
      return partial([['lib', setOf(homeManagerNames.map((name) => [name, below('lib', name)]))]]);
    default:
      return elsewhere;
  }
}

/** Modules of flake-parts that only declare what {@link flakePartsLib} takes as declared. */
const flakePartsModules = ['easyOverlay', 'flakeModules', 'modules'].map(
  (name) => [name, emptySet] as const,
);

/** All that is in home-manager's `lib`, which many merge into that of nixpkgs. */
const homeManagerNames = ['hm', 'homeManagerConfiguration'];

function legacyPackages(
  { lib }: Nixpkgs,
  below: (...names: readonly string[]) => Unknown,
): AttributeSet {
  const systems = ['x86_64-linux', 'aarch64-linux', 'i686-linux', 'riscv64-linux'];
  const darwin = ['x86_64-darwin', 'aarch64-darwin'];
  const known = [...systems, ...darwin].map((system) => {
    const { settable } = below('legacyPackages', system);
    return [system, packagesWith(lib, { ...packagesUnknown, settable })] as const;
  });
  return { ...setOf(known), rest: below('legacyPackages') };
}

/** `lib` of flake-utils: outputs for each system are unknown, and their names are not. */
function flakeUtilsLib(elsewhere: Unknown): AttributeSet {
  const forEach = (outputs: Slot): Value => {
    const system = unknown('system', 'flake-utils calls this for one system after the other');
    const { attributes } = completeSet(attempt(() => call(force(outputs), system)));
    const perSystem = unknown('flake-utils', 'outputs for each system are not read');
    return setOf([...attributes.keys()].map((name) => [name, derived(perSystem)] as const));
  };
  const lib = setOf([
    ['eachDefaultSystem', primop('eachDefaultSystem', 1, forEach)],
    ['eachSystem', primop('eachSystem', 2, (_systems, outputs) => forEach(outputs))],
    ['eachDefaultSystemPassThrough', primop('eachDefaultSystemPassThrough', 1, passThrough)],
    [
      'eachSystemPassThrough',
      primop('eachSystemPassThrough', 2, (_, outputs) => passThrough(outputs)),
    ],
  ]);
  return { ...lib, rest: elsewhere };
}

/** The outputs of all systems, merged by `//`: those of the last one that is called count. */
function passThrough(outputs: Slot): Value {
  const system = unknown('system', 'flake-utils calls this for one system after the other');
  return call(force(outputs), system);
}

/** `withSystem system f` of flake-parts: calls a function with what is there for a system. */
export function withSystem(lib: Slot): Slot {
  return primop('withSystem', 2, (system, f) => {
    const perSystem = unknown('withSystem', 'what flake-parts makes for a system is not read');
    const known = setOf([
      ['system', system],
      ['pkgs', packagesWith(lib)],
    ]);
    return call(force(f), { ...known, rest: derived(perSystem) });
  });
}
