import { force } from './thunk.ts';
import { assumptions, isUnknown } from './unknown.ts';
import type { Slot } from './value.ts';

/**
 * Evaluates what Nix evaluates and then drops.
 *
 * @throws NixError if it fails; that it is unknown changes nothing
 */
export function discard(slot: Slot): void {
  if (isUnknown(force(slot))) assumptions.made += 1;
}
