import type { Diagnostic } from '../report/diagnostic.ts';
import type { Span } from '../report/span.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { NixError } from '../resolve/nix-error.ts';
import { unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot } from '../resolve/value.ts';
import { attributeSet, path as pathValue, setOf } from '../resolve/value.ts';
import type { ImportProblems, ModuleSource } from './collect.ts';
import { evaluateModules } from './evaluate-modules.ts';
import { nixosModule } from './nixos-options.ts';
import type { Level } from './option.ts';
import { diagnosticsOf, importSkipped, unresolved } from './problems.ts';
import { vmsiloModule } from './vmsilo-options.ts';

/** A NixOS configuration, read as far as it is asked for. */
export interface Configuration extends Level {
  /** The place of what concerns it as a whole: the first line of its entry. */
  readonly entry: Span;
  /** What was found wrong with its modules so far. */
  readonly diagnostics: readonly Diagnostic[];
  /** Reports a failure, once, at its own place or else at `fallback`. */
  readonly report: (failure: NixError, fallback: Span) => void;
}

export interface ConfigurationInput {
  readonly evaluation: Evaluation;
  /** nixpkgs' `lib`, as modules get it. */
  readonly lib: Slot;
  readonly entry: Span;
  readonly modules: readonly ModuleSource[];
  /** As given to `nixosSystem`. */
  readonly specialArgs: AttributeSet;
}

/** A module that is a file. */
export function moduleAt(path: string): ModuleSource {
  return { slot: pathValue(path), file: path, key: path };
}

/** Evaluates modules as NixOS does, with vmsilo's options declared. */
export function readConfiguration(input: ConfigurationInput): Configuration {
  const { evaluation, lib, entry, modules, specialArgs } = input;
  const diagnostics: Diagnostic[] = [];
  const reported = new Set<NixError>();
  const report = (error: NixError, fallback: Span): void => {
    if (reported.has(error)) return;
    reported.add(error);
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
    ...specialArgs.attributes,
  ]);
  const level = evaluateModules({
    evaluation,
    lib,
    sources: [
      { slot: vmsiloModule, file: 'vmsilo', key: ':vmsilo' },
      { slot: nixosModule, file: 'nixos', key: ':nixos' },
      ...modules,
    ],
    specialArgs: attributeSet(special, specialArgs.rest),
    location: [],
    undeclared: unknown('config', 'NixOS declares it, and its sources are not read'),
    unsetArgument: (name) => unsetArgument(name, lib),
    problems,
  });
  return { ...level, entry, diagnostics, report };
}

/** `pkgs` has a known part; other arguments that nobody sets have none. */
function unsetArgument(name: string, lib: Slot): Slot {
  if (name !== 'pkgs') {
    return unknown(name, `no file that was read sets the module argument \`${name}\``);
  }
  const packages = unknown('pkgs', 'packages are known only to the evaluation');
  return { ...setOf([['lib', lib]]), rest: packages };
}
