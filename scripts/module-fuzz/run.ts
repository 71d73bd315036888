import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../fuzz/random.ts';
import { seeded } from '../fuzz/random.ts';
import { holdsThrown, holdsUnknown, judge, subjectsOf } from '../fuzz/shown.ts';
import type { Tree } from '../fuzz/tree.ts';
import { print, smallerInBatches, worldsOf } from '../fuzz/tree.ts';
import { filesIn } from './code.ts';
import { entryFile, generate } from './generate.ts';
import type { Answer, Answers, NixSettings, NixTree } from './nix.ts';
import { evaluateInNix, isError } from './nix.ts';
import type { OurAnswers } from './ours.ts';
import { evaluateOurs } from './ours.ts';

export type Variant = 'known' | 'unknown';

export interface Options extends NixSettings {
  readonly seed: number;
  /** The number of the first configuration, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** Whether something in the configurations is unknown to us. */
  readonly variant: Variant;
  /** The stack units that this thread carries. */
  readonly stackBudget: number;
  /** Whether to look for a smaller configuration that goes wrong in the same way. */
  readonly shrinks: boolean;
}

export interface Report {
  /** How many parts of configurations came to what. */
  readonly counts: ReadonlyMap<Result, number>;
  readonly findings: readonly Finding[];
  /** What was unknown although nothing had to be: the subjects, and how often. */
  readonly subjects: ReadonlyMap<string, number>;
}

/**
 * - `equal`, `failed`: a value, or an error of one cause, on both sides
 * - `unknown`: equal as far as we know the value
 * - `no-value`: an error in Nix, which hangs on what we do not know
 * - `undeclared`: Nix refuses an option that is not declared; of NixOS's we can't know which are
 * - `elsewhere`: Nix fails as a whole because an option is declared twice that a renaming module needs, which the
 *   part does not hang on
 * - `cause`: errors of different causes
 * - `wrong`: different values, or a value on one side only
 * - `deep`: more than this thread has a stack for
 * - `lost`: Nix took too long
 */
export type Result =
  | 'equal'
  | 'failed'
  | 'unknown'
  | 'no-value'
  | 'undeclared'
  | 'elsewhere'
  | 'cause'
  | 'wrong'
  | 'deep'
  | 'lost'
  | 'crash';

export interface Finding {
  readonly index: number;
  /** Whether none before it had the same two answers, but for values, names and places. */
  readonly isNew: boolean;
  readonly result: Result;
  /** The smallest configuration found that still does it, as text. */
  readonly text: string;
  readonly world: string;
  readonly part: string;
  readonly ours: string;
  readonly nix: string;
}

const batch = 60;
const worldCounts: Readonly<Record<Variant, number>> = { known: 0, unknown: 3 };

/** Compares our reading of modules with nixpkgs' over generated configurations. The parser must be loaded. */
export function fuzz(options: Options): Report {
  const { seed, first, count, variant } = options;
  const counts = new Map<Result, number>();
  const subjects = new Map<string, number>();
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (let start = first; start < first + count; start += batch) {
    const size = Math.min(batch, first + count - start);
    const trees = Array.from({ length: size }, (_, at) => configuration(seed, start + at, variant));
    for (const [at, tests] of examine(trees, options).entries()) {
      for (const { result, ours } of tests) {
        counts.set(result, (counts.get(result) ?? 0) + 1);
        if (variant === 'unknown' || result !== 'unknown') continue;
        if (ours === null || isError(ours)) continue;
        for (const subject of subjectsOf(ours)) {
          subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
        }
      }
      const failing = tests.find(isFinding);
      const tree = trees[at];
      if (failing === undefined || tree === undefined) continue;
      const signature = `${failing.result} ${signatureOf(failing.ours)} ${signatureOf(failing.nix)}`;
      const isNew = !seen.has(signature) || signature.endsWith(' value value');
      seen.add(signature);
      const shown = options.shrinks && isNew ? shrink(tree, failing, options) : failing;
      findings.push({ index: start + at, isNew, ...spelled(shown) });
    }
  }
  return { counts, findings, subjects };
}

function configuration(seed: number, index: number, variant: Variant): Tree {
  const random: Random = seeded(Math.imul(seed, 1_000_003) + index);
  return generate(random, worldCounts[variant]);
}

/** One part of a configuration in one world. */
interface Test {
  readonly result: Result;
  readonly part: string;
  readonly text: string;
  readonly world: string;
  readonly ours: Answer | null;
  readonly nix: Answer | null;
}

function isFinding({ result }: Test): boolean {
  return result === 'wrong' || result === 'crash' || result === 'cause';
}

function examine(trees: readonly Tree[], options: Options): readonly (readonly Test[])[] {
  const { folder, variant, judge: tests, stackBudget } = options;
  const work = join(folder, 'trees');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  const printed = trees.map((tree) => nixTree(tree, variant));
  const nix = evaluateInNix(
    printed.map(({ tree }) => tree),
    { ...options, folder: work },
  );
  return printed.map(({ text, tree }, at) => {
    for (const [path, content] of tree.files) {
      const target = join(work, String(at), path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content, 'latin1');
    }
    const entry = join(work, String(at), entryFile);
    const ours = tryOurs(entry, join(tests, 'surroundings.nix'), stackBudget);
    return tree.worlds.flatMap((world, index) =>
      compare(ours, nix[at]?.[index] ?? null, variant).map((test) => ({ ...test, text, world })),
    );
  });
}

function nixTree(tree: Tree, variant: Variant): { readonly text: string; readonly tree: NixTree } {
  const printed = print(tree);
  const worlds = worldsOf(printed, worldCounts[variant]);
  return { text: printed.text, tree: { files: filesIn(printed.text), worlds } };
}

type Tried = OurAnswers | 'deep' | string;

function tryOurs(entry: string, surroundings: string, stackBudget: number): Tried {
  try {
    return evaluateOurs(entry, surroundings, stackBudget);
  } catch (error) {
    if (error instanceof Error) return `${error.message} ${error.stack}`;
    return 'deep';
  }
}

type Compared = Pick<Test, 'result' | 'part' | 'ours' | 'nix'>;

function compare(ours: Tried, nix: Answers, variant: Variant): readonly Compared[] {
  const whole = (result: Result, message = ''): readonly Compared[] => [
    { result, part: '', ours: message, nix: null },
  ];
  if (nix === null) return whole('lost');
  if (ours === 'deep') return whole('deep');
  if (typeof ours === 'string') return whole('crash', ours);
  return [...nix].map(([part, theirs]) => {
    const own = ours.parts.get(part) ?? ours.rest;
    return { result: resultOf(part, own, theirs, variant), part, ours: own, nix: theirs };
  });
}

function resultOf(part: string, ours: Answer | null, nix: Answer, variant: Variant): Result {
  const nothing: Result = variant === 'known' ? 'wrong' : 'no-value';
  if (isError(nix) && isUndeclared(nix.message)) return 'undeclared';
  if (isError(nix) && !(ours !== null && isError(ours)) && isElsewhere(nix.message, part))
    return 'elsewhere';
  if (ours === null) return isError(nix) ? nothing : 'wrong';
  if (isError(nix)) {
    if (isError(ours)) {
      // Of several VMs that fail, each side may name another one first.
      const isOne =
        ours.code === nix.code ||
        variant === 'unknown' ||
        part === 'vms' ||
        isTold(ours.message, nix.code);
      return isOne ? 'failed' : 'cause';
    }
    // One that hangs on its option can't be shown where nixpkgs refuses it.
    if (nix.code === 'infinite-recursion' && holdsThrown(ours)) return 'failed';
    return holdsUnknown(ours) ? 'no-value' : nothing;
  }
  if (isError(ours)) return holdsThrown(nix) ? 'failed' : 'wrong';
  const verdict = judge(ours, nix);
  return verdict === 'no-value' && !holdsUnknown(ours) ? nothing : verdict;
}

/** nixpkgs shows the definitions that it refuses, and fails with them if they do. */
function isTold(ours: string, nix: string): boolean {
  if (/is read-only, and has more than one definition/.test(ours)) {
    return nix === 'infinite-recursion';
  }
  return / must be .*, but this is /.test(ours);
}

function isUndeclared(message: string): boolean {
  return (
    /The option `(my\.)?\w+' does not exist/.test(message) ||
    /attribute '(my|o\d|x\d)' missing/.test(message)
  );
}

function isElsewhere(message: string, part: string): boolean {
  const [, option] = /The option `my\.(\w+)' in .* is already declared in/.exec(message) ?? [];
  return option !== undefined && option !== part;
}

/** Makes a configuration smaller as long as it keeps going wrong in the same way. */
function shrink(tree: Tree, failing: Test, options: Options): Test {
  const isSame = (test: Test): boolean =>
    test.result === failing.result &&
    signatureOf(test.ours) === signatureOf(failing.ours) &&
    signatureOf(test.nix) === signatureOf(failing.nix);
  let best = tree;
  for (let rounds = 0; rounds < roundsOfShrinking; rounds++) {
    const next = firstFailing(best, isSame, options);
    if (next === null) break;
    best = next;
  }
  return best === tree ? failing : (examine([best], options)[0]?.find(isSame) ?? failing);
}

const roundsOfShrinking = 60;

function spelled({ result, text, world, part, ours, nix }: Test): Omit<Finding, 'index' | 'isNew'> {
  return { result, text, world, part, ours: spell(ours), nix: spell(nix) };
}

/** What stays the same while a configuration gets smaller: the kind of answer, or the cause of an error. */
function signatureOf(answer: Answer | null): string {
  if (answer === null || typeof answer === 'string') return 'value';
  return answer.kind === 'error'
    ? causeOf(answer.message)
    : answer.kind === 'thrown'
      ? 'thrown'
      : 'value';
}

/** A message without what it says of names, values and places. */
function causeOf(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replaceAll(/[`'"].*?[`'"]|\d+/g, '');
}

function firstFailing(tree: Tree, isSame: (test: Test) => boolean, options: Options): Tree | null {
  for (const some of smallerInBatches(tree, batch)) {
    const at = examine(some, options).findIndex((tests) => tests.some(isSame));
    if (at >= 0) return some[at] ?? null;
  }
  return null;
}

function spell(shown: Answer | null): string {
  if (shown === null) return 'nothing';
  if (typeof shown === 'string') return JSON.stringify(shown);
  switch (shown.kind) {
    case 'error':
      return `${shown.code}: ${shown.message}`;
    case 'unknown':
      return `unknown: ${shown.subject}`;
    case 'thrown':
      return 'throw';
    case 'list':
      return `[ ${shown.items.map(spell).join(' ')}${shown.isOpen ? ' ...' : ''} ]`;
    case 'set': {
      const all = Array.from(shown.attributes, ([name, value]) => `${name} = ${spell(value)};`);
      return `{ ${all.join(' ')}${shown.isOpen ? ' ...' : ''} }`;
    }
  }
}
