import { type Code, type Severity, severityOf } from './codes.ts';
import type { Span } from './span.ts';

/** Another place that matters to a diagnostic, and what it has to do with it. */
export interface Related {
  readonly message: string;
  readonly span: Span;
}

/**
 * One finding about the configuration.
 *
 * Texts are Unicode, and hold names and values of the configuration only as `report/quote.ts` shows them.
 */
export interface Diagnostic {
  readonly code: Code;
  /** Where it is not that of the code. */
  readonly severity?: Severity;
  /** What is wrong, in one sentence without a final full stop. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly help?: string;
  readonly span: Span;
  readonly related: readonly Related[];
}

export function severityIn({ code, severity }: Diagnostic): Severity {
  return severity ?? severityOf[code];
}
