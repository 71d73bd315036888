import type { Code } from './codes.ts';
import type { Span } from './span.ts';

/** Another place that matters to a diagnostic, and what it has to do with it. */
export interface Related {
  readonly message: string;
  readonly span: Span;
}

/**
 * One finding about the configuration. Its severity follows from its code.
 *
 * Texts are Unicode, and hold names and values of the configuration only as `report/quote.ts` shows them.
 */
export interface Diagnostic {
  readonly code: Code;
  /** What is wrong, in one sentence without a final full stop. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly help?: string;
  readonly span: Span;
  readonly related: readonly Related[];
}
