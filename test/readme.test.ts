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

test('the mistake is reported as the README shows it', () => {
  const folder = makeFolder();
  const [configuration = ''] = codeBlocks(readme, 'nix');
  const mistaken = configuration.replace('= "sys-net"', '= "sys-nte"');
  writeFileSync(join(folder, 'configuration.nix'), mistaken);
  const { stderr } = runProgram(folder);
  const [message = ''] = codeBlocks(readme, '').filter((text) => text.startsWith('error['));
  expect(stderr).toContain(message);
});
