/**
 * The candidate that somebody who typed `name` most likely meant, if one is near enough: at most a third of the
 * name's bytes inserted, deleted or replaced (Levenshtein's distance). Of equally near ones, the first.
 */
export function suggest(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let limit = Math.max(1, Math.floor(name.length / 3));
  for (const candidate of candidates) {
    const far = distance(name, candidate, limit);
    if (far > limit) continue;
    best = candidate;
    limit = far - 1;
  }
  return best;
}

/** The edit distance, or some number above `limit` if it is more than that. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const replaced = from[line - 1] === to[column - 1] ? 0 : 1;
      next.push(
        Math.min(
          (row[column - 1] ?? 0) + replaced,
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
        ),
      );
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[to.length] ?? 0;
}
