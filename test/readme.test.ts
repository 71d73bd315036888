import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from './cli/program.ts';
import { codeBlocks } from './code-blocks.ts';
import { makeFolder } from './commands/folder.ts';

const readme = readFileSync('README.md', 'utf8');

test('the example gives the lines that the README shows of it', () => {
  const folder = makeFolder();
  const [configuration = '', generated = ''] = codeBlocks(readme, 'nix');
  writeFileSync(join(folder, 'configuration.nix'), configuration);
  expect(runProgram(folder, '--quiet')).toMatchObject({ status: 0 });
  const file = readFileSync(join(folder, 'netvm-injections.nix'), 'utf8').split('\n');
  const shown = generated.split('\n').filter((line) => !line.includes('the other end of the link'));
  expect(shown.filter((line) => !file.includes(line))).toEqual([]);
});

test('the picture of the network has the names and addresses of the example', () => {
  const folder = makeFolder();
  const [configuration = ''] = codeBlocks(readme, 'nix');
  writeFileSync(join(folder, 'configuration.nix'), configuration);
  const { stdout } = runProgram(folder, '--quiet', '--output', '-');
  const [picture = ''] = codeBlocks(readme, 'text');
  const drawn = picture.match(/br\d-[\w-]+|[\d.]+\/31/g) ?? [];
  expect(drawn).toHaveLength(3);
  expect(drawn.filter((name) => !stdout.includes(`"${name}"`))).toEqual([]);
});

test('the commands of the sources are those of .ci/run, and one that prints the fixture', () => {
  const [print = '', tests = ''] = codeBlocks(readme, 'sh');
  const commands = `${print.trim()} && ${tests.trim()}`.split(' && ');
  const ci = readFileSync('.ci/run', 'utf8');
  const others = commands.filter((command) => !new RegExp(`^${command}\\b`, 'm').test(ci));
  expect(others).toEqual(['node dist/cli.js fixtures/qubes --output -']);
  const words = others.flatMap((command) => command.split(' ').slice(2));
  const { status, stdout } = runProgram('.', ...words);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: readFileSync('fixtures/qubes/netvm-injections.nix', 'utf8'),
  });
});
