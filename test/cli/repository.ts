import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../commands/folder.ts';
import { type Outcome, program } from './program.ts';

/** A Git repository with a work tree, and the built program on the path of its hooks. */
export interface Repository {
  readonly folder: string;
  readonly git: (...words: readonly string[]) => Outcome;
  /** Runs a program in a folder of the work tree. */
  readonly run: (folder: string, command: string, ...words: readonly string[]) => Outcome;
  /** Writes files into the work tree. */
  readonly put: (files: Readonly<Record<string, string>>) => void;
}

/**
 * An empty repository of its own for the running test; nothing of the user's settings counts.
 *
 * @param variables beside those that a Git repository needs
 */
export function makeRepository(variables: Readonly<Record<string, string>> = {}): Repository {
  const parent = makeFolder();
  const folder = join(parent, 'tree');
  const programs = join(parent, 'bin');
  mkdirSync(folder);
  mkdirSync(programs);
  symlinkSync(program, join(programs, 'vmsilo-nixgen'));
  const env = {
    PATH: `${programs}:${process.env.PATH}`,
    HOME: parent,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.org',
    ...variables,
  };
  const run = (at: string, command: string, ...words: readonly string[]): Outcome => {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: join(folder, at),
      env,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const git = (...words: readonly string[]) => run('.', 'git', ...words);
  const put = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  git('init', '-q', '-b', 'main');
  return { folder, git, run, put };
}
