import { locate } from './location.ts';
import { relativePath } from './path.ts';
import type { Span } from './span.ts';

/** Where a span is, for tools: lines and columns from 1, columns in code points, the end exclusive. */
export interface PlainPlace {
  /** Relative to the working folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function plainPlace({ source, start, end }: Span, workingFolder: string): PlainPlace {
  const first = locate(source, start);
  const last = locate(source, end);
  return {
    file: relativePath(source.path, workingFolder),
    line: first.line,
    column: first.column,
    endLine: last.line,
    endColumn: last.column,
  };
}
