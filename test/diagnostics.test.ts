import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codes } from '../src/report/codes.ts';
import { runProgram } from './cli/program.ts';
import { makeFolder } from './commands/folder.ts';

test('every example in docs/diagnostics.md prints what it says there', { timeout: 120_000 }, () => {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { status, stderr } = spawnSync('node', ['scripts/diagnostics.mjs', '--check'], {
    cwd,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('explain --code', () => {
  test('prints the section of a code', () => {
    const { status, stdout, stderr } = runProgram(makeFolder(), 'explain', '--code', 'netvm-self');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^## netvm-self\n\n\*error\*: A VM routes through itself\./);
    expect(stdout).not.toContain('## netvm-cycle');
  });

  test('knows every code', () => {
    const headings = codes.map((code) => {
      const { stdout } = runProgram(makeFolder(), 'explain', '--code', code);
      return stdout.split('\n', 1).join();
    });
    expect(headings).toEqual(codes.map((code) => `## ${code}`));
  });

  test.each([
    ['netvm-selv', 'did you mean netvm-self?'],
    ['nonsense', 'the codes are syntax-error, '],
  ])('helps with %s, which is none', (code, help) => {
    const { status, stdout, stderr } = runProgram(makeFolder(), 'explain', '--code', code);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`there is no code \`${code}\`: ${help}`);
  });
});
