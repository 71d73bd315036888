import type { Random } from '../fuzz/random.ts';

/** One input, and what is asked of it. */
export interface Trial {
  /** The input as it is shown; one character a byte. */
  readonly text: string;
  /** What came of it, in a word. Throws if that is not as it should be. */
  readonly check: () => string;
  /** Inputs that are a bit smaller. */
  readonly smaller: () => Iterable<Trial>;
}

export type Target = (random: Random) => Trial;

/** A trial of a text, of which any part can be left out. */
export function trialOf(text: string, check: (text: string) => string): Trial {
  return {
    text,
    check: () => check(text),
    *smaller() {
      for (let size = text.length >> 1; size > 0; size >>= 1) {
        for (let at = 0; at < text.length; at += size) {
          yield trialOf(text.slice(0, at) + text.slice(at + size), check);
        }
      }
    },
  };
}

/** @throws an error of the message, where the condition does not hold */
export function demand(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}
