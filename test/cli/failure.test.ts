import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../src/report/report.ts';
import { makeFolder } from '../commands/folder.ts';
import { program, runProgram, runProgramWith } from './program.ts';
import { makeRepository } from './repository.ts';

const reason =
  'cannot write `no/such/folder/%.nix`: there is no folder `no/such/folder`: make it first';

/** A run that warns and then can't write its file. */
function unwritable(format: Format): string {
  const folder = makeFolder();
  writeFileSync(
    join(folder, 'configuration.nix'),
    `{ programs.vmsilo = { enable = true; netvmRange = "10.0.0.1/16"; nixosVms = {
  net.network.isNetvm = true; a.network.netvm = "net"; }; }; }`,
  );
  const words = ['--format', format, '-o', 'no/such/folder/%.nix'];
  const { status, stdout, stderr } = runProgram(folder, ...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  return stderr;
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';

describe('what the system refuses is told in the format of the diagnostics', () => {
  test.each(['pretty', 'gnu'] as const)('%s', (format) => {
    expect(lastLine(unwritable(format))).toBe(`vmsilo-nixgen: error: ${reason}`);
  });

  test('json: an object without a code and a place', () => {
    const [warning, failure, ...others] = unwritable('json')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(warning).toMatchObject({ severity: 'warning', code: 'range-host-bits' });
    expect(failure).toEqual({
      severity: 'error',
      code: null,
      message: reason,
      help: null,
      file: null,
      line: null,
      column: null,
      endLine: null,
      endColumn: null,
      related: [],
    });
    expect(Object.keys(failure)).toEqual(Object.keys(warning));
    expect(others).toEqual([]);
  });

  test('github: an annotation of no file', () => {
    expect(lastLine(unwritable('github'))).toBe(
      `::error title=vmsilo-nixgen::${reason.replace('%', '%25')}`,
    );
  });

  test('sarif: in the log of the diagnostics', () => {
    const { runs } = JSON.parse(unwritable('sarif'));
    expect(runs).toMatchObject([
      {
        results: [{ ruleId: 'range-host-bits' }],
        invocations: [
          {
            executionSuccessful: false,
            toolExecutionNotifications: [{ level: 'error', message: { text: reason } }],
          },
        ],
      },
    ]);
  });

  test('sarif: in a log of its own, where there are no diagnostics', () => {
    const { stderr } = runProgram(makeFolder(), 'adopt', '--format', 'sarif', 'missing.json');
    expect(JSON.parse(stderr).runs).toMatchObject([
      {
        results: [],
        invocations: [
          {
            toolExecutionNotifications: [
              { message: { text: 'cannot read `missing.json`: no such file or directory' } },
            ],
          },
        ],
      },
    ]);
  });
});

test('a flake of which Git does not say what it tracks is not read', () => {
  const { folder, git, put } = makeRepository();
  const vms = '{ programs.vmsilo = { enable = true; nixosVms.a = { }; }; }';
  const configurations = `{ a = nixpkgs.lib.nixosSystem { modules = [ ${vms} ]; }; }`;
  put({
    'flake.nix': `{ outputs = { nixpkgs, ... }: { nixosConfigurations = ${configurations}; }; }`,
  });
  git('add', '.');
  expect(runProgram(folder, '-o', '-')).toMatchObject({ status: 0, stderr: '' });
  expect(runProgramWith({ PATH: '/nonexistent' }, folder, '-o', '-')).toEqual({
    status: 2,
    stdout: '',
    stderr: `vmsilo-nixgen: error: cannot read the flake in \`${folder}\`: only files that Git tracks exist for it, and Git does not say which these are: see what \`git ls-files\` says there\n`,
  });
  put({ 'configuration.nix': vms });
  const words = ['configuration.nix', '-o', '-'];
  expect(runProgramWith({ PATH: '/nonexistent' }, folder, ...words).status).toBe(0);
});

describe('standard output', () => {
  /** A run that writes the file to a descriptor, which it closes. */
  const writingTo = (descriptor: number) => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'configuration.nix'),
      '{ programs.vmsilo = { enable = true; nixosVms.a = { }; }; }',
    );
    const { status, stderr } = spawnSync(process.execPath, [program, '-o', '-'], {
      cwd: folder,
      stdio: ['ignore', descriptor, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(descriptor);
    return { status, stderr };
  };

  test.runIf(existsSync('/dev/full'))('that is full fails the run', () => {
    expect(writingTo(openSync('/dev/full', 'w'))).toEqual({
      status: 2,
      stderr: 'vmsilo-nixgen: error: cannot write to standard output: no space left on device\n',
    });
  });

  test('that nobody reads any more does not', () => {
    const fifo = join(makeFolder(), 'fifo');
    execFileSync('mkfifo', [fifo]);
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(fifo, 'w');
    closeSync(reader);
    expect(writingTo(writer)).toEqual({ status: 0, stderr: '' });
  });
});
