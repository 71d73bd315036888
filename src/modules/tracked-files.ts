import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path/posix';
import { toFsPath } from '../resolve/files.ts';
import { askGit } from './git.ts';

/**
 * The files that Git tracks in a work tree, and the folders they are in: all that exists for a flake.
 *
 * @param root absolute, links followed
 * @returns null if the root is no work tree; that Git does not answer, because it is missing, or refuses the repository
 */
export function trackedFiles(root: string): ReadonlySet<string> | 'no-answer' | null {
  if (!existsSync(toFsPath(`${root}/.git`))) return null;
  const listed = askGit(root, ['ls-files', '-z']);
  if (listed === null) return 'no-answer';
  const tracked = new Set<string>([root]);
  for (const name of listed.split('\0')) {
    if (name === '') continue;
    for (let at = `${root}/${name}`; !tracked.has(at); at = dirname(at)) tracked.add(at);
  }
  return tracked;
}

/** Where Git keeps what is tracked in a work tree: an absolute path, or null if Git can't be asked. */
export function indexFile(root: string): string | null {
  const path = askGit(root, ['rev-parse', '--git-path', 'index']);
  return path === null ? null : resolve(root, path.replace(/\n$/, ''));
}
