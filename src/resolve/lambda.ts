import type { Span } from '../report/span.ts';
import type { FunctionLiteral } from '../syntax/expression.ts';
import type { Environment } from './code.ts';
import type { Slot, Value } from './value.ts';

/** A function of the source, compiled. */
export interface LambdaCode {
  readonly expression: FunctionLiteral;
  readonly span: Span;
  /** Applies it, in the environment that it was made in. */
  readonly invoke: (environment: Environment, argument: Slot) => Value;
}
