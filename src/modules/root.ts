import { dirname } from 'node:path/posix';
import type { Files } from '../resolve/files.ts';

/**
 * The folder that nothing is read outside of: the Git work tree that a folder is in, else the folder itself.
 *
 * @param folder absolute, links followed
 * @param files where to look for it
 */
export function findRoot(folder: string, files: Pick<Files, 'inspect'>): string {
  for (let at = folder; ; at = dirname(at)) {
    if (isThere(`${at === '/' ? '' : at}/.git`, files)) return at;
    if (at === '/') return folder;
  }
}

function isThere(path: string, files: Pick<Files, 'inspect'>): boolean {
  return 'real' in files.inspect(path);
}
