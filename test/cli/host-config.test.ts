import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { evaluate, needsNix, nixPath, nixVersion } from '../oracle/nix.ts';
import { runProgram } from './program.ts';

function configured(vm = 'work.network.netvm = "host";'): string {
  const folder = makeFolder();
  const text = `{\n  programs.vmsilo.enable = true;\n  programs.vmsilo.nixosVms = {\n    ${vm}\n  };\n}\n`;
  writeFileSync(join(folder, 'configuration.nix'), text);
  return folder;
}

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('--host-config', () => {
  test("writes a module for the host's own side, and then the injections", () => {
    const folder = configured();
    const { status, stderr } = runProgram(folder, '--host-config', 'host.nix');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: '`host.nix` is written\n`netvm-injections.nix` is written\n',
    });
    expect(read(folder, 'host.nix')).toContain('iifname { "work-22" } oifname != "lo" masquerade');
    expect(read(folder, 'host.nix').split('\n', 2)).toEqual(
      read(folder, 'netvm-injections.nix').split('\n', 2),
    );
  });

  test('--check looks at both', () => {
    const folder = configured();
    const words = ['--check', '--host-config', 'host.nix'];
    runProgram(folder, '--host-config', 'host.nix');
    expect(runProgram(folder, ...words).status).toBe(0);
    writeFileSync(join(folder, 'host.nix'), read(folder, 'host.nix').replace('work-22', 'work-23'));
    const { status, stdout } = runProgram(folder, ...words);
    expect(status).toBe(1);
    expect(stdout).toContain('--- host.nix');
  });

  test('is empty without clients of the host', () => {
    const folder = configured('net.network.isNetvm = true;\n    work.network.netvm = "net";');
    runProgram(folder, '--host-config', 'host.nix');
    expect(read(folder, 'host.nix').split('\n')[2]).toBe('{ }');
  });

  test('writes neither file if a TAP can not be named', () => {
    const folder = configured(
      'work = { lib, pkgs, ... }: { network.netvm = "host"; network.interfaces = pkgs.x; };',
    );
    const { status, stderr } = runProgram(folder, '--host-config', 'host.nix');
    expect(status).toBe(2);
    expect(stderr).toContain("the host's TAP of `work` can't be named");
    expect(existsSync(join(folder, 'host.nix'))).toBe(false);
    expect(existsSync(join(folder, 'netvm-injections.nix'))).toBe(false);
  });

  test('is named for each host by the settings', () => {
    const folder = makeFolder();
    const flake = `{ outputs = { self, nixpkgs }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./c.nix ]; }; }; }`;
    writeFileSync(join(folder, 'flake.nix'), flake);
    writeFileSync(
      join(folder, 'c.nix'),
      '{ programs.vmsilo = { enable = true; nixosVms.work.network.netvm = "host"; }; }',
    );
    writeFileSync(
      join(folder, 'vmsilo-nixgen.json'),
      '{ "hosts": { "laptop": { "output": "injections.nix", "hostConfig": "host.nix" } } }',
    );
    expect(runProgram(folder).stderr).toBe('`host.nix` is written\n`injections.nix` is written\n');
  });

  test('does not go with standard output', () => {
    const { status, stderr } = runProgram(configured(), '-o-', '--host-config', 'host.nix');
    expect(status).toBe(2);
    expect(stderr).toContain("option '--output -' cannot be used with option '--host-config'");
  });

  test.skipIf(nixVersion === null)(`is a module for real Nix ${needsNix}`, () => {
    const folder = configured();
    runProgram(folder, '--host-config', 'host.nix');
    expect(evaluate(`import ${nixPath(join(folder, 'host.nix'))}`)).toMatchObject({
      boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': 1 } } },
      networking: { nftables: { enable: true } },
    });
  });
});
