import { defaultMaxNesting } from '../syntax/parse.ts';
import { LimitError } from './nix-error.ts';

/**
 * Thrown when an evaluation goes deeper than this thread's stack is known to carry. Nothing is wrong with the
 * configuration: the whole job is done again, from its start, in a thread with a larger stack.
 */
export class StackHandover {
  readonly name = 'StackHandover';
}

/**
 * The gauge of the JavaScript stack, of which a thread has one. Limits are counted here, never taken from the
 * engine, so that the same input meets the same limit everywhere.
 */
export const stack = {
  /** Units in use: one for each expression being evaluated, inside the ones that wait for it. */
  depth: 0,
  /** Nix calls in progress. */
  calls: 0,
  /** Calls made and thunks forced so far. */
  steps: 0,
  /** What this thread may use; the rest is done elsewhere. */
  budget: 0,
  limits: { depth: 0, calls: 0, steps: 0, nesting: 0 },
  /** Thunks of texts that are in one piece by now. */
  read: new WeakSet<object>(),
};

export interface Limits {
  /** Expressions being evaluated inside each other. */
  readonly depth: number;
  /** Nested calls: Nix's own `max-call-depth`. */
  readonly calls: number;
  /** Calls and thunks altogether. */
  readonly steps: number;
  /** Expressions inside each other in a source. */
  readonly nesting: number;
}

export const defaultLimits: Limits = {
  depth: 1_000_000,
  calls: 10_000,
  steps: 4_000_000,
  nesting: defaultMaxNesting,
};

/** Depth units that Node's default stack of 984 KB carries, with room to spare. */
export const shallowBudget = 4_000;

/** What a unit may take of the stack, in bytes; a thread for `n` units gets `n` times that. */
export const bytesPerUnit = 256;

/** Starts the counts again. `budget` is the depth that this thread's stack carries. */
export function resetStack(limits: Limits, budget: number): void {
  stack.depth = 0;
  stack.calls = 0;
  stack.steps = 0;
  stack.budget = Math.min(budget, limits.depth);
  stack.limits = limits;
  stack.read = new WeakSet();
}

/** Takes `units` of the stack; the caller gives them back, or restores `stack.depth` when it catches. */
export function descend(units: number): void {
  stack.depth += units;
  if (stack.depth > stack.budget) tooDeep();
  stack.steps += 1;
  if (stack.steps > stack.limits.steps) tooManySteps();
}

/** Accounts for work that grows with a number rather than with the source. */
export function spend(steps: number): void {
  stack.steps += steps;
  if (stack.steps > stack.limits.steps) tooManySteps();
}

/** Accounts for a list of so many items, each of which takes some memory. */
export function spendItems(count: number): void {
  spend(8 * count);
}

/**
 * Accounts for a text of so many bytes that is put together from others.
 *
 * @param added how many of them are new; the engine shares the rest with the text that they are added to
 * @throws LimitError before the engine's own limit for a text is met
 */
export function spendText(bytes: number, added = bytes): void {
  const most = Math.min(4 * stack.limits.steps, longestText);
  if (bytes > most) throw new LimitError('steps', `a text gets longer than ${most} bytes`);
  spend(added >>> 6);
}

/**
 * Accounts for a text that is looked at from end to end. What reads a text pays for its copy, too: one that was put together
 * is in pieces until then.
 */
export function spendReading(text: string): void {
  spend(text.length >>> 7);
}

/** As {@link spendReading}, where something is done at each byte. */
export function spendScanning(text: string): void {
  spend(text.length >>> 3);
}

/** As {@link spendReading}, for what looks at a part only: once for each thunk. */
export function spendFirstReading(slot: object | null, text: string): void {
  if (slot !== null && stack.read.has(slot)) return;
  spendReading(text);
  if (slot !== null) stack.read.add(slot);
}

/** Two of them still make a string in JavaScript. */
const longestText = 2 ** 28;

function tooManySteps(): never {
  throw new LimitError('steps', `gave up after ${stack.limits.steps} evaluation steps`);
}

function tooDeep(): never {
  if (stack.depth <= stack.limits.depth) throw new StackHandover();
  throw new LimitError(
    'depth',
    `expressions nest more than ${stack.limits.depth} deep in evaluation`,
  );
}

/** Computes what goes as deep as the data that it is computed from: each level takes `units`. */
export function below<T>(units: number, compute: () => T): T {
  descend(units);
  const result = compute();
  stack.depth -= units;
  return result;
}

/** What nests as calls do; the caller gives the call and its units back, or restores them when it catches. */
export function enter(units: number): void {
  stack.calls += 1;
  if (stack.calls > stack.limits.calls) tooManyCalls();
  descend(units);
}

export function leave(units: number): void {
  stack.calls -= 1;
  stack.depth -= units;
}

/** Nix's `max-call-depth`. */
export function tooManyCalls(): never {
  const { calls } = stack.limits;
  const whose = calls === defaultLimits.calls ? " (Nix's own limit)" : '';
  throw new LimitError('calls', `more than ${calls} nested calls${whose}`);
}
