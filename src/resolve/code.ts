import type { Span } from '../report/span.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Slot, Value } from './value.ts';

/** The values of a scope's names, by slot, and the environment around it. */
export interface Environment {
  readonly slots: Slot[];
  readonly up: Environment | null;
}

/** Evaluates an expression to weak head normal form. Throws `NixError` and `UnknownSignal`. */
export type Evaluate = (environment: Environment) => Value;

/** An expression in the form that evaluates it. */
export interface Compiled {
  readonly evaluate: Evaluate;
  /** How many of these wait for each other at most, at one time, within this one. */
  readonly height: number;
  /** Of an expression with a scope of its own (`let`, `with`): the environment of its body. */
  readonly enter?: (environment: Environment) => Environment;
}

/**
 * An expression that can be evaluated later: what thunks and functions hold. It is compiled when it is first
 * needed.
 */
export interface Code {
  readonly expression: Expression;
  readonly span: Span;
  /** Compiles a part of the expression, for whoever asks which part a value came from. */
  readonly compile: (part: Expression) => Compiled;
  evaluate: Evaluate;
  /** Stack units that one evaluation takes at most, not counting thunks and calls that it enters. */
  height: number;
}

export const noEnvironment: Environment = { slots: [], up: null };
