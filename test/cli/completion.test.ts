import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineCommandLine } from '../../src/commands/command-line.ts';
import { makeFolder } from '../commands/folder.ts';
import { runProgram } from './program.ts';

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

/** A folder with the script for a shell, a folder and two files. */
function makeShellFolder(shell: string): string {
  const folder = makeFolder();
  const { status, stdout } = runProgram(folder, 'completion', shell);
  expect(status).toBe(0);
  writeFileSync(join(folder, 'script'), stdout);
  mkdirSync(join(folder, 'hosts'));
  writeFileSync(join(folder, 'home.nix'), '');
  writeFileSync(join(folder, 'a b.nix'), '');
  return folder;
}

/** What bash offers for the last of the words. */
function offersOfBash(...words: readonly string[]): readonly string[] {
  const folder = makeShellFolder('bash');
  const program = `source ./script
COMP_WORDS=(vmsilo-nixgen "$@"); COMP_CWORD=$#
_vmsilo_nixgen; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['-c', program, 'bash', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

describe('bash', () => {
  test('offers commands and files where the first word is', () => {
    expect(offersOfBash('ho')).toEqual(['home.nix', 'hook', 'hosts']);
    expect(offersOfBash('ver')).toEqual(['verify']);
  });

  test('offers the options of the command', () => {
    expect(offersOfBash('--fo')).toEqual(['--force', '--format']);
    expect(offersOfBash('adopt', '--w')).toEqual(['--write']);
    expect(offersOfBash('verify', '--w')).toEqual([]);
  });

  test('offers the values of options', () => {
    expect(offersOfBash('--format', 'g')).toEqual(['github', 'gnu']);
    expect(offersOfBash('--format', '=', 'g')).toEqual(['github', 'gnu']);
    expect(offersOfBash('--root', 'h')).toEqual(['hosts']);
    expect(offersOfBash('--output', 'a')).toEqual(['a b.nix']);
    expect(offersOfBash('--range', 'h')).toEqual([]);
    expect(offersOfBash('completion', 'z')).toEqual(['zsh']);
  });
});

/** What fish offers behind the last of the words, without descriptions. */
function offersOfFish(line: string): readonly string[] {
  const folder = makeShellFolder('fish');
  const program = 'source ./script; complete -C $argv[1]';
  const text = execFileSync('fish', ['--no-config', '-c', program, line], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, HOME: folder },
  });
  return text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => one.split('\t')[0] ?? '');
}

const hasFish = isInstalled('fish');

describe.skipIf(!hasFish)(`fish${hasFish ? '' : ' (SKIPPED: it is not installed)'}`, () => {
  test('offers commands, options and their values', () => {
    expect(offersOfFish('vmsilo-nixgen ver')).toEqual(['verify']);
    expect(offersOfFish('vmsilo-nixgen --fo')).toEqual(['--force', '--format']);
    expect(offersOfFish('vmsilo-nixgen adopt --w')).toEqual(['--write']);
    expect(offersOfFish('vmsilo-nixgen --format g')).toEqual(['github', 'gnu']);
    expect(offersOfFish('vmsilo-nixgen --root h')).toEqual(['hosts/']);
    expect(offersOfFish('vmsilo-nixgen completion z')).toEqual(['zsh']);
  });
});

/** The words that zsh gives the program where Tab is pressed at the end of a line, and then Enter. */
function completedByZsh(line: string): string {
  const folder = makeShellFolder('zsh');
  const program = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "autoload -Uz compinit; compinit -D -u; source ./script; vmsilo-nixgen() { print -r -- \\"{\\$*}\\" }; print rea''dy"
zpty -r z out '*ready*'
zpty -n -w z "$1"$'\\t\\n'
zpty -r z out '*{*}*'
zpty -d z
print -r -- "$out"`;
  const text = execFileSync('zsh', ['-f', '-c', program, 'zsh', line], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return /\{(.*)\}/.exec(text)?.[1]?.trimEnd() ?? text;
}

const hasZsh = isInstalled('zsh');

describe.skipIf(!hasZsh)(`zsh${hasZsh ? '' : ' (SKIPPED: it is not installed)'}`, () => {
  test('completes commands, options and their values', () => {
    expect(completedByZsh('vmsilo-nixgen ver')).toBe('verify');
    expect(completedByZsh('vmsilo-nixgen --form')).toBe('--format');
    expect(completedByZsh('vmsilo-nixgen adopt --w')).toBe('adopt --write');
    expect(completedByZsh('vmsilo-nixgen --format gi')).toBe('--format github');
    expect(completedByZsh('vmsilo-nixgen generate --root ho')).toBe('generate --root hosts');
    expect(completedByZsh('vmsilo-nixgen completion z')).toBe('completion zsh');
  });
});

test('an unknown shell is a usage error', () => {
  expect(runProgram('.', 'completion', 'tcsh')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Allowed choices are bash, zsh, fish.'),
  });
});

const hasMandoc = spawnSync('mandoc', ['-Tlint', '/dev/null']).error === undefined;

test.skipIf(!hasMandoc)(
  `the man page is without fault${hasMandoc ? '' : ' (SKIPPED: mandoc is not installed)'}`,
  () => {
    const { stdout } = spawnSync('mandoc', ['-Tlint', '-Wwarning', 'dist/vmsilo-nixgen.1'], {
      encoding: 'utf8',
    });
    expect(stdout.split('\n').filter((line) => !line.includes('missing date'))).toEqual(['']);
  },
);

test('the man page names every option', () => {
  const page = readFileSync('dist/vmsilo-nixgen.1', 'utf8').replaceAll('\\-', '-');
  const options = defineCommandLine('0').program.commands.flatMap((command) =>
    command.options.map(({ long }) => long),
  );
  expect(options).toContain('--staged');
  expect([...new Set(options)].filter((option) => !page.includes(`${option}\\fR`))).toEqual([]);
});
