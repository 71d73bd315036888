import { execFileSync } from 'node:child_process';
import { isSameFolder, toFsPath } from '../resolve/files.ts';

/**
 * What a Git command prints in a work tree, one character a byte; null if Git can't be run, or fails.
 *
 * @param root the work tree's top, absolute
 * @param input what the command reads
 */
export function askGit(root: string, words: readonly string[], input = ''): string | null {
  return run(toFsPath(root).toString(), words, environmentAt(root), input);
}

/** The top of the work tree that a folder is in, with links followed; null if it is in none. */
export function workTreeTop(folder: string): string | null {
  const top = askGit(folder, ['rev-parse', '--show-toplevel']);
  return top === null ? null : top.replace(/\n$/, '');
}

/**
 * What a hook is told of the repository that is being committed to is true of its own work tree only
 * (githooks(5)).
 */
function environmentAt(root: string): NodeJS.ProcessEnv {
  if (process.env.GIT_DIR === undefined && process.env.GIT_INDEX_FILE === undefined) {
    return process.env;
  }
  const top = run(process.cwd(), ['rev-parse', '--show-toplevel'], process.env, '');
  if (top !== null && isSameFolder(top.replace(/\n$/, ''), root)) return process.env;
  const ours = Object.entries(process.env).filter(([name]) => !repositoryVariables.has(name));
  return Object.fromEntries(ours);
}

/** As `git rev-parse --local-env-vars` lists them, but for those of `git -c`. */
const repositoryVariables: ReadonlySet<string> = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

/** `fsmonitor` is off because a repository could name any program there. */
function run(
  cwd: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  input: string,
): string | null {
  try {
    return execFileSync('git', ['-c', 'core.fsmonitor=false', ...words], {
      cwd,
      env,
      input: Buffer.from(input, 'latin1'),
      encoding: 'latin1',
      maxBuffer: 2 ** 28,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}
