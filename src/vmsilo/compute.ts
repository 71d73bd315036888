import type { Diagnostic } from '../report/diagnostic.ts';
import { isError } from '../report/report.ts';
import type { Span } from '../report/span.ts';
import { type Allocator, ownAllocator } from './allocator.ts';
import type { Attributes } from './data.ts';
import { makeInjections } from './injections.ts';
import { hashInputs } from './inputs-hash.ts';
import { type Plan, planNetwork } from './plan.ts';
import { rules } from './rules/index.ts';
import type { Network } from './vm.ts';

export interface Computed {
  /** What is known of the network, as far as it goes. */
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
  /** Null if a diagnostic is an error, or an input could not be read. Errors found elsewhere forbid writing it, too. */
  readonly output: Output | null;
}

/** What is written to the file. */
export interface Output {
  readonly injections: Attributes;
  /** See {@link hashInputs}. */
  readonly inputs: string;
}

/**
 * Checks a network by every rule, and computes its injections.
 *
 * @param entry the place of what concerns the configuration as a whole
 */
export function computeInjections(
  network: Network,
  entry: Span,
  allocator: Allocator = ownAllocator,
): Computed {
  const plan = planNetwork(network, entry, allocator);
  const diagnostics = [...plan.problems, ...rules.flatMap((rule) => rule(plan))];
  return { plan, diagnostics, output: outputOf(plan, diagnostics) };
}

function outputOf(plan: Plan, diagnostics: readonly Diagnostic[]): Output | null {
  const inputs = hashInputs(plan);
  if (inputs === null || diagnostics.some(isError)) return null;
  return { injections: makeInjections(plan.addressed), inputs };
}
