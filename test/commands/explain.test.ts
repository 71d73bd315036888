import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Analyse, analyse } from '../../src/commands/analyse.ts';
import { explain } from '../../src/commands/explain.ts';
import { explainCode } from '../../src/commands/explain-code.ts';
import { graph } from '../../src/commands/graph.ts';
import { hook } from '../../src/commands/hook.ts';
import { networkDiff } from '../../src/commands/network-diff.ts';
import type { ExitStatus } from '../../src/commands/run.ts';
import type { Surroundings } from '../../src/commands/surroundings.ts';
import { encode } from '../../src/report/utf8.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { makeFolder } from './folder.ts';

beforeAll(loadParser);

type Command = (analyse: Analyse, surroundings: Surroundings) => Promise<ExitStatus>;

/** Runs a command in a folder with this configuration. */
async function over(configuration: string, command: Command, files: Record<string, string> = {}) {
  const folder = makeFolder();
  for (const [name, text] of Object.entries({ 'configuration.nix': configuration, ...files })) {
    writeFileSync(join(folder, name), text);
  }
  let [stdout, stderr] = ['', ''];
  const status = await command(analyse, {
    workingFolder: encode(folder),
    colour: false,
    dataColour: false,
    width: 100,
    dataIsShown: false,
    writeData: async (bytes) => {
      stdout += bytes;
    },
    writeMessage: (text) => {
      stderr += text;
    },
  });
  return { status, stdout, stderr };
}

const vms = (text: string) =>
  `{ pkgs, ... }: { programs.vmsilo.enable = true; programs.vmsilo.nixosVms = { ${text} }; }`;

const explaining =
  (name: string | null): Command =>
  (...given) =>
    explain(name, '.', { format: 'gnu' }, ...given);

test.each([
  ['like another', 'banking = { }; net = { };', 'bankng', 'did you mean `banking`?'],
  ['like none', 'banking = { }; net = { };', 'x', 'the VMs are `banking`, `net`'],
])('a VM that is not there, %s', async (_, text, name, help) => {
  await expect(over(vms(text), explaining(name))).rejects.toThrow(
    `there is no VM \`${name}\`: ${help}`,
  );
});

test('a VM where none could be read', async () => {
  await expect(over(vms(''), explaining('x'))).rejects.toThrow(
    'there is no VM `x`, and no other that could be read',
  );
});

test('what is taken to be so is told with each VM', async () => {
  const configuration =
    '{ inputs, pkgs, ... }: { imports = [ inputs.site ]; programs.vmsilo.enable = pkgs.on; programs.vmsilo.nixosVms.a = { }; }';
  const { status, stdout } = await over(configuration, explaining('a'));
  expect(status).toBe(0);
  const lines = stdout.split('\n').filter((line) => line.includes('assumed'));
  expect(lines).toEqual([
    expect.stringMatching(/configuration\.nix:1:\d+: this import defines nothing under programs/),
    expect.stringMatching(/configuration\.nix:1:\d+: .*enable/),
  ]);
});

test('of what can not be read at all, nothing is drawn or listed', async () => {
  const drawing: Command = (...given) => graph('nowhere', { format: 'gnu', as: 'dot' }, ...given);
  const listing: Command = (...given) => explain(null, 'nowhere', { format: 'gnu' }, ...given);
  for (const command of [drawing, listing]) {
    expect(await over(vms(''), command)).toMatchObject({ status: 2, stdout: '' });
  }
});

const comparing: Command = (...given) => networkDiff('.', { format: 'gnu' }, ...given);

test('a file without injections is not compared', async () => {
  const files = { 'netvm-injections.nix': '[ ]' };
  await expect(over(vms('a = { };'), comparing, files)).rejects.toThrow(
    '`netvm-injections.nix` does not hold injections: name the generated file with `--output`',
  );
});

test('where there is no file, every link is new', async () => {
  const text =
    'net.network.isNetvm = true; a.network.netvm = "net"; a.network.netvmSubnet = "10.0.0.0/31";';
  expect(await over(vms(text), comparing)).toEqual({
    status: 1,
    stdout: '+ a -> net: 10.0.0.0\n',
    stderr: '',
  });
});

test('of a configuration that is wrong, nothing is compared', async () => {
  const { status, stdout } = await over(vms('a.network.netvm = "b";'), comparing);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('a code is explained by its section of the documentation', async () => {
  const { status, stdout } = await over('', (_, given) => explainCode('no-vms', given));
  expect(status).toBe(0);
  expect(stdout.split('\n')[0]).toContain('no-vms');
});

test.each([
  ['like another', 'no-vmz', 'did you mean no-vms?'],
  ['like none', 'x', 'the codes are '],
])('a code that is not there, %s', async (_, code, help) => {
  await expect(over('', (_, given) => explainCode(code, given))).rejects.toThrow(
    `there is no code \`${code}\`: ${help}`,
  );
});

test('the hook of a folder that is in no work tree names the entry as it is given', async () => {
  const { stdout } = await over('', (_, given) => hook("it's", {}, given));
  expect(stdout.split('\n').at(-2)).toBe("exec vmsilo-nixgen generate --staged -- 'it'\\''s'");
  await expect(over('', (_, given) => hook('.', { install: true }, given))).rejects.toThrow(
    'cannot install the hook: this is no Git work tree: run it in one',
  );
});
