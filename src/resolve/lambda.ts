import type { Span } from '../report/span.ts';
import type { FunctionLiteral } from '../syntax/expression.ts';
import type { Code, Environment } from './code.ts';
import type { Slot, Value } from './value.ts';

/** A function of the source, compiled. */
export interface LambdaCode {
  readonly expression: FunctionLiteral;
  readonly span: Span;
  readonly body: Code;
  /** The environment of its body, for an argument. */
  readonly enter: (environment: Environment, argument: Slot) => Environment;
  /** Applies it, in the environment that it was made in. */
  readonly invoke: (environment: Environment, argument: Slot) => Value;
}
