import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultCommand, defineCommandLine } from '../src/commands/command-line.ts';
import { makeRepository } from './cli/repository.ts';
import { type Block, blocksOf } from './code-blocks.ts';
import { allPages } from './links.ts';
import { needsNix, nixVersion } from './oracle/nix.ts';
import { replay } from './transcript.ts';

const pages = allPages().filter((page) => page === 'README.md' || page.startsWith('docs/'));
const read = (page: string) => readFileSync(page, 'utf8');

const { NIXPKGS_LIB } = process.env;
const hasNixpkgs = nixVersion !== null && NIXPKGS_LIB !== undefined;
const needs = NIXPKGS_LIB === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

/** What a page shows of commands, and what they print, where its reader has a nixpkgs at `~/nixpkgs`. */
function check(page: string): void {
  const repository = makeRepository({ NIX_REMOTE: 'dummy://' });
  if (hasNixpkgs) symlinkSync(NIXPKGS_LIB, join(repository.folder, '../nixpkgs'));
  const [, name = ''] = /^docs\/(.*)\.md$/.exec(page) ?? [];
  const steps = replay(read(page), repository, join('test/pages', name));
  expect(steps.map(({ command, printed }) => [command, printed])).toEqual(
    steps.map(({ command, shown }) => [command, shown]),
  );
}

const withCommands = pages.filter((page) => read(page).includes('\n```console\n'));
const withNix = 'docs/verify.md';

test.each(withCommands.filter((page) => page !== withNix))(
  'what %s shows of commands is what they print',
  check,
);

describe.skipIf(!hasNixpkgs)(needs, () => {
  test(`what ${withNix} shows of commands is what they print`, () => check(withNix));
});

/** The program's commands in a text's code spans: their words, without what stands for any word. */
function commandsIn(text: string): readonly (readonly string[])[] {
  const spans = text.replace(/^```.*?^```$/gms, '').matchAll(/`vmsilo-nixgen ([^`]*)`/g);
  return [...spans].map(([, words = '']) => words.replaceAll('\n', ' ').split(' '));
}

const withSpans = allPages().filter((page) => commandsIn(read(page)).length > 0);

test.each(withSpans)('the commands in the text of %s are there, with their options', (page) => {
  const { commands } = defineCommandLine('0').program;
  const isWrong = ([first = '', ...rest]: readonly string[]) => {
    const named = commands.find((command) => command.name() === first);
    const command = named ?? commands.find((one) => one.name() === defaultCommand);
    const isKnown = (flag: string) =>
      /^(?:--help|--version)$/.test(flag) ||
      command?.options.some(({ short, long }) => short === flag || long === flag) === true;
    const flags = [first, ...rest].filter((word) => /^--?\w/.test(word));
    const isPath = first === '' || /^[-./[]/.test(first) || first.includes('/');
    return (
      (named === undefined && !isPath) || !flags.every((flag) => isKnown(flag.replace(/=.*/, '')))
    );
  };
  expect(commandsIn(read(page)).filter(isWrong)).toEqual([]);
});

/** Blocks that are not replayed, by page and language, and the test that holds them true. */
const elsewhere: Readonly<Record<string, string>> = {
  'README.md sh': 'test/readme.test.ts',
  'README.md nix': 'test/readme.test.ts',
  'README.md text': 'test/readme.test.ts',
  'docs/commands.md ': 'scripts/docs.mjs',
  'docs/diagnostics.md json': 'test/diagnostics.test.ts',
  'docs/diagnostics.md nix': 'test/diagnostics.test.ts',
  'docs/diagnostics.md sh': 'test/diagnostics.test.ts',
  'docs/diagnostics.md text': 'test/diagnostics.test.ts',
  'docs/editors.md json': 'test/editors.test.ts',
  'docs/editors.md lua': 'test/editors.test.ts',
  'docs/editors.md toml': 'test/editors.test.ts',
  'docs/getting-started.md sh': 'test/package.test.ts',
  'docs/hooks.md nix': 'test/nix/docs.test.ts',
  'docs/hooks.md sh': 'test/cli/hook.test.ts',
  'docs/hooks.md yaml': 'test/cli/hook.test.ts',
  'docs/library.md js': 'test/library.test.ts',
  'docs/nixos.md nix': 'test/nix/docs.test.ts',
  'docs/watch.md text': 'test/cli/watch-page.test.ts',
};

test('every block is replayed, or has a test of its own', () => {
  const kinds = pages.flatMap((page) =>
    blocksOf(read(page))
      .filter((block) => !isReplayed(page, block))
      .map(({ language }) => `${page} ${language}`),
  );
  expect([...new Set(kinds)].sort()).toEqual(Object.keys(elsewhere).sort());
  const isUntested = ([kind, path]: [string, string]) =>
    !read(path).includes(kind.replace(/ .*/, ''));
  expect(Object.entries(elsewhere).filter(isUntested)).toEqual([]);
});

/** A file counts where commands read it. */
function isReplayed(page: string, { language, file }: Block): boolean {
  if (language === 'console') return true;
  return /^(?:nix|json)$/.test(language) && file !== null && withCommands.includes(page);
}
