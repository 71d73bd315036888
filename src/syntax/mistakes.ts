import type { Diagnostic } from '../report/diagnostic.ts';

/** How many mistakes of a kind are told of one file. Nobody reads more, and each takes time to tell. */
export const mostMistakes = 100;

/** Adds a mistake to those of its kind, unless they are {@link mostMistakes}. */
export function addMistake(found: Diagnostic[], mistake: Diagnostic): void {
  if (found.length < mostMistakes) found.push(mistake);
}
