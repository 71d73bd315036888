import { NixError } from '../resolve/nix-error.ts';
import { assumptions } from '../resolve/unknown.ts';

/**
 * A computation that is done when it is first asked for. One that needs itself is an infinite recursion, as
 * it is in the module system.
 *
 * What it took for granted (see `assumptions`) is counted for each who asks.
 *
 * @param needed tells what it computes, for that error: "which modules there are"
 */
export function once<T>(needed: () => string, compute: () => T): () => T {
  let result: { readonly value: T; readonly isAssumed: boolean } | null = null;
  let running = false;
  return () => {
    if (result !== null) {
      if (result.isAssumed) assumptions.made += 1;
      return result.value;
    }
    if (running) {
      throw new NixError(
        'infinite-recursion',
        `infinite recursion: this is needed to find ${needed()}`,
      );
    }
    running = true;
    const { made } = assumptions;
    try {
      const value = compute();
      result = { value, isAssumed: assumptions.made !== made };
      return value;
    } finally {
      running = false;
    }
  };
}
