import type { Source, Span } from '../../report/span.ts';
import type { Expression, Node } from '../../syntax/expression.ts';
import type { Code, Compiled, Environment } from '../code.ts';
import type { Slot, Value } from '../value.ts';

/** What the expressions of one file have in common. */
export interface Unit {
  readonly source: Source;
  /** The folder that relative paths start from: absolute, normalised. */
  readonly directory: string;
  /** See `Path.copiedFrom`. */
  readonly copiedFrom: string | null;
  /** The names that every file may use. */
  readonly globals: ReadonlyMap<string, Slot>;
  /** What `<path>` is. */
  readonly searchPath: (path: string, span: Span) => Value;
}

/** Makes the slot of an expression that is not needed yet. */
export type Delayed = (environment: Environment) => Slot;

/** The compiler of one file, as the parts of it that stand in files of their own see it. */
export interface Compiler {
  readonly unit: Unit;
  compile(expression: Expression): Compiled;
  /** The expression as code for a thunk, compiled when it is first needed. */
  code(expression: Expression): Code;
  /** @param filling the environment given is still being filled: do not read its own slots */
  delay(expression: Expression, filling?: boolean): Delayed;
  span(node: Node): Span;
}
