import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formats } from '../../src/report/report.ts';
import { makeFolder } from '../commands/folder.ts';
import { program, runProgram } from './program.ts';

test('--version is that of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(runProgram('.', '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help goes to standard output and lists the options', () => {
  const { status, stdout, stderr } = runProgram('.', '--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: vmsilo-nixgen \[generate\] \[options\] \[path\]\n/);
  for (const option of ['--output', '--check', '--format', '--range', '--root', '--force']) {
    expect(stdout).toContain(option);
  }
  expect(stdout).toContain('Exit status: 0 ');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test.each([
  ['an unknown option', ['--chekc'], '(Did you mean --check?)'],
  [
    'an option of another command',
    ['hook', '--host', 'a'],
    "error: this command has no option '--host'\n",
  ],
  ['two paths', ['a', 'b'], 'too many arguments'],
  ['an unknown format', ['--format', 'xml'], `Allowed choices are ${formats.join(', ')}.`],
  ['an option without its value', ['--output'], 'argument missing'],
  ['an empty path', [''], 'It is empty.'],
  ['a limit that is no number', ['--max-calls', '0'], 'It must be a number from 1 to 2147483647.'],
  [
    'standard output and a module for the host',
    ['-o', '-', '--host-config', 'a.nix'],
    "cannot be used with option '--host-config'",
  ],
  ['standard output under --check', ['--check', '-o', '-'], "cannot be used with option '--check'"],
])('%s is a usage error', (_, words, reason) => {
  const { status, stdout, stderr } = runProgram('.', ...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(reason);
});

test('the first word is a command if it is one, else a path', () => {
  const folder = makeFolder();
  const missing = (name: string) => ({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^${name}:1:1: error: .*\\[entry-missing\\]\n$`)),
  });
  expect(runProgram(folder, 'none', '--format=gnu')).toEqual(missing('none'));
  expect(runProgram(folder, 'generate', 'none', '--format=gnu')).toEqual(missing('none'));
  expect(runProgram(folder, './generate', '--format=gnu')).toEqual(missing('generate'));
  expect(runProgram(folder, 'help', '--format=gnu')).toEqual(missing('help'));
});

test('no colour where standard error is no terminal', () => {
  expect(runProgram(makeFolder(), 'none').stderr).not.toContain('\u001b');
});

test.each(['--help', 'none'])('nobody reading what %s prints is no crash', async (word) => {
  const child = spawn(process.execPath, [program, word], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  child.stderr.destroy();
  const [status, signal] = await once(child, 'exit');
  expect({ status, signal }).toEqual({ status: word === '--help' ? 0 : 2, signal: null });
});

test('a working folder that is gone is one line', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'gone'));
  const script = `
    process.chdir('gone');
    require('node:fs').rmdirSync('../gone');
    require('node:child_process').spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, program, 'none'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({
    stdout: '',
    stderr: 'vmsilo-nixgen: error: cannot tell the working folder: no such file or directory\n',
  });
});

test('the file that npm installs as the command runs by itself', () => {
  expect(statSync(program).mode & 0o111).toBe(0o111);
  expect(execFileSync(program, ['--version'], { encoding: 'utf8' })).toMatch(/^\d/);
});
