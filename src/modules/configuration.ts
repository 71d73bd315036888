import type { Diagnostic } from '../report/diagnostic.ts';
import type { Span } from '../report/span.ts';
import { answersAt, filled } from '../resolve/answers.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { attempt } from '../resolve/join.ts';
import { isSet } from '../resolve/lib/operators.ts';
import { LimitError, type NixError } from '../resolve/nix-error.ts';
import { force } from '../resolve/thunk.ts';
import { derived, partOf, settableAt, unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot } from '../resolve/value.ts';
import { attributeSet, emptySet, path as pathValue, setOf } from '../resolve/value.ts';
import type { ImportProblems, ModuleSource } from './collect.ts';
import { evaluateModules } from './evaluate-modules.ts';
import { nixosModule } from './nixos-options.ts';
import { packagesUnknown, packagesWith } from './nixpkgs.ts';
import type { Level, Location } from './option.ts';
import { diagnosticsOf, importSkipped, unresolved } from './problems.ts';
import { type Specialisation, specialisationsThatDefine } from './specialisations.ts';
import { vmsiloModule } from './vmsilo-options.ts';

/** A NixOS configuration, read as far as it is asked for. */
export interface Configuration extends Level {
  /** The place of what concerns it as a whole: the first line of its entry. */
  readonly entry: Span;
  /** What was found wrong with its modules so far. */
  readonly diagnostics: readonly Diagnostic[];
  /** The value of a module argument; null if nothing that was read sets it. */
  readonly argument: (name: string) => Slot | null;
  /** The specialisations whose own modules define something at a path. */
  readonly specialised: (path: Location) => readonly Specialisation[];
  /** Reports a failure, once, at its own place or else at `fallback`. */
  readonly report: (failure: NixError, fallback: Span) => void;
}

export interface ConfigurationInput {
  readonly evaluation: Evaluation;
  /** nixpkgs' `lib`, as modules get it. */
  readonly lib: Slot;
  /** nixpkgs' own `lib`, as `pkgs` has it. */
  readonly packagesLib: Slot;
  readonly entry: Span;
  readonly modules: readonly ModuleSource[];
  /** As given to `nixosSystem`; null if it is not known how the modules are used. */
  readonly specialArgs: AttributeSet | null;
}

/** A module that is a file. */
export function moduleAt(path: string): ModuleSource {
  return { slot: pathValue(path), file: path, key: path };
}

/** Evaluates modules as NixOS does, with vmsilo's options declared. */
export function readConfiguration(input: ConfigurationInput): Configuration {
  const { evaluation, lib, packagesLib, entry, modules, specialArgs } = input;
  const diagnostics: Diagnostic[] = [];
  const reported = new Set<NixError>();
  let gaveUp = false;
  const report = (error: NixError, fallback: Span): void => {
    if (reported.has(error) || gaveUp) return;
    reported.add(error);
    gaveUp = error instanceof LimitError && error.limit === 'steps';
    diagnostics.push(...diagnosticsOf(error, fallback));
  };
  const problems: ImportProblems = {
    skipped: (cause, span) => diagnostics.push(importSkipped(cause, span ?? entry)),
    unresolved: (cause, span) =>
      diagnostics.push(unresolved('what this imports', cause, span ?? entry)),
    failed: (error, span) => report(error, span ?? entry),
  };
  const modulesPath = unknown(
    'modulesPath',
    'where NixOS is stored is known only to the evaluation',
  );
  const special = new Map([
    ['modulesPath', { slot: modulesPath, span: null }],
    ...(specialArgs ?? emptySet).attributes,
  ]);
  const base = {
    evaluation,
    lib,
    sources: [
      { slot: vmsiloModule, file: 'vmsilo', key: ':vmsilo' },
      { slot: nixosModule, file: 'nixos', key: ':nixos' },
    ],
    specialArgs: attributeSet(special, specialArgs?.rest),
    isGiven: (name: string) => specialArgs === null && name !== 'pkgs',
    location: [],
    answers: evaluation.answers,
    undeclared: settableAt(
      ['config'],
      unknown('config', 'NixOS declares it, and its sources are not read'),
    ),
    unsetArgument: (name: string) => unsetArgument(name, packagesLib),
  };
  const level = evaluateModules({ ...base, sources: [...base.sources, ...modules], problems });
  const argument = (name: string): Slot | null => {
    const set = attempt(() => force(level.option(['_module', 'args'])?.value ?? null));
    const { attributes } = isSet(set) ? set : emptySet;
    const slot = special.get(name)?.slot ?? attributes.get(name)?.slot;
    return slot === undefined ? null : filled(slot, answersAt([name], evaluation.answers));
  };
  const specialised = (path: Location) => specialisationsThatDefine(path, level, base);
  return { ...level, entry, diagnostics, report, argument, specialised };
}

/**
 * An argument that nobody sets in what is read is set by whoever uses it. `pkgs` has a known part. `inputs` are by
 * custom those of a flake, and all but `self` somebody else's; what others hold may be ours.
 */
function unsetArgument(name: string, lib: Slot): Slot {
  if (name === 'pkgs') return packagesWith(lib, settableAt(['pkgs'], packagesUnknown));
  const value = unknown(name, `no file that was read sets the module argument \`${name}\``);
  if (name !== 'inputs') return settableAt([name], derived(value));
  const rest = settableAt([name], value);
  const self = derived(partOf(rest, ['self'], 'inputs.self', null));
  return { ...setOf([['self', self]]), rest };
}
