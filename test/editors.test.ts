import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSession } from './cli/session.ts';
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
