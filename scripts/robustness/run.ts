import { StackHandover } from '../../src/resolve/stack.ts';
import { seeded } from '../fuzz/random.ts';
import type { Target, Trial } from './trial.ts';

export interface Options {
  readonly target: Target;
  readonly seed: number;
  /** The number of the first input, and how many there are. */
  readonly first: number;
  readonly inputs: number;
  /** Hears the number of each input before it is tried. */
  readonly onInput?: (index: number) => void;
  /** The bytes in use, after all garbage is collected; asked a hundred times. */
  readonly heapUsed?: () => number;
}

export interface Report {
  /** How many inputs came to what. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  /** Inputs that took more than {@link slowAfter}. */
  readonly slow: readonly { readonly index: number; readonly milliseconds: number }[];
  /** In bytes, over the run. */
  readonly heap: readonly number[];
}

export interface Finding {
  readonly index: number;
  /** What was thrown. */
  readonly what: string;
  /** The smallest input found that does the same. */
  readonly text: string;
}

/** In milliseconds. */
const slowAfter = 1000;

/** Tries inputs that hang on the seed and their number only. The parser must be loaded. */
export function run({ target, seed, first, inputs, onInput, heapUsed }: Options): Report {
  const outcomes = new Map<string, number>();
  const findings: Finding[] = [];
  const slow: { index: number; milliseconds: number }[] = [];
  const heap: number[] = [];
  const between = Math.ceil(inputs / 100);
  for (let index = first; index < first + inputs; index++) {
    onInput?.(index);
    const start = performance.now();
    const trial = trialAt({ target, seed }, index);
    const { outcome, thrown } = attempt(trial);
    const milliseconds = performance.now() - start;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (milliseconds > slowAfter) slow.push({ index, milliseconds });
    if (thrown !== null) findings.push({ index, ...shrink(trial, thrown) });
    if (heapUsed !== undefined && (index - first) % between === 0) heap.push(heapUsed());
  }
  return { outcomes, findings, slow, heap };
}

export function trialAt({ target, seed }: Pick<Options, 'target' | 'seed'>, index: number): Trial {
  return target(seeded(Math.imul(seed, 1_000_003) + index));
}

interface Attempt {
  readonly outcome: string;
  readonly thrown: string | null;
}

/** `deep` is more than this thread has a stack for; the program goes on in another. */
function attempt(trial: Trial): Attempt {
  try {
    return { outcome: trial.check(), thrown: null };
  } catch (error) {
    if (error instanceof StackHandover) return { outcome: 'deep', thrown: null };
    return { outcome: 'finding', thrown: describe(error) };
  }
}

/** With where it was thrown, and without values. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${JSON.stringify(error)}`;
  const [, place = ''] = /\n\s+at (.*)/.exec(error.stack ?? '') ?? [];
  return `${error.name}: ${error.message} at ${place}`;
}

const shrinksTried = 2000;

function shrink(trial: Trial, what: string): Pick<Finding, 'what' | 'text'> {
  let smallest = trial;
  let tried = 0;
  for (let found = true; found && tried < shrinksTried; ) {
    found = false;
    for (const smaller of smallest.smaller()) {
      if (tried++ > shrinksTried) break;
      if (kindOf(attempt(smaller).thrown) !== kindOf(what)) continue;
      smallest = smaller;
      found = true;
      break;
    }
  }
  return { what, text: smallest.text };
}

function kindOf(what: string | null): string {
  return what?.replaceAll(/`[^`]*`|\d+/g, '') ?? '';
}
