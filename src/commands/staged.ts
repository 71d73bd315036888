import { basename, dirname } from 'node:path/posix';
import { workTreeTop } from '../modules/git.ts';
import { committedBytes } from '../modules/git-index.ts';
import type { Analyse } from './analyse.ts';
import { Failure } from './failure.ts';
import {
  compare,
  deliver,
  describeLater,
  type GenerateOptions,
  generateRequest,
  judge,
  type Target,
  tell,
} from './generate.ts';
import type { OutputFile } from './output-file.ts';
import type { ExitStatus } from './run.ts';
import { shellWord } from './shell-word.ts';
import type { Surroundings } from './surroundings.ts';
import { writeFile } from './write-file.ts';

/**
 * Generates from what is staged, and judges the file that is staged: the work tree's is brought up to date where that
 * one is not.
 *
 * @returns 1 if the commit has to wait for that
 */
export async function generateStaged(
  entry: string,
  options: GenerateOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const request = generateRequest(entry, options, surroundings.workingFolder);
  const staged = { ...request, isStaged: true };
  const analysis = await analyse(staged);
  const stagedOf = remembering(stagedText);
  const isDone = ({ file, text }: Target): boolean =>
    !(file instanceof Failure) && stagedOf(file) === text;
  const judgement = judge(analysis, options, surroundings, isDone);
  const describe = describeLater(staged, analyse, surroundings);
  return deliver(analysis, judgement, options, surroundings, (file, text, path) =>
    bringUpToDate(file, stagedOf(file), text, options, surroundings, (before) =>
      describe(path, before),
    ),
  );
}

/** Git is asked once for each file. */
function remembering<T>(ask: (file: OutputFile) => T): (file: OutputFile) => T {
  const answers = new Map<OutputFile, T>();
  return (file) => {
    const known = answers.get(file);
    if (known !== undefined) return known;
    const answer = ask(file);
    answers.set(file, answer);
    return answer;
  };
}

async function bringUpToDate(
  file: OutputFile,
  staged: string | null | Failure,
  text: string,
  options: GenerateOptions,
  surroundings: Surroundings,
  describe: (before: string | null) => Promise<string>,
): Promise<ExitStatus> {
  if (staged instanceof Failure) throw staged;
  const { name } = file;
  if (options.check) {
    const current = staged === null ? null : { text: staged, mode: 0o644 };
    return compare({ ...file, current }, text, options, surroundings, describe);
  }
  if (staged === text) {
    tell(`\`${name}\` is up to date`, options, surroundings);
    return 0;
  }
  const isWritten = writeFile(file, text);
  const state = isWritten ? 'is written' : 'is up to date, but not staged';
  // The commit stops: that is told under --quiet, too.
  tell(`\`${name}\` ${state}: ${whatToDo(name)}`, { ...options, quiet: false }, surroundings);
  return 1;
}

/** What is staged of a file, null if nothing is; or why that can't be told. */
function stagedText({ name, target }: OutputFile): string | null | Failure {
  const top = workTreeTop(dirname(target));
  return top === null
    ? new Failure(
        `cannot compare \`${name}\` with what is staged: it is in no Git work tree: give one that is with \`--output\``,
      )
    : committedBytes(top, target);
}

/**
 * Git gives the hook the index itself, but for `git commit FILE` one of the named files only, and for `-a`, `-i` and `-p`
 * one that it forgets when the commit is stopped.
 */
function whatToDo(name: string): string {
  const word = shellWord(name);
  const index = basename(process.env.GIT_INDEX_FILE ?? '');
  const add = `\`git add ${word}\`, and commit again`;
  if (index.startsWith('next-index-')) return `${add} with ${word} named, too`;
  if (index === 'index.lock')
    return `${add} with the same options: what they staged is not staged any more`;
  return add;
}
