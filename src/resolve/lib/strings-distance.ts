import { known } from '../demand.ts';
import { equal } from '../equal.ts';
import { spend } from '../stack.ts';
import { coerceToString, interpolation } from '../text.ts';
import type { Slot } from '../value.ts';

/** The edit distance of two byte strings. */
export function levenshtein(left: string, right: string): number {
  spend((left.length + 1) * (right.length + 1));
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const [line, character] of [...left].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (row[column] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** Whether the distance is at most `limit`; below 1 that is `==`, of any values. */
export function levenshteinAtMost(limit: number, left: Slot, right: Slot): boolean {
  if (limit <= 0) return equal(known(left), known(right));
  const first = coerceToString(left, interpolation);
  const second = coerceToString(right, interpolation);
  return levenshtein(first, second) <= limit;
}

export function commonPrefixLength(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  let length = 0;
  while (length < limit && left[length] === right[length]) length++;
  return length;
}

export function commonSuffixLength(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  let length = 0;
  while (length < limit && left.at(-1 - length) === right.at(-1 - length)) length++;
  return length;
}
