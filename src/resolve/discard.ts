import { force } from './thunk.ts';
import { assumptions } from './unknown.ts';
import type { Slot } from './value.ts';

/**
 * Evaluates what Nix evaluates and then drops.
 *
 * @throws NixError if it fails; that it is unknown changes nothing
 */
export function discard(slot: Slot): void {
  const value = force(slot);
  if (typeof value === 'object' && value?.kind === 'unknown') assumptions.made += 1;
}
