import type { Answers } from '../resolve/answers.ts';
import { callAll } from '../resolve/apply.ts';
import { openList, set as setOfSlot } from '../resolve/demand.ts';
import type { Evaluation, SearchPath } from '../resolve/evaluation.ts';
import { createEvaluation, unknownSearchPath } from '../resolve/evaluation.ts';
import type { Files } from '../resolve/files.ts';
import { attempt } from '../resolve/join.ts';
import { createLib } from '../resolve/lib/index.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { KnownSource, Unknown } from '../resolve/unknown.ts';
import { derived, isUnknown, pathInto, unknown } from '../resolve/unknown.ts';
import { update } from '../resolve/update.ts';
import type { AttributeSet, List, Primop, Slot, Value } from '../resolve/value.ts';
import { attributeSet, emptyList, primop, setOf } from '../resolve/value.ts';
import { type ReadProgram, readProgram } from '../syntax/read-program.ts';
import { type Assignment, answersFor, type GivenAnswers } from './assignments.ts';
import { nixosSystem } from './nixos-system.ts';

/** What is known of nixpkgs without reading it. */
export interface Nixpkgs {
  /** Its `lib`, as files import it and as modules and `pkgs` have it. */
  readonly lib: AttributeSet;
  /** The `lib` of its flake, with `nixosSystem`. */
  readonly flakeLib: AttributeSet;
  /** What may be imported from it. */
  readonly source: KnownSource;
}

/** A configuration's files, to be evaluated, with nixpkgs as far as it is known. */
export interface Reading {
  readonly evaluation: Evaluation;
  readonly nixpkgs: Nixpkgs;
  readonly given: GivenAnswers;
}

/**
 * @param copiedFrom the folder of a flake, which Nix evaluates in a copy (see `Path.copiedFrom`)
 * @param assignments what is given by hand for what the source does not say
 * @param readFile reads the files that are imported
 */
export function startReading(
  files: Files,
  copiedFrom: string | null = null,
  assignments: readonly Assignment[] = [],
  readFile: ReadProgram = readProgram,
): Reading {
  const searchPath: SearchPath = (path, span) => {
    const found = unknownSearchPath(path, span);
    const [first, ...rest] = path.split('/');
    return first === 'nixpkgs' ? pathInto(nixpkgs.source, `/${rest.join('/')}`, found) : found;
  };
  let given = answersFor([], () => null);
  const answersFrom = (evaluateText: Evaluation['evaluateText']): Answers => {
    given = answersFor(assignments, evaluateText);
    return given.answers;
  };
  const evaluation = createEvaluation(files, copiedFrom, searchPath, answersFrom, readFile);
  const nixpkgs = knownNixpkgs(evaluation);
  return { evaluation, nixpkgs, given };
}

function knownNixpkgs(evaluation: Evaluation): Nixpkgs {
  const lib = createLib(evaluation);
  const flakeLib = createLib(evaluation, (final) => [['nixosSystem', nixosSystem(final)]]);
  const packages = importedPackages(lib);
  const importFile = (path: string): Slot | null => {
    switch (path.replace(/\/default\.nix$/, '') || '/') {
      case '/':
        return packages;
      case '/lib':
        return lib;
      case '/nixos/lib/eval-config.nix':
        return nixosSystem(lib);
      default:
        return null;
    }
  };
  return { lib, flakeLib, source: { importFile } };
}

/** `pkgs`, of which `lib` is known. */
export function packagesWith(lib: Slot, rest: Unknown = packagesUnknown): AttributeSet {
  return { ...setOf([['lib', lib]]), rest };
}

/** What `pkgs` has beside `lib`. */
export const packagesUnknown = unknown('pkgs', 'packages are known only to the evaluation');

/** `import nixpkgs { … }`: packages, under what the overlays give. */
function importedPackages(lib: AttributeSet): Primop {
  return primop('nixpkgs', 1, (given) => {
    const settings = attempt(() => force(given));
    const overlays = overlaysOf(settings);
    if (isUnknown(overlays)) return packagesWith(opened(lib, overlays), overlays);
    const final: Slot = delay(() =>
      overlays.items.reduce<Value>(
        (before, overlay) => overlaid(before, overlay, final, lib),
        packagesWith(lib),
      ),
    );
    return force(final);
  });
}

function overlaysOf(settings: Value): List | Unknown {
  if (isUnknown(settings)) return derived(settings);
  const { attributes, rest } = setOfSlot(settings);
  const given = attributes.get('overlays')?.slot ?? rest ?? emptyList;
  const overlays = attempt(() => force(given));
  if (isUnknown(overlays)) return derived(overlays);
  const list = openList(overlays);
  return list.rest === null ? list : derived(list.rest);
}

/** What an overlay that can't be known changes of `lib` is what it adds: nobody replaces nixpkgs' own functions. */
function overlaid(before: Value, overlay: Slot, final: Slot, lib: AttributeSet): Value {
  const over = attempt(() => callAll(force(overlay), [final, before]));
  const rest = isUnknown(over) ? over : null;
  if (rest === null) return update(before, over);
  return attributeSet(
    new Map([['lib', { slot: opened(lib, derived(rest)), span: null }]]),
    derived(rest),
  );
}

function opened(lib: AttributeSet, rest: Unknown): AttributeSet {
  return { ...lib, rest };
}
