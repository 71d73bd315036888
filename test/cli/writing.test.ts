import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { type Fault, withFault, writingCalls } from './faults/fault.ts';
import { program, runProgram } from './program.ts';
import { makeRepository } from './repository.ts';

function vms(...clients: readonly string[]): string {
  const lines = clients.map((vm) => `  ${vm}.network.netvm = "net";\n`);
  return `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {\n  net.network.isNetvm = true;\n${lines.join('')}}; }\n`;
}

/** Runs the program in a folder; it meets a fault while it writes. */
function meet(fault: Fault, folder: string, ...words: readonly string[]) {
  const { status, signal, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, ...withFault(fault) },
  });
  return { status, signal, stderr };
}

const allOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );

describe('a signal while the file is written', () => {
  const output = 'netvm-injections.nix';

  const configuration = vms('a', 'b');
  let old: string;
  let young: string;

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'vmsilo-nixgen-'));
    writeFileSync(join(folder, 'configuration.nix'), vms('a'));
    old = runProgram(folder, '-o', '-').stdout;
    writeFileSync(join(folder, 'configuration.nix'), configuration);
    young = runProgram(folder, '-o', '-').stdout;
    rmSync(folder, { recursive: true });
    expect(old).not.toBe(young);
  });

  /** A configuration whose file is stale. */
  function stale(): string {
    const folder = makeFolder();
    writeFileSync(join(folder, 'configuration.nix'), configuration);
    writeFileSync(join(folder, output), old);
    return folder;
  }

  test.each([
    ...writingCalls.map((call) => ['SIGTERM', call] as const),
    ['SIGINT', 'fsyncSync'],
    ['SIGHUP', 'fsyncSync'],
  ] as const)('%s before %s ends the run once the new file is there, and nothing beside it', (signal, call) => {
    const folder = stale();
    expect(meet({ call, signal }, folder)).toMatchObject({ status: null, signal });
    expect(readFileSync(join(folder, output), 'latin1')).toBe(young);
    expect(readdirSync(folder).sort()).toEqual(['configuration.nix', output]);
  });

  test.each(writingCalls)('SIGKILL before %s leaves the old file', (call) => {
    const folder = stale();
    expect(meet({ call, signal: 'SIGKILL' }, folder)).toMatchObject({ signal: 'SIGKILL' });
    expect(readFileSync(join(folder, output), 'latin1')).toBe(old);
  });

  test.each(writingCalls)('a failure of %s leaves the old file, and nothing beside it', (call) => {
    const folder = stale();
    expect(meet({ call, error: 'EIO' }, folder)).toEqual({
      status: 2,
      signal: null,
      stderr: `vmsilo-nixgen: error: cannot write \`${output}\`: i/o error\n`,
    });
    expect(readFileSync(join(folder, output), 'latin1')).toBe(old);
    expect(readdirSync(folder).sort()).toEqual(['configuration.nix', output]);
  });
});

describe('adopt --write', () => {
  /** Two files, each of which gets a subnet. */
  function twoFiles(): string {
    const folder = makeFolder();
    const link = (client: string, address: string) => ({
      tap: { name: null, hostAddress: null, bridge: `br-net-${client}` },
      addresses: [address],
    });
    const running = {
      net: { interfaces: { a: link('a', '10.7.0.1/31'), b: link('b', '10.7.0.3/31') } },
      a: { interfaces: { upstream: link('a', '10.7.0.0/31') } },
      b: { interfaces: { upstream: link('b', '10.7.0.2/31') } },
    };
    writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
    writeFileSync(join(folder, 'configuration.nix'), `{ imports = [ ./a.nix ./b.nix ]; }\n`);
    writeFileSync(join(folder, 'a.nix'), vms('a'));
    writeFileSync(
      join(folder, 'b.nix'),
      '{\n  programs.vmsilo.nixosVms.b.network.netvm = "net";\n}\n',
    );
    return folder;
  }

  test('changes both', () => {
    const folder = twoFiles();
    expect(runProgram(folder, 'adopt', 'running.json', '--write').stderr).toContain(
      '2 subnets written into `a.nix`, `b.nix`',
    );
  });

  test.each([1, 2])('changes none where file %i of two can not be written', (nth) => {
    const folder = twoFiles();
    const before = allOf(folder);
    const words = ['adopt', 'running.json', '--write'];
    expect(meet({ call: 'openSync', nth, error: 'EACCES' }, folder, ...words)).toEqual({
      status: 2,
      signal: null,
      stderr: `vmsilo-nixgen: error: cannot write \`${nth === 1 ? 'a' : 'b'}.nix\`: permission denied\n`,
    });
    expect(allOf(folder)).toEqual(before);
  });

  test('SIGTERM while one of two is written: each is written', () => {
    const folder = twoFiles();
    const words = ['adopt', 'running.json', '--write'];
    const signal = 'SIGTERM';
    expect(meet({ call: 'fsyncSync', signal }, folder, ...words)).toMatchObject({ signal });
    const { 'a.nix': first, 'b.nix': second, ...others } = allOf(folder);
    expect([first, second]).toEqual([
      expect.stringContaining('a.network.netvmSubnet = "10.7.0.0/31";'),
      expect.stringContaining('b.network.netvmSubnet = "10.7.0.2/31";'),
    ]);
    expect(Object.keys(others)).toEqual(['configuration.nix', 'running.json']);
  });
});

describe('hook --install', () => {
  const words = ['hook', '--install'];

  function repository() {
    const { folder } = makeRepository();
    const hooks = join(folder, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const name of readdirSync(hooks)) writeFileSync(join(hooks, name), '');
    return { folder, hooks, before: readdirSync(hooks) };
  }

  /** A new file gets its mode when it is opened. */
  const calls = writingCalls.filter((call) => call !== 'fchmodSync');

  test.each(calls)('SIGTERM before %s leaves a whole hook that can be run', (call) => {
    const { folder, hooks, before } = repository();
    expect(meet({ call, signal: 'SIGTERM' }, folder, ...words)).toMatchObject({
      signal: 'SIGTERM',
    });
    expect(readFileSync(join(hooks, 'pre-commit'), 'utf8')).toMatch(
      /^#!\/bin\/sh\n# .*\nexec vmsilo-nixgen generate --staged -- \.\n$/,
    );
    expect(statSync(join(hooks, 'pre-commit')).mode & 0o100).toBe(0o100);
    expect(readdirSync(hooks).sort()).toEqual([...before, 'pre-commit'].sort());
  });

  test.each(calls)('SIGKILL before %s leaves no hook', (call) => {
    const { folder, hooks } = repository();
    expect(meet({ call, signal: 'SIGKILL' }, folder, ...words).signal).toBe('SIGKILL');
    expect(readdirSync(hooks)).not.toContain('pre-commit');
  });

  test('SIGKILL leaves the old hook where there is one', () => {
    const { folder, hooks } = repository();
    expect(runProgram(folder, ...words).status).toBe(0);
    const old = readFileSync(join(hooks, 'pre-commit'), 'utf8');
    mkdirSync(join(folder, 'nixos'));
    const fault: Fault = { call: 'renameSync', signal: 'SIGKILL' };
    expect(meet(fault, folder, ...words, 'nixos').signal).toBe('SIGKILL');
    expect(readFileSync(join(hooks, 'pre-commit'), 'utf8')).toBe(old);
  });
});
