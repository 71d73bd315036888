import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { program, runProgram } from './program.ts';

const configuration = `{ lib, ... }:
let
  app = netvm: { network = { inherit netvm; }; };
in
{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    net.network.isNetvm = true;
    work.network.netvm = "net"; # the office
    mail = app "net";
    kept.network.netvm = "net";
  };
}
`;

function upstream(client: string, address: string) {
  const tap = { name: null, hostAddress: null, bridge: `br-net-${client}` };
  return { tap, addresses: [address] };
}

const running = {
  net: {
    interfaces: {
      work: upstream('work', '10.7.0.1/31'),
      mail: upstream('mail', '10.7.0.3/31'),
      kept: upstream('kept', '10.200.107.213/31'),
    },
  },
  work: { interfaces: { upstream: upstream('work', '10.7.0.0/31') } },
  mail: { interfaces: { upstream: upstream('mail', '10.7.0.2/31') } },
  kept: { interfaces: { upstream: upstream('kept', '10.200.107.212/31') } },
};

function makeTree(): string {
  const folder = makeFolder();
  writeFileSync(join(folder, 'configuration.nix'), configuration);
  writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
  return folder;
}

const byHand =
  'programs.vmsilo.nixosVms.mail.network.netvmSubnet = "10.7.0.2/31"; # next to netvm, configuration.nix:10:16\n';

describe('adopt', () => {
  test('prints the subnets to set', () => {
    const folder = makeTree();
    const { status, stdout, stderr } = runProgram(folder, 'adopt', 'running.json');
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `${byHand}programs.vmsilo.nixosVms.work.network.netvmSubnet = "10.7.0.0/31"; # next to netvm, configuration.nix:9:26\n`,
      stderr:
        '1 link of the running system keeps its address, 2 links only by a subnet that is set\n2 subnets to be set by hand: next to `netvm`, or as definitions of a module\n',
    });
    expect(readFileSync(join(folder, 'configuration.nix'), 'utf8')).toBe(configuration);
  });

  test('writes those whose place is plain', () => {
    const folder = makeTree();
    const { status, stdout } = runProgram(folder, 'adopt', 'running.json', '--write');
    expect({ status, stdout }).toEqual({ status: 0, stdout: byHand });
    expect(readFileSync(join(folder, 'configuration.nix'), 'utf8')).toBe(
      configuration.replace(
        '# the office\n',
        '# the office\n    work.network.netvmSubnet = "10.7.0.0/31";\n',
      ),
    );
    expect(runProgram(folder, '-o-').stdout).toContain('addresses = [ "10.7.0.0/31" ];');
  });

  test('what it prints is a module that keeps every address', () => {
    const folder = makeTree();
    const { stdout } = runProgram(folder, 'adopt', 'running.json');
    writeFileSync(join(folder, 'pins.nix'), `{\n${stdout}}\n`);
    const imported = configuration.replace(
      '{\n  programs',
      '{\n  imports = [ ./pins.nix ];\n  programs',
    );
    writeFileSync(join(folder, 'configuration.nix'), imported);
    const after = runProgram(folder, 'adopt', 'running.json');
    expect(after).toMatchObject({
      stdout: '',
      stderr:
        '3 links of the running system keep their address, 0 links only by a subnet that is set\n',
    });
  });

  test('reads standard input', () => {
    const { status, stdout } = spawnSync(process.execPath, [program, 'adopt', '-', '-q'], {
      cwd: makeTree(),
      encoding: 'utf8',
      input: JSON.stringify(running),
    });
    expect({ status, lines: stdout.split('\n').length }).toEqual({ status: 0, lines: 3 });
  });

  test('tells of what does not stay as it was', () => {
    const folder = makeTree();
    writeFileSync(
      join(folder, 'configuration.nix'),
      configuration.replace(
        'kept.network.netvm = "net"',
        'kept.network = { netvm = "net"; netvmSubnet = "10.7.0.0/31"; }',
      ),
    );
    const links = {
      net: {
        interfaces: {
          work: upstream('old', '10.7.0.1/31'),
          kept: upstream('kept', '10.7.0.5/31'),
        },
      },
      work: { interfaces: { upstream: upstream('old', '10.7.0.0/31') } },
      kept: { interfaces: { upstream: upstream('kept', '10.7.0.4/31') } },
      lone: { interfaces: { upstream: upstream('lone', '10.7.0.8/31') } },
    };
    writeFileSync(join(folder, 'running.json'), JSON.stringify(links));
    expect(runProgram(folder, 'adopt', 'running.json')).toEqual({
      status: 0,
      stdout: '',
      stderr: `note: the bridge of \`work\` was \`br-net-old\` and will be \`br-net-work\`
note: \`kept\` moves from \`10.7.0.4/31\` to \`10.7.0.0/31\`, which is set
note: \`work\` can't keep \`10.7.0.0/31\`, because \`kept\` has it, too
note: the running system has no link from \`mail\` to \`net\`
note: the link from \`lone\` to \`nowhere\` is not in the configuration
0 links of the running system keep their address, 0 links only by a subnet that is set
`,
    });
  });

  test.each([
    ['missing.json', 'cannot read `missing.json`: no such file or directory'],
    ['configuration.nix', '`configuration.nix` is not the JSON of netvmInjections'],
  ])('refuses %s', (file, message) => {
    const { status, stdout, stderr } = runProgram(makeTree(), 'adopt', file);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('changes nothing of a configuration that is wrong', () => {
    const folder = makeTree();
    const broken = configuration.replace(
      'work.network.netvm = "net"',
      'work.network.netvm = "nte"',
    );
    writeFileSync(join(folder, 'configuration.nix'), broken);
    const { status, stdout, stderr } = runProgram(folder, 'adopt', 'running.json', '--write');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('netvm-unknown');
    expect(readFileSync(join(folder, 'configuration.nix'), 'utf8')).toBe(broken);
  });
});
