import { posix } from 'node:path';
import { show } from './quote.ts';

/**
 * A file's path as messages show it: relative to the working folder, escaped. What is no absolute path
 * (`<command line>`) stays as it is.
 *
 * @param path byte string
 * @param workingFolder absolute path, byte string
 */
export function showPath(path: string, workingFolder: string): string {
  if (!posix.isAbsolute(path)) return show(path);
  const relative = posix.relative(workingFolder, path);
  return relative === '' ? '.' : show(relative);
}
