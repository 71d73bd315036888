import { generate } from './generate.ts';
import type { NixProgram } from './nix.ts';
import { evaluateInNix } from './nix.ts';
import type { Ours } from './ours.ts';
import { evaluateOurs, isHandover } from './ours.ts';
import type { Random } from './random.ts';
import { seeded } from './random.ts';
import type { Outcome, Verdict } from './shown.ts';
import { holdsThrown, holdsUnknown, judge, spell, subjectsOf } from './shown.ts';
import type { Dialect } from './templates.ts';
import type { Tree } from './tree.ts';
import { print, smallerInBatches, worldsOf } from './tree.ts';

export type Variant = 'known' | 'unknown';

export interface Options {
  readonly seed: number;
  readonly count: number;
  /** Whether something in the programs is unknown to us. */
  readonly variant: Variant;
  readonly dialect: Dialect;
  /** An empty folder to work in. */
  readonly folder: string;
  /** Where nixpkgs' `lib` is; null where programs do not use it. */
  readonly nixpkgsLib: string | null;
}

export interface Report {
  readonly counts: ReadonlyMap<Result, number>;
  readonly findings: readonly Finding[];
  /** What was unknown although nothing had to be: the subjects, and how often. */
  readonly subjects: ReadonlyMap<string, number>;
}

/** `failed`: in Nix, and here; `deep`: more than this thread has a stack for; `lost`: Nix took too long. */
export type Result = Verdict | 'failed' | 'deep' | 'lost' | 'crash';

export interface Finding {
  readonly index: number;
  readonly result: 'wrong' | 'crash';
  /** The smallest program found that still does it. */
  readonly text: string;
  readonly world: string;
  readonly ours: string;
  readonly nix: string;
}

const batch = 200;
const worldCounts: Readonly<Record<Variant, number>> = { known: 0, unknown: 3 };

/** Compares our resolver with Nix over generated programs. The parser must be loaded. */
export function fuzz(options: Options): Report {
  const { seed, count, variant, dialect } = options;
  const counts = new Map<Result, number>();
  const subjects = new Map<string, number>();
  const findings: Finding[] = [];
  for (let start = 0; start < count; start += batch) {
    const size = Math.min(batch, count - start);
    const trees = Array.from({ length: size }, (_, at) =>
      program(seed, start + at, variant, dialect),
    );
    for (const [at, tests] of examine(trees, options).entries()) {
      for (const test of tests) {
        counts.set(test.result, (counts.get(test.result) ?? 0) + 1);
        if (variant === 'unknown' || test.ours === null) continue;
        for (const subject of subjectsOf(test.ours)) {
          subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
        }
      }
      const failing = tests.find(isFinding);
      const tree = trees[at];
      if (failing === undefined || tree === undefined) continue;
      const result = failing.result === 'crash' ? 'crash' : 'wrong';
      findings.push({ index: start + at, ...shrink(tree, result, options) });
    }
  }
  return { counts, findings, subjects };
}

function program(seed: number, index: number, variant: Variant, dialect: Dialect): Tree {
  const random: Random = seeded(Math.imul(seed, 1_000_003) + index);
  return generate(random, { depth: 2 + random.below(6), worlds: worldCounts[variant], dialect });
}

/** One program in one world. */
interface Test {
  readonly result: Result;
  readonly text: string;
  readonly world: string;
  readonly ours: Outcome;
  readonly nix: Outcome | undefined;
}

function isFinding({ result }: Test): boolean {
  return result === 'wrong' || result === 'crash';
}

function examine(trees: readonly Tree[], options: Options): readonly (readonly Test[])[] {
  const { variant, folder, nixpkgsLib } = options;
  const programs = trees.map((tree) => nixProgram(tree, variant));
  const outcomes = evaluateInNix(programs, folder, nixpkgsLib);
  return programs.map(({ text, worlds }, at) => {
    const ours = tryOurs(text, options);
    return worlds.map((world, index): Test => {
      const nix = outcomes[at]?.[index];
      if (ours.kind !== 'outcome') return { result: ours.kind, text, world, ours: null, nix };
      const { outcome } = ours.ours;
      return { result: resultOf(ours.ours, nix, variant), text, world, ours: outcome, nix };
    });
  });
}

function nixProgram(tree: Tree, variant: Variant): NixProgram {
  const printed = print(tree);
  const worlds = worldsOf(printed, worldCounts[variant]);
  return { text: `u: ${printed.text}`, worlds };
}

type Tried =
  | { readonly kind: 'outcome'; readonly ours: Ours }
  | { readonly kind: 'deep' | 'crash' };

function tryOurs(text: string, { folder, nixpkgsLib }: Options): Tried {
  try {
    return { kind: 'outcome', ours: evaluateOurs(text, folder, nixpkgsLib !== null) };
  } catch (error) {
    return { kind: isHandover(error) ? 'deep' : 'crash' };
  }
}

function resultOf({ outcome, mayFail }: Ours, nix: Outcome | undefined, variant: Variant): Result {
  if (nix === undefined) return 'lost';
  if (nix === null && outcome === null) return 'failed';
  if (outcome === null && mayFail && nix !== null && holdsThrown(nix)) return 'no-value';
  const verdict = judge(outcome, nix);
  if (verdict !== 'no-value' || variant === 'unknown') return verdict;
  return mayFail || (outcome !== null && holdsUnknown(outcome)) ? 'no-value' : 'wrong';
}

/** Makes a program smaller as long as it keeps going wrong in the same way. */
function shrink(tree: Tree, wanted: 'wrong' | 'crash', options: Options): Omit<Finding, 'index'> {
  let best = tree;
  for (let rounds = 0; rounds < 60; rounds++) {
    const next = firstFailing(best, wanted, options);
    if (next === null) break;
    best = next;
  }
  const test = examine([best], options)[0]?.find(({ result }) => result === wanted);
  return {
    result: wanted,
    text: test?.text ?? '',
    world: test?.world ?? '',
    ours: spell(test?.ours),
    nix: spell(test?.nix),
  };
}

function firstFailing(tree: Tree, wanted: 'wrong' | 'crash', options: Options): Tree | null {
  for (const some of smallerInBatches(tree, batch)) {
    const at = examine(some, options).findIndex((tests) =>
      tests.some(({ result }) => result === wanted),
    );
    if (at >= 0) return some[at] ?? null;
  }
  return null;
}
