import { show } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { describe } from './describe.ts';
import { discard } from './discard.ts';
import { attempt } from './join.ts';
import { spendScanning } from './stack.ts';
import { force } from './thunk.ts';
import type { Slot } from './value.ts';

/** What a program has told by `builtins.trace` or `builtins.warn`. */
export interface Trace {
  readonly kind: 'trace' | 'warning';
  /** Unicode text. */
  readonly message: string;
  /** The call that told it. */
  readonly span: Span | null;
}

/** What has been told so far, in the order that it was; and the call that is being made. */
export const traces: { site: Span | null; told: Trace[] } = { site: null, told: [] };

/**
 * Tells a message, which is evaluated for that; one that is unknown is told as such.
 *
 * @throws NixError if the message fails
 */
export function tell(kind: Trace['kind'], message: Slot): void {
  const { site } = traces;
  const value = attempt(() => force(message));
  discard(value);
  if (typeof value === 'string') spendScanning(value);
  const text = typeof value === 'string' ? show(value) : `«${describe(value)}»`;
  traces.told.push({ kind, message: text, span: site });
}
