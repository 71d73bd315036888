import type { Span } from '../report/span.ts';
import type { Code, Environment } from './code.ts';
import { noEnvironment } from './code.ts';
import { isContextual, NixError } from './nix-error.ts';
import { descend, stack } from './stack.ts';
import { assumptions, derived, UnknownSignal } from './unknown.ts';
import type { Slot, Value } from './value.ts';

/**
 * A value to be computed when it is first needed, and then kept.
 *
 * The code and environment stay after that: they are how the value's way is told afterwards.
 */
export interface Thunk {
  readonly kind: 'thunk';
  readonly code: Code | NativeCode;
  readonly environment: Environment;
  state: 'pending' | 'running' | 'done' | 'failed';
  /** What it is, once it is done. */
  value: Value;
  /** Why it has none, once it has failed. */
  error: NixError | null;
  /** Whether the value was taken as known although something unknown may fail: see `assumptions`. */
  assumed: boolean;
}

/** A computation that no expression of the source stands for. */
export interface NativeCode {
  readonly expression: null;
  /** What it computes, for messages. */
  readonly span: Span | null;
  readonly evaluate: () => Value;
  readonly height: number;
}

export function thunk(code: Code, environment: Environment): Thunk {
  return create(code, environment);
}

/** A thunk whose value is known without evaluation, and which still knows the expression it is written as. */
export function constant(code: Code, value: Value): Thunk {
  const done = create(code, noEnvironment);
  done.state = 'done';
  done.value = value;
  return done;
}

/** A thunk of ours. */
export function delay(evaluate: () => Value, span: Span | null = null): Thunk {
  return create({ expression: null, span, evaluate, height: 4 }, noEnvironment);
}

function create(code: Code | NativeCode, environment: Environment): Thunk {
  return {
    kind: 'thunk',
    code,
    environment,
    state: 'pending',
    value: null,
    error: null,
    assumed: false,
  };
}

/**
 * The value in weak head normal form, which may be unknown.
 *
 * @throws NixError where Nix fails, each time it is forced
 */
export function force(slot: Slot): Value {
  if (typeof slot !== 'object' || slot === null || slot.kind !== 'thunk') return slot;
  if (slot.state === 'done') {
    if (slot.assumed) assumptions.made += 1;
    return slot.value;
  }
  return evaluate(slot);
}

function evaluate(thunk: Thunk): Value {
  if (thunk.error !== null) throw thunk.error;
  if (thunk.state === 'running') {
    throw new NixError(
      'infinite-recursion',
      'infinite recursion: this value needs itself',
      thunk.code.span,
    );
  }
  thunk.state = 'running';
  const { depth, calls } = stack;
  const assumed = assumptions.made;
  let value: Value;
  try {
    descend(thunk.code.height);
    value = thunk.code.evaluate(thunk.environment);
  } catch (signal) {
    stack.calls = calls;
    value = settle(thunk, signal);
  } finally {
    stack.depth = depth;
  }
  thunk.state = 'done';
  thunk.value = value;
  thunk.assumed = assumptions.made !== assumed;
  return value;
}

/**
 * What an evaluation that was broken off leaves: unknown is a value, an error of the thunk's own is kept, and
 * everything else passes as if it had not been tried.
 */
function settle(thunk: Thunk, signal: unknown): Value {
  if (signal instanceof UnknownSignal) return derived(signal.unknown);
  thunk.state = 'pending';
  if (signal instanceof NixError) {
    if (signal.kind === 'infinite-recursion') addToCycle(signal, thunk);
    if (!isContextual(signal)) {
      thunk.state = 'failed';
      thunk.error = signal;
    }
  }
  throw signal;
}

function addToCycle(error: NixError, thunk: Thunk): void {
  const { span } = thunk.code;
  if (span !== null && error.frames.length < cycleKept) {
    error.frames.push({ message: 'which is needed for this', span });
  }
}

const cycleKept = 12;
