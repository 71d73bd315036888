import { existsSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { toFsPath } from '../resolve/files.ts';

/**
 * The folder that nothing is read outside of: the Git work tree that a folder is in, else the folder itself.
 *
 * @param folder absolute, links followed
 */
export function findRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(toFsPath(`${at === '/' ? '' : at}/.git`))) return at;
    if (at === '/') return folder;
  }
}
