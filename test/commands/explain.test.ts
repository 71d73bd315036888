import { expect, test } from 'vitest';
import { explain } from '../../src/commands/explain.ts';
import { graph } from '../../src/commands/graph.ts';
import { type Command, runOver } from './in-process.ts';

/** A configuration of these VMs. */
const having = (vms: string) => ({
  'configuration.nix': `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = { ${vms} }; }`,
});

const explaining =
  (name: string | null): Command =>
  (...given) =>
    explain(name, '.', { format: 'gnu' }, ...given);

test.each([
  ['like another', 'banking = { }; net = { };', 'bankng', 'did you mean `banking`?'],
  ['like none', 'banking = { }; net = { };', 'x', 'the VMs are `banking`, `net`'],
])('a VM that is not there, %s', async (_, text, name, help) => {
  await expect(runOver(having(text), explaining(name))).rejects.toThrow(
    `there is no VM \`${name}\`: ${help}`,
  );
});

test('a VM where none could be read', async () => {
  await expect(runOver(having(''), explaining('x'))).rejects.toThrow(
    'there is no VM `x`, and no other that could be read',
  );
});

test('what is taken to be so is told with each VM', async () => {
  const configuration =
    '{ inputs, pkgs, ... }: { imports = [ inputs.site ]; programs.vmsilo.enable = pkgs.on; programs.vmsilo.nixosVms.a = { }; }';
  const { status, stdout } = await runOver({ 'configuration.nix': configuration }, explaining('a'));
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
    expect(await runOver(having(''), command)).toMatchObject({ status: 2, stdout: '' });
  }
});
