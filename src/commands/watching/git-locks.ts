import { existsSync } from 'node:fs';
import { indexFile } from '../../modules/tracked-files.ts';
import { toFsPath } from '../../resolve/files.ts';

/**
 * Tells whether Git has the index of a work tree locked, as it has while it switches branches. Where the lock is, Git is asked
 * once for each tree.
 *
 * @returns a function of the top of a work tree, or of a folder in none
 */
export function createGitLocks(): (top: string) => boolean {
  const locks = new Map<string, string | null>();
  return (top) => {
    let lock = locks.get(top);
    if (lock === undefined) {
      const index = indexFile(top);
      lock = index && `${index}.lock`;
      locks.set(top, lock);
    }
    return lock !== null && existsSync(toFsPath(lock));
  };
}
