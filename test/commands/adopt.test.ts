import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AdoptOptions, adopt } from '../../src/commands/adopt.ts';
import { type Analyse, type AnalysisRequest, analyse } from '../../src/commands/analyse.ts';
import type { Outcome } from '../cli/program.ts';
import { makeFolder } from './folder.ts';
import { runHere } from './in-process.ts';

/** What a running system has of a client of `net`. */
function link(client: string, lower: number) {
  const tap = { bridge: `br-net-${client}` };
  return {
    [client]: { interfaces: { upstream: { tap, addresses: [`10.7.0.${lower}/31`] } } },
    net: { interfaces: { [client]: { tap, addresses: [`10.7.0.${lower + 1}/31`] } } },
  };
}

function makeTree(vms: string, running: object, imports = ''): string {
  const folder = makeFolder();
  const text = `{ lib, ... }: { ${imports} programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {\n${vms}\n}; }\n`;
  writeFileSync(join(folder, 'configuration.nix'), text);
  writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
  return folder;
}

function configurationIn(folder: string): string {
  return readFileSync(join(folder, 'configuration.nix'), 'utf8');
}

function adoptHere(
  folder: string,
  options: Partial<AdoptOptions> = {},
  analyseSo: Analyse = analyse,
): Promise<Outcome> {
  const all = { format: 'pretty', ...options } as const;
  return runHere(folder, (...given) => adopt('running.json', '.', all, ...given), analyseSo);
}

const net = 'net.network.isNetvm = true;';

const two = {
  ...link('a', 0),
  ...link('b', 2),
  net: { interfaces: { ...link('a', 0).net?.interfaces, ...link('b', 2).net?.interfaces } },
};

test('two subnets of one file', async () => {
  const folder = makeTree(`${net}\na.network.netvm = "net";\nb.network.netvm = "net";`, two);
  const { status, stdout, stderr } = await adoptHere(folder, { write: true });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toContain('2 subnets written into `configuration.nix`\n');
  expect(configurationIn(folder)).toContain(
    'a.network.netvm = "net";\na.network.netvmSubnet = "10.7.0.0/31";\nb.network.netvm = "net";\nb.network.netvmSubnet = "10.7.0.2/31";\n',
  );
});

test('a subnet that another definition overrides is taken out again', async () => {
  const other =
    'imports = [ { programs.vmsilo.nixosVms.a.network.netvmSubnet = lib.mkForce null; } ];';
  const folder = makeTree(`${net}\na.network.netvm = "net";`, link('a', 0), other);
  const before = configurationIn(folder);
  await expect(adoptHere(folder, { write: true })).rejects.toThrow(
    'the subnets did not have the effect that they should, and were taken out again',
  );
  expect(configurationIn(folder)).toBe(before);
});

test('a file that changes while it is read stays as it is', async () => {
  const folder = makeTree(`${net}\na.network.netvm = "net";`, link('a', 0));
  const changed = `# changed\n${configurationIn(folder)}`;
  const analyseAndChange = (request: AnalysisRequest) => {
    const analysis = analyse(request);
    writeFileSync(join(folder, 'configuration.nix'), changed);
    return analysis;
  };
  await expect(adoptHere(folder, { write: true }, analyseAndChange)).rejects.toThrow(
    '`configuration.nix` changed while it was read: run it again',
  );
  expect(configurationIn(folder)).toBe(changed);
});

test('a link that is gone is told, and a bridge that the host has no more is not', async () => {
  const upstream = {
    tap: { hostAddress: '10.7.0.7/31', bridge: 'br-old' },
    addresses: ['10.7.0.6/31'],
  };
  const alone = { tap: { bridge: 'br-alone' }, addresses: ['10.7.0.8/31'] };
  const running = {
    alone: { interfaces: { upstream: alone } },
    out: { interfaces: { upstream } },
  };
  const folder = makeTree('out.network.netvm = "host";\nalone.network.netvm = null;', running);
  const { stderr } = await adoptHere(folder);
  expect(stderr.split('\n')).toEqual([
    'note: the link from `alone` to `nowhere` is not in the configuration',
    '0 links of the running system keep their address, 1 link only by a subnet that is set',
    '1 subnet to be set by hand: next to `netvm`, or as definitions of a module',
    '',
  ]);
});

test.each([{ quiet: true }, { format: 'json' }] as const)('%j has no summary', async (options) => {
  const folder = makeTree(`${net}\na.network.netvm = "net";`, link('a', 0));
  const { status, stdout, stderr } = await adoptHere(folder, options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('nixosVms.a.network.netvmSubnet = "10.7.0.0/31";');
});

test('a file of more than 64 MiB is not read', async () => {
  const folder = makeTree(net, {});
  truncateSync(join(folder, 'running.json'), 2 ** 26 + 1);
  await expect(adoptHere(folder)).rejects.toThrow('`running.json` has more than 67108864 bytes');
});
