import type { Span } from '../report/span.ts';
import { pathTo } from './unknown.ts';
import type { Value } from './value.ts';
import { setOf } from './value.ts';

/** A place as Nix tells it to a program: file, and line and column from 1, in bytes. Null for no place. */
export function positionValue(span: Span | null): Value {
  if (span === null) return null;
  const { source, start } = span;
  const before = source.text.slice(0, start);
  return setOf([
    ['file', source.isCopied === true ? pathTo(source.path) : source.path],
    ['line', before.split('\n').length],
    ['column', start - before.lastIndexOf('\n')],
  ]);
}
