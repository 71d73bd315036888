import type { Source, Span } from './span.ts';
import { decode } from './utf8.ts';

/**
 * A place as editors count it: lines from 1, broken at LF; columns from 1, in code points. A tab is one, and so
 * is a byte that is not UTF-8.
 */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** The location of a byte offset; the end of the text is one too. */
export function locate(source: Source, offset: number): Location {
  const starts = lineStarts(source);
  const line = lineOf(starts, offset);
  return { line, column: countCodePoints(source.text.slice(starts[line - 1], offset)) + 1 };
}

/** The bytes of a line (from 1), without its LF or CRLF. Empty for a line that the source does not have. */
export function lineSpan(source: Source, line: number): Span {
  const starts = lineStarts(source);
  const start = starts[line - 1] ?? source.text.length;
  const next = starts[line];
  if (next === undefined) return { source, start, end: source.text.length };
  const end = next - 1;
  return { source, start, end: end > start && source.text[end - 1] === '\r' ? end - 1 : end };
}

const startsOfSources = new WeakMap<Source, readonly number[]>();

function lineStarts(source: Source): readonly number[] {
  const known = startsOfSources.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  startsOfSources.set(source, starts);
  return starts;
}

/** The last line that starts at `offset` or before. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function countCodePoints(bytes: string): number {
  const text = decode(bytes);
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}
