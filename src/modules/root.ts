import { dirname, join } from 'node:path/posix';
import type { Files } from '../resolve/files.ts';

/**
 * The folder that nothing is read outside of: the Git work tree that a folder is in, else the folder itself.
 *
 * @param folder absolute, links followed
 * @param files where to look for it
 */
export function findRoot(folder: string, files: Pick<Files, 'inspect'>): string {
  for (let at = folder; ; at = dirname(at)) {
    if ('real' in files.inspect(join(at, '.git'))) return at;
    if (at === '/') return folder;
  }
}
