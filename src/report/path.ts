import { posix } from 'node:path';
import { locate } from './location.ts';
import { escapeText } from './quote.ts';
import type { Span } from './span.ts';
import { decode } from './utf8.ts';

/**
 * A file's path as messages show it: relative to the working folder, escaped. What is no absolute path
 * (`<command line>`) stays as it is.
 *
 * @param path byte string
 * @param workingFolder absolute path, byte string
 */
export function showPath(path: string, workingFolder: string): string {
  return escapeText(relativePath(path, workingFolder));
}

/** As {@link showPath}, not escaped: for tools. */
export function relativePath(path: string, folder: string): string {
  if (!posix.isAbsolute(path)) return decode(path);
  const relative = posix.relative(folder, path);
  return relative === '' ? '.' : decode(relative);
}

/** Where a span begins, as messages show it: `file:line:column`. */
export function showPlace({ source, start }: Span, workingFolder: string): string {
  const { line, column } = locate(source, start);
  return `${showPath(source.path, workingFolder)}:${line}:${column}`;
}
