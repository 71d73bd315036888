import { readFileSync } from 'node:fs';
import { evaluateInNix } from '../fuzz/nix.ts';
import type { Ours } from '../fuzz/ours.ts';
import { evaluateOurs, isHandover } from '../fuzz/ours.ts';
import type { Outcome, Verdict } from '../fuzz/shown.ts';
import { differenceOf, holdsThrown, judge, spell, subjectsOf } from '../fuzz/shown.ts';
import { program } from './program.ts';

/** A file, and the folder below which files are read for it. */
export interface Checked {
  readonly file: string;
  readonly root: string;
}

/** `failed`: in Nix, and here; `deep`: more than this thread has a stack or steps for; `lost`: Nix took too long. */
export type Result = Verdict | 'failed' | 'deep' | 'lost' | 'crash';

export interface Finding {
  readonly file: string;
  readonly argument: Argument;
  readonly result: 'wrong' | 'crash';
  /** Where in the value they differ. */
  readonly at: string;
  readonly ours: string;
  readonly nix: string;
}

export interface Report {
  readonly counts: ReadonlyMap<Result, number>;
  readonly findings: readonly Finding[];
  /** The files that Nix did not come to the end of. */
  readonly lost: readonly string[];
  /** What was unknown, and in how many values. */
  readonly subjects: ReadonlyMap<string, number>;
}

/** What a file that is a function gets for what is not `lib`; in Nix it is a `throw` both times. */
type Argument = 'unknown' | 'throw';

const batch = 100;

/** Compares the values of files in our resolver with those in Nix. The parser must be loaded. */
export function compareFiles(
  files: readonly Checked[],
  folder: string,
  nixpkgsLib: string,
): Report {
  const counts = new Map<Result, number>();
  const subjects = new Map<string, number>();
  const findings: Finding[] = [];
  const lost: string[] = [];
  for (let start = 0; start < files.length; start += batch) {
    const some = files.slice(start, start + batch);
    const texts = some.map(({ file }) => program(file, readFileSync(file, 'latin1')));
    const outcomes = evaluateInNix(
      texts.map((text) => ({ text, worlds: ['(throw "u")'] })),
      folder,
      nixpkgsLib,
    );
    for (const [index, { file, root }] of some.entries()) {
      const nix = outcomes[index]?.[0];
      const text = texts[index] ?? '';
      if (nix === undefined) lost.push(file);
      for (const argument of ['unknown', 'throw'] as const) {
        const ours = tryOurs(argument === 'throw' ? `_: (${text}) (throw "u")` : text, root);
        const result = resultOf(ours, nix);
        counts.set(result, (counts.get(result) ?? 0) + 1);
        for (const subject of subjectsIn(ours)) {
          subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
        }
        if (result === 'wrong' || result === 'crash') {
          findings.push({ file, argument, result, ...difference(ours, nix) });
        }
      }
    }
  }
  return { counts, findings, lost, subjects };
}

type Tried = Ours | 'deep' | { readonly crash: string };

function tryOurs(text: string, root: string): Tried {
  try {
    return evaluateOurs(text, root, true);
  } catch (error) {
    if (isHandover(error)) return 'deep';
    return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function resultOf(ours: Tried, nix: Outcome | undefined): Result {
  if (ours === 'deep') return 'deep';
  if ('crash' in ours) return 'crash';
  if (nix === undefined) return 'lost';
  if (nix === null && ours.outcome === null) return 'failed';
  if (ours.outcome === null && ours.mayFail && nix !== null && holdsThrown(nix)) return 'no-value';
  return judge(ours.outcome, nix);
}

function subjectsIn(ours: Tried): ReadonlySet<string> {
  const isValue = ours !== 'deep' && 'outcome' in ours && ours.outcome !== null;
  return new Set(isValue ? subjectsOf(ours.outcome) : []);
}

function difference(ours: Tried, nix: Outcome | undefined): Pick<Finding, 'at' | 'ours' | 'nix'> {
  if (ours === 'deep' || nix === undefined) return { at: '', ours: '', nix: '' };
  if ('crash' in ours) return { at: '', ours: ours.crash, nix: spell(nix) };
  const found = differenceOf(ours.outcome, nix);
  return { at: found.path, ours: spell(found.ours), nix: spell(found.nix) };
}
