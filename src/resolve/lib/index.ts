import { attribute, call } from '../apply.ts';
import { set } from '../demand.ts';
import type { Evaluation } from '../evaluation.ts';
import { delay, force } from '../thunk.ts';
import { updateSets } from '../update.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { primop, setOf } from '../value.ts';
import { asserts } from './asserts.ts';
import { attrsets } from './attrsets.ts';
import { cli } from './cli.ts';
import { customisation } from './customisation.ts';
import { debug } from './debug.ts';
import { derivations } from './derivations.ts';
import { fetchers } from './fetchers.ts';
import { fileset } from './fileset.ts';
import { filesystem } from './filesystem.ts';
import { fixedPoints } from './fixed-points.ts';
import { withFormals } from './formals.ts';
import { generators } from './generators.ts';
import { gvariant } from './gvariant.ts';
import { kernel } from './kernel.ts';
import type { Library, Members } from './library.ts';
import { createLibrary } from './library.ts';
import { lists } from './lists.ts';
import { meta } from './meta.ts';
import { misc } from './misc.ts';
import { modules } from './modules.ts';
import type { Subset } from './names.ts';
import { dataSubsets, exported, flattened, former, inherited, namesIn } from './names.ts';
import { network } from './network.ts';
import { options } from './options.ts';
import { path } from './path.ts';
import { sourceTypes } from './source-types.ts';
import { sources } from './sources.ts';
import { strings } from './strings.ts';
import { stringsWithDeps } from './strings-with-deps.ts';
import { platforms, systems } from './systems.ts';
import { trivial } from './trivial.ts';
import { types } from './types.ts';
import { notModelled } from './unmodelled.ts';
import { versions } from './versions.ts';

/**
 * nixpkgs' `lib`. A sub-set is made when it is first used; a name that nixpkgs has and we do not model is unknown,
 * and any other is missing.
 *
 * @param additions what the flake of nixpkgs adds to it; an extended lib has those of its own
 */
export function createLib(evaluation: Evaluation, additions: Additions = () => []): AttributeSet {
  const library = createLibrary(evaluation, () => lib);
  const base = setOf(topLevel(library));
  const lib: AttributeSet = extensible(library, (final) =>
    updateSets(base, setOf([...reexported(final), ...additions(final)])),
  );
  return lib;
}

/** @param lib the finished one */
type Additions = (lib: Slot) => Iterable<readonly [string, Slot]>;

const subsets: Readonly<Partial<Record<Subset, (library: Library) => Members>>> = {
  asserts,
  attrsets,
  cli,
  customisation,
  debug,
  derivations,
  fetchers,
  fileset,
  filesystem,
  fixedPoints,
  generators,
  gvariant,
  kernel,
  lists,
  meta,
  misc,
  modules,
  network,
  options,
  path,
  sourceTypes,
  sources,
  strings,
  stringsWithDeps,
  systems,
  trivial,
  types,
  versions,
};

function* topLevel(library: Library): Iterable<readonly [string, Slot]> {
  for (const name of former.lib) yield [name, notModelled(name)];
  for (const name of dataSubsets) yield [name, notModelled(name)];
  yield ['platforms', platforms('platforms')];
  for (const subset of subsetNames) yield [subset, delay(() => subsetSet(library, subset))];
  for (const name of namesIn(flattened.builtins)) yield [name, delay(() => library.builtin(name))];
  yield ['evalOptionValue', notModelled('evalOptionValue')];
}

/** What lib has of its sub-sets; an extended lib has it of the sub-sets that it has itself. */
function* reexported(lib: Slot): Iterable<readonly [string, Slot]> {
  for (const subset of subsetNames) {
    const names = flattened[subset];
    if (names === undefined) continue;
    for (const name of namesIn(names)) yield [name, at(lib, subset, name)];
  }
  yield ['mkEUI64Suffix', at(lib, 'network', 'ipv6', 'mkEUI64Suffix')];
}

function at(lib: Slot, ...names: readonly string[]): Slot {
  return delay(() => names.reduce<Value>((value, name) => attribute(set(value), name), force(lib)));
}

const subsetNames = Object.keys(exported).filter(isSubset);

function isSubset(name: string): name is Subset {
  return Object.hasOwn(exported, name);
}

function subsetSet(library: Library, subset: Subset): AttributeSet {
  const slots = new Map<string, Slot>();
  for (const name of [...namesIn(exported[subset]), ...(former[subset] ?? [])])
    slots.set(name, notModelled(`${subset}.${name}`));
  for (const name of namesIn(inherited[subset] ?? '')) {
    if (slots.has(name))
      slots.set(
        name,
        delay(() => library.builtin(name)),
      );
  }
  for (const [name, slot] of Object.entries(subsets[subset]?.(library) ?? {}))
    slots.set(name, withFormals(subset, name, slot));
  return setOf(slots);
}

/**
 * `lib`, with `extend`: an overlay sees the extended lib, and what it gives replaces our attributes.
 *
 * @param own what lib has besides, of the finished one
 */
function extensible(library: Library, own: (final: Slot) => AttributeSet): AttributeSet {
  const extend = primop('extend', 1, (overlay) => {
    const extended = call(
      call(library.member('fixedPoints', 'extends'), overlay),
      primop('lib', 1, own),
    );
    const overlaid = primop('lib', 1, (final) => call(extended, final));
    return call(library.member('fixedPoints', 'makeExtensible'), overlaid);
  });
  const lib: Slot = delay(() => updateSets(own(lib), setOf([['extend', extend]])));
  return set(lib);
}
