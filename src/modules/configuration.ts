import type { Diagnostic } from '../report/diagnostic.ts';
import type { Source, Span } from '../report/span.ts';
import { createEvaluation } from '../resolve/evaluation.ts';
import type { Files } from '../resolve/files.ts';
import { createLib } from '../resolve/lib/index.ts';
import type { NixError } from '../resolve/nix-error.ts';
import { unknown } from '../resolve/unknown.ts';
import type { Slot } from '../resolve/value.ts';
import { attributeSet, path as pathValue, setOf } from '../resolve/value.ts';
import type { ImportProblems } from './collect.ts';
import type { Entry } from './entry.ts';
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
  /** Evaluates something of it, and reports why that fails; null if it does. */
  readonly report: (failure: NixError, fallback: Span) => void;
}

/** Evaluates the modules of an entry as NixOS does, with vmsilo's options declared. */
export function readConfiguration(entry: Entry, files: Files): Configuration {
  const evaluation = createEvaluation(files);
  const lib: Slot = createLib(evaluation);
  const entrySpan = startOf(entry.path);
  const diagnostics: Diagnostic[] = [];
  const reported = new Set<NixError>();
  const report = (error: NixError, fallback: Span): void => {
    if (reported.has(error)) return;
    reported.add(error);
    diagnostics.push(...diagnosticsOf(error, fallback));
  };
  const problems: ImportProblems = {
    skipped: (cause, span) => diagnostics.push(importSkipped(cause, span ?? entrySpan)),
    unresolved: (cause, span) =>
      diagnostics.push(unresolved('what this imports', cause, span ?? entrySpan)),
    failed: (error, span) => report(error, span ?? entrySpan),
  };
  const sources = [
    { slot: vmsiloModule, file: 'vmsilo', key: ':vmsilo' },
    { slot: nixosModule, file: 'nixos', key: ':nixos' },
    ...entry.modules.map((path) => ({ slot: pathValue(path), file: path, key: path })),
  ];
  const level = evaluateModules({
    evaluation,
    lib,
    sources,
    specialArgs: setOf([
      [
        'modulesPath',
        unknown('modulesPath', "where NixOS's modules are is known only to the evaluation"),
      ],
    ]),
    location: [],
    undeclared: unknown('config', 'NixOS declares it, and its sources are not read'),
    unsetArgument: (name) => unsetArgument(name, lib),
    problems,
  });
  return { ...level, entry: entrySpan, diagnostics, report };
}

/** `pkgs` has a known part; other arguments that nobody sets have none. */
function unsetArgument(name: string, lib: Slot): Slot {
  if (name !== 'pkgs')
    return unknown(name, `no file that was read sets the module argument \`${name}\``);
  const packages = unknown('pkgs', 'packages are known only to the evaluation');
  return attributeSet(new Map([['lib', { slot: lib, span: null }]]), packages);
}

function startOf(path: string): Span {
  const source: Source = { path, text: '' };
  return { source, start: 0, end: 0 };
}
