import { expect, test } from 'vitest';
import { networkDiff } from '../../src/commands/network-diff.ts';
import { type Command, runOver } from './in-process.ts';

/** A configuration of these VMs. */
const having = (vms: string) => ({
  'configuration.nix': `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = { ${vms} }; }`,
});

const comparing: Command = (...given) => networkDiff('.', { format: 'gnu' }, ...given);

test('a file without injections is not compared', async () => {
  const files = { ...having('a = { };'), 'netvm-injections.nix': '[ ]' };
  await expect(runOver(files, comparing)).rejects.toThrow(
    '`netvm-injections.nix` does not hold injections: name the generated file with `--output`',
  );
});

test('where there is no file, every link is new', async () => {
  const text =
    'net.network.isNetvm = true; a.network.netvm = "net"; a.network.netvmSubnet = "10.0.0.0/31";';
  expect(await runOver(having(text), comparing)).toEqual({
    status: 1,
    stdout: '+ a -> net: 10.0.0.0\n',
    stderr: '',
  });
});

test('of a configuration that is wrong, nothing is compared', async () => {
  const { status, stdout } = await runOver(having('a.network.netvm = "b";'), comparing);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
