import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyse } from '../../src/commands/analyse.ts';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { isError } from '../../src/report/report.ts';
import { encode } from '../../src/report/utf8.ts';
import { StackHandover } from '../../src/resolve/stack.ts';
import { type Random, seeded } from '../fuzz/random.ts';
import { mutate } from './mutate.ts';

export interface Options {
  readonly seed: number;
  readonly count: number;
  /** The fixtures. */
  readonly fixtures: string;
  /** An empty folder to work in. */
  readonly folder: string;
  /** Whether to ask `nix-instantiate --parse`. */
  readonly asksNix: boolean;
}

export interface Report {
  /** How many mutants came to what. */
  readonly counts: ReadonlyMap<Outcome, number>;
  readonly findings: readonly Finding[];
}

/**
 * - `written`: no error
 * - `rejected`: errors, each with its place
 * - `deep`: more than this thread has a stack for
 */
export type Outcome = 'written' | 'rejected' | 'deep';

export interface Finding {
  readonly file: string;
  readonly text: string;
  readonly what: string;
}

/** Breaks the files of configurations one by one, and looks at what is made of them. The parser must be loaded. */
export function runMutants({ seed, count, fixtures, folder, asksNix }: Options): Report {
  cpSync(fixtures, folder, { recursive: true });
  const random = seeded(seed);
  const configurations = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort();
  const counts = new Map<Outcome, number>();
  const findings: Finding[] = [];
  for (let index = 0; index < count; index++) {
    const configuration = configurations[random.below(configurations.length)] ?? folder;
    const file = anyFile(configuration, random);
    const before = readFileSync(file, 'latin1');
    const text = mutate(before, random);
    writeFileSync(file, text, 'latin1');
    try {
      const { outcome, what } = examine(configuration, file, asksNix);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      for (const each of what) findings.push({ file, text, what: each });
    } finally {
      writeFileSync(file, before, 'latin1');
    }
  }
  return { counts, findings };
}

function anyFile(configuration: string, random: Random): string {
  const names = readdirSync(configuration, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.nix') && !name.endsWith('netvm-injections.nix'))
    .sort();
  return join(configuration, names[random.below(names.length)] ?? 'configuration.nix');
}

interface Examined {
  readonly outcome: Outcome;
  /** What is wrong with what we make of it. */
  readonly what: readonly string[];
}

function examine(configuration: string, file: string, asksNix: boolean): Examined {
  const isFlake = existsSync(join(configuration, 'flake.nix'));
  const entry = isFlake ? configuration : join(configuration, 'configuration.nix');
  let analysis: Analysis;
  try {
    analysis = analyse({ entry: encode(entry) });
  } catch (signal) {
    if (signal instanceof StackHandover) return { outcome: 'deep', what: [] };
    return { outcome: 'rejected', what: [`it throws ${String(signal)}`] };
  }
  const errors = analysis.diagnostics.filter(isError);
  const isWritten = analysis.outputs.every(({ text }) => text !== null);
  const what = [
    ...(isWritten === errors.length > 0 ? ['an error, and it is written, or neither'] : []),
    ...errors.filter(isWithoutHelp).map(({ code, message }) => `no help for ${code}: ${message}`),
    ...(asksNix ? compareWithNix(file, analysis) : []),
  ];
  return { outcome: isWritten ? 'written' : 'rejected', what };
}

function isWithoutHelp({ help }: Diagnostic): boolean {
  return help === undefined || help === '';
}

const ofSyntax: ReadonlySet<string> = new Set([
  'syntax-error',
  'undefined-variable',
  'duplicate-attribute',
  'duplicate-formal',
  'dynamic-attribute',
]);

/** Of one file both must say the same, if it was read. */
function compareWithNix(file: string, { diagnostics, filesRead }: Analysis): readonly string[] {
  if (!filesRead.includes(encode(file))) return [];
  const { status } = spawnSync('nix-instantiate', ['--parse', '--store', 'dummy://', file]);
  const ours = diagnostics.find(
    ({ code, span }) => ofSyntax.has(code) && span.source.path === encode(file),
  );
  if (status === 0 && ours !== undefined) return [`Nix takes it, and we say ${ours.message}`];
  if (status !== 0 && !diagnostics.some(isError)) return ['Nix rejects it, and we do not'];
  return [];
}
