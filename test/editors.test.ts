import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRepository } from './cli/repository.ts';
import { startSession } from './cli/session.ts';
import { blocksOf } from './code-blocks.ts';
import { makeFolder } from './commands/folder.ts';

interface Tasks {
  readonly tasks: readonly [
    {
      readonly command: string;
      readonly args: readonly string[];
      readonly problemMatcher: {
        readonly pattern: {
          readonly regexp: string;
          readonly file: number;
          readonly line: number;
          readonly column: number;
          readonly severity: number;
          readonly message: number;
          readonly code: number;
        };
        readonly background: { readonly beginsPattern: string; readonly endsPattern: string };
      };
    },
  ];
}

const page = readFileSync('docs/editors.md', 'utf8');
const mistaken = `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms.a.network.netvm = "b";
}
`;

test('the problem matcher for VS Code reads what the watch prints', async () => {
  const tasks: Tasks = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '');
  const [{ command, args, problemMatcher }] = tasks.tasks;
  const { pattern, background } = problemMatcher;
  expect(command).toBe('vmsilo-nixgen');

  const folder = makeFolder();
  writeFileSync(
    join(folder, 'configuration.nix'),
    '{ programs.vmsilo.nixosVms.a.network.netvm = "b"; }\n',
  );
  const session = startSession(folder, ...args);
  const [begin, ...rest] = await session.until(new RegExp(background.endsPattern));
  expect(begin).toMatch(new RegExp(background.beginsPattern));
  const fieldsOf = (line: string) => {
    const match = new RegExp(pattern.regexp).exec(line);
    const { file, line: row, column, severity, message, code } = pattern;
    return match && [file, row, column, severity, message, code].map((group) => match[group]);
  };
  expect(rest.map(fieldsOf)).toEqual([
    ['configuration.nix', '1', '1', 'note', expect.any(String), 'vmsilo-enable-unknown'],
    [
      'configuration.nix',
      '1',
      '46',
      'error',
      'there is no VM `b` to route through',
      'netvm-unknown',
    ],
    null,
  ]);
});

const hasNeovim = spawnSync('nvim', ['--version']).status === 0;
const needsNeovim = hasNeovim ? '' : ' (SKIPPED: no nvim on PATH)';

describe.skipIf(!hasNeovim)(`Neovim${needsNeovim}`, () => {
  /** What a function in Lua returns once the page's file was run in a buffer of the mistaken configuration. */
  function ask(file: string, ...commands: readonly string[]): unknown {
    const repository = makeRepository();
    const block = blocksOf(page).find((one) => one.file === file);
    repository.put({ 'configuration.nix': mistaken, 'page.lua': block?.text ?? '' });
    const all = ['luafile page.lua', ...commands, 'quitall!'].flatMap((command) => ['-c', command]);
    const words = ['--headless', '--clean', ...all, 'configuration.nix'];
    const { stdout } = repository.run('.', 'nvim', ...words);
    return JSON.parse(stdout);
  }
  const print = (value: string) => `lua io.stdout:write(vim.json.encode(${value}))`;

  test('reads the lines into the quickfix list', () => {
    const found = ask('after/ftplugin/nix.lua', 'silent make!', print('vim.fn.getqflist()'));
    const text = 'there is no VM `b` to route through [netvm-unknown]';
    expect(found).toMatchObject([{ lnum: 3, col: 46, type: 'e', text, valid: 1 }]);
  });

  test('shows what the watch finds', () => {
    const isThere = 'vim.wait(20000, function() return #vim.diagnostic.get() > 0 end)';
    const found = ask(
      'plugin/vmsilo-nixgen.lua',
      'VmsiloNixgenWatch',
      `lua ${isThere}`,
      print('vim.diagnostic.get()'),
    );
    const message = 'there is no VM `b` to route through [netvm-unknown]';
    expect(found).toMatchObject([{ lnum: 2, col: 45, severity: 1, message }]);
  });
});

const hasEmacs = spawnSync('emacs', ['--version']).status === 0;

test.skipIf(!hasEmacs)(
  `Emacs reads the lines in a compilation buffer${hasEmacs ? '' : ' (SKIPPED: no emacs on PATH)'}`,
  () => {
    const { put, run } = makeRepository();
    put({ 'configuration.nix': mistaken });
    run('.', 'sh', '-c', 'vmsilo-nixgen --format=gnu 2>messages');
    const probe = join(import.meta.dirname, 'compilation.el');
    const { stdout } = run('.', 'emacs', '--batch', '--quick', '--load', probe);
    expect(stdout).toBe('("configuration.nix" 3 46 2)\n');
  },
);

test('the key for Helix runs a command that shows what is wrong', () => {
  const [, command = ''] = /":sh (vmsilo-nixgen [^"]*)"/.exec(page) ?? [];
  const { put, run } = makeRepository();
  put({ 'configuration.nix': mistaken });
  const { status, stderr } = run('.', 'sh', '-c', command);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'configuration.nix:3:46: error: there is no VM `b` to route through [netvm-unknown]\n',
  });
});
