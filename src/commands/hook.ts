import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path/posix';
import { askGit, workTreeTop } from '../modules/git.ts';
import { showPath } from '../report/path.ts';
import { show } from '../report/quote.ts';
import { encode } from '../report/utf8.ts';
import { isBelow, realPath, toFsPath } from '../resolve/files.ts';
import { attempt, Failure } from './failure.ts';
import { readCurrent } from './output-file.ts';
import type { ExitStatus } from './run.ts';
import { shellWord } from './shell-word.ts';
import type { Surroundings } from './surroundings.ts';
import { writeShown } from './tell.ts';
import { writeFile } from './write-file.ts';

/** As on the command line. */
export interface HookOptions {
  /** Puts the hook where Git looks for it. */
  readonly install?: boolean;
}

/**
 * Prints a Git hook that keeps the injections of a configuration fresh, or installs it.
 *
 * @param entry the configuration, relative to the working folder
 * @throws Failure if a hook that is not ours is in the way
 */
export async function hook(
  entry: string,
  { install = false }: HookOptions,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const { workingFolder } = surroundings;
  const top = workTreeTop(workingFolder);
  if (top === null) {
    if (install) throw new Failure(`cannot install the hook: ${reasonAgainst(workingFolder)}`);
    await writeShown(hookText(commandFor(encode(entry))), surroundings);
    return 0;
  }
  const path = relative(
    top,
    attempt(`read \`${show(encode(entry))}\``, () =>
      realPath(resolve(workingFolder, encode(entry))),
    ),
  );
  const command = commandFor(path === '' ? '.' : path);
  if (install) installHook(top, command, surroundings);
  else await writeShown(hookText(command), surroundings);
  return 0;
}

const mark = '# Made by `vmsilo-nixgen hook`:';

/** @param entry relative to the top of the work tree, where Git runs hooks; a byte string */
function commandFor(entry: string): string {
  return `vmsilo-nixgen generate --staged -- ${shellWord(entry)}`;
}

function hookText(command: string): string {
  return `#!/bin/sh
${mark} a commit has the injections that fit what it has of the configuration.
exec ${command}
`;
}

function installHook(
  top: string,
  command: string,
  { workingFolder, writeMessage }: Surroundings,
): void {
  const text = hookText(command);
  const path = hookPath(top, command);
  const name = showPath(path, workingFolder);
  const stats = attempt(`read \`${name}\``, () =>
    lstatSync(toFsPath(path), { throwIfNoEntry: false }),
  );
  if (stats === undefined) {
    attempt(`write \`${name}\``, () => mkdirSync(toFsPath(dirname(path)), { recursive: true }));
    writeFile({ name, target: path, current: null }, text, 0o777);
    writeMessage(`\`${name}\` is written\n`);
    return;
  }
  const current = readCurrent(path, name);
  if (!stats.isFile() || !current.includes(mark)) {
    if (current.includes(command)) {
      writeMessage(`\`${name}\` runs vmsilo-nixgen already\n`);
      return;
    }
    throw new Failure(
      `\`${name}\` is a hook of yours: add this line to it: ${show(command)} || exit`,
    );
  }
  const mode = (stats.mode & 0o7777) | 0o111;
  const isWritten = writeFile({ name, target: path, current: { text: current, mode } }, text);
  writeMessage(`\`${name}\` is ${isWritten ? 'written' : 'up to date'}\n`);
}

/** Why a folder has no Git work tree, and what to do. */
function reasonAgainst(folder: string): string {
  return askGit(folder, ['version']) === null
    ? 'there is no `git`: install Git (https://git-scm.com)'
    : 'this is no Git work tree: run it in one';
}

/** @throws Failure if other repositories have the same hooks */
function hookPath(top: string, command: string): string {
  const folder = askGit(top, ['rev-parse', '--git-path', 'hooks']);
  const common = askGit(top, ['rev-parse', '--git-common-dir']);
  if (folder === null || common === null) {
    throw new Failure('cannot install the hook: Git does not say where its hooks are');
  }
  const absolute = (path: string) => resolve(top, path.replace(/\n$/, ''));
  const hooks = absolute(folder);
  if (!isBelow(hooks, top) && !isBelow(hooks, absolute(common))) {
    throw new Failure(
      `\`core.hooksPath\` leads to \`${show(hooks)}\`, which other repositories may use, too: there, run ${show(`exec ${command}`)} for this one only`,
    );
  }
  return `${hooks}/pre-commit`;
}
