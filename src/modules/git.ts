import { execFileSync } from 'node:child_process';
import { isBelow, toFsPath } from '../resolve/files.ts';

/**
 * What a Git command prints in a work tree, one character a byte; null if Git can't be run, or fails.
 *
 * @param top the work tree's, absolute
 * @param input what the command reads
 */
export function askGit(top: string, words: readonly string[], input = ''): string | null {
  return run(top, words, repositoryAt(top).environment, input);
}

/** The top of the work tree that a folder is in, with links followed; null if it is in none. */
export function workTreeTop(folder: string): string | null {
  const { environment, top } = repositoryAt(folder);
  return top ?? topIn(folder, environment);
}

interface Repository {
  readonly environment: NodeJS.ProcessEnv;
  /** The top of the work tree, if that is what the environment is about. */
  readonly top: string | null;
}

/**
 * What a hook is told of the repository that is being committed to (githooks(5)) is true of its own work tree only, and
 * not of a repository within.
 */
function repositoryAt(folder: string): Repository {
  if (process.env.GIT_DIR === undefined && process.env.GIT_INDEX_FILE === undefined) {
    return { environment: process.env, top: null };
  }
  const variables = Object.entries(process.env);
  const others = Object.fromEntries(variables.filter(([name]) => !repositoryVariables.has(name)));
  const top = topIn(process.cwd(), process.env);
  const nearest = topIn(folder, others);
  return top !== null && isBelow(folder, top) && (nearest === null || nearest === top)
    ? { environment: process.env, top }
    : { environment: others, top: null };
}

function topIn(folder: string, environment: NodeJS.ProcessEnv): string | null {
  const top = run(folder, ['rev-parse', '--show-toplevel'], environment, '');
  return top === null ? null : top.replace(/\n$/, '');
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

/**
 * A repository could name any program as its `fsmonitor`, and one to fetch by what it says is missing: Git runs neither,
 * and asks nobody.
 */
function run(
  folder: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  input: string,
): string | null {
  try {
    return execFileSync('git', ['-c', 'core.fsmonitor=false', ...words], {
      cwd: toFsPath(folder).toString(),
      env: { ...env, GIT_ALLOW_PROTOCOL: '', GIT_NO_LAZY_FETCH: '1' },
      input: Buffer.from(input, 'latin1'),
      encoding: 'latin1',
      maxBuffer: 2 ** 28,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}
