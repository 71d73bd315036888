import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { toFsPath } from '../resolve/files.ts';

/**
 * The files that Git tracks in a work tree, and the folders they are in: all that exists for a flake.
 *
 * @param root absolute, links followed
 * @returns null if the root is no work tree, or Git can't be asked
 */
export function trackedFiles(root: string): ReadonlySet<string> | null {
  if (!existsSync(toFsPath(`${root}/.git`))) return null;
  const listed = listFiles(root);
  if (listed === null) return null;
  const tracked = new Set<string>([root]);
  for (const name of listed.split('\0')) {
    if (name === '') continue;
    for (let at = `${root}/${name}`; !tracked.has(at); at = dirname(at)) tracked.add(at);
  }
  return tracked;
}

/** `fsmonitor` is off because a repository could name any program there. */
function listFiles(root: string): string | null {
  try {
    return execFileSync('git', ['-c', 'core.fsmonitor=false', 'ls-files', '-z'], {
      cwd: toFsPath(root).toString(),
      encoding: 'latin1',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}
