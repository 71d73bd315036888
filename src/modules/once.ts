import { NixError } from '../resolve/nix-error.ts';

/**
 * A computation that is done when it is first asked for. One that needs itself is an infinite recursion, as
 * it is in the module system.
 *
 * @param needed tells what it computes, for that error: "which modules there are"
 */
export function once<T>(needed: () => string, compute: () => T): () => T {
  let result: { readonly value: T } | null = null;
  let running = false;
  return () => {
    if (result !== null) return result.value;
    if (running) {
      throw new NixError(
        'infinite-recursion',
        `infinite recursion: this is needed to find ${needed()}`,
      );
    }
    running = true;
    try {
      result = { value: compute() };
      return result.value;
    } finally {
      running = false;
    }
  };
}
