import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../cli/program.ts';
import { makeFolder } from '../commands/folder.ts';
import { evaluate, needsNix, nixPath, nixVersion } from '../oracle/nix.ts';

const nixpkgsLib = process.env.NIXPKGS_LIB;
const needs = nixpkgsLib === undefined ? '(SKIPPED: NIXPKGS_LIB is not set)' : needsNix;

const configuration = `{
  programs.vmsilo.enable = true;
  programs.vmsilo.nixosVms = {
    sys-net.network = { isNetvm = true; netvm = "host"; };
    sys-vpn.network = { isNetvm = true; netvm = "sys-net"; };
    banking.network = { netvm = "sys-net"; netvmSubnet = "10.9.0.4/31"; };
    work.network.netvm = "sys-vpn";
    vault = { };
  };
}
`;

interface Wiring {
  /** Nix: modules beside the configuration. */
  readonly more?: string;
  /** Nix: what \`vmsilo\` is given. */
  readonly vmsilo?: string;
  readonly wirings?: number;
  /** Changes the generated file. */
  readonly edit?: (text: string) => string;
  /** The configuration that the file is generated from. */
  readonly generatedFrom?: string;
}

/** Generates the file for the configuration, and evaluates both together with more modules. */
function evaluated({
  more = '',
  vmsilo = './vmsilo',
  wirings = 1,
  edit = (text) => text,
  generatedFrom = configuration,
}: Wiring): unknown {
  const folder = makeFolder();
  const entry = join(folder, 'configuration.nix');
  const file = join(folder, 'netvm-injections.nix');
  writeFileSync(entry, generatedFrom);
  const { status, stderr } = runProgram(folder, '--quiet');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  writeFileSync(entry, configuration);
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
  cpSync(file, join(folder, 'second.nix'));
  cpSync(join(import.meta.dirname, 'vmsilo'), join(folder, 'vmsilo'), { recursive: true });
  return evaluate(
    `import ${nixPath(join(import.meta.dirname, 'evaluate.nix'))} {
      nixpkgsLib = ${nixPath(join(nixpkgsLib ?? '', 'lib'))};
      ${vmsilo === './vmsilo' ? '' : `vmsilo = ${vmsilo};`}
      file = ${nixPath(file)};
      modules = [ ${nixPath(entry)} ${more} ];
      wirings = ${wirings};
    }`,
    { folder },
  );
}

function messagesOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'failed' in value) {
    return Array.isArray(value.failed) ? value.failed.join('\n') : '';
  }
  return '';
}

/** A definition under \`programs.vmsilo\`, that wins. */
function changed(definition: string): string {
  return `({ lib, ... }: { programs.vmsilo.${definition}; })`;
}

describe.skipIf(nixVersion === null || nixpkgsLib === undefined)(
  `nix/module.nix in nixpkgs' module system ${needs}`,
  () => {
    test('a fresh file stands in for what vmsilo computes', () => {
      expect(evaluated({})).toMatchObject({
        injections: {
          banking: { interfaces: { upstream: { addresses: ['10.9.0.4/31'] } } },
          'sys-net': { guestConfig: [{}] },
        },
      });
    });

    test('imported twice, it is there once', () => {
      expect(evaluated({ wirings: 2 })).toHaveProperty('injections');
    });

    test('a flake input for `vmsilo` is as good as a path', () => {
      const vmsilo = `{ outPath = toString ${nixPath(join(import.meta.dirname, 'vmsilo'))}; }`;
      expect(evaluated({ vmsilo })).toHaveProperty('injections');
    });

    test('where vmsilo is disabled, a stale file is no matter', () => {
      const off = changed('enable = lib.mkForce false');
      expect(evaluated({ more: `${off} ${changed('netvmRange = "10.0.0.0/8"')}` })).toEqual({
        injections: {},
      });
    });

    test('the injections can be written back into the VMs', () => {
      const back = `({ config, lib, ... }: {
        programs.vmsilo.nixosVms = lib.mapAttrs (_: vm: {
          network.interfaces = vm.interfaces;
        }) config.programs.vmsilo._internal.netvmInjections;
      })`;
      expect(evaluated({ more: back })).toHaveProperty('injections');
    });

    test.each([
      ['a pool', 'netvmRange = "10.77.0.0/16"', 'The pool has changed'],
      ['a netvm', 'nixosVms.work.network.netvm = lib.mkForce "sys-net"', 'Changed since: work.'],
      ['no netvm', 'nixosVms.work.network.netvm = lib.mkForce null', 'Changed since: work.'],
      ['the host', 'nixosVms.work.network.netvm = lib.mkForce "host"', 'Changed since: work.'],
      [
        'a subnet',
        'nixosVms.banking.network.netvmSubnet = lib.mkForce "10.9.0.6/31"',
        'Changed since: banking.',
      ],
      [
        'a subnet where there was none',
        'nixosVms.work.network.netvmSubnet = "10.9.0.6/31"',
        'Changed since: work.',
      ],
      ['another VM with a link', 'nixosVms.mail.network.netvm = "sys-net"', 'Changed since: mail.'],
      ['another VM without one', 'nixosVms.aaa = { }', 'or which VMs there are'],
    ])('%s that was changed is found', (_name, definition, message) => {
      const messages = messagesOf(evaluated({ more: changed(definition) }));
      expect(messages).toContain('netvm-injections.nix is stale');
      expect(messages).toContain(message);
      expect(messages).toContain('Run vmsilo-nixgen');
    });

    test('a VM that is gone is found', () => {
      const generatedFrom = configuration.replace('vault = { };', 'mail.network.netvm = "host";');
      expect(messagesOf(evaluated({ generatedFrom }))).toContain('Changed since: mail.');
    });

    test('a file that does not say what it was made from is stale', () => {
      const edit = (text: string) => text.replace(/^# inputs: .*$/m, '# inputs: ');
      expect(messagesOf(evaluated({ edit }))).toContain('is stale');
    });

    test('a wrong `vmsilo` is found', () => {
      const vmsilo = nixPath(join(import.meta.dirname, 'elsewhere'));
      const messages = messagesOf(evaluated({ vmsilo }));
      expect(messages).toContain('has 2 definitions, and must have one');
      expect(messages).toContain('modules/netvm.nix');
    });

    test('two files for one configuration are found', () => {
      const wiring = nixPath(join(import.meta.dirname, '../../nix/module.nix'));
      const vmsilo = nixPath(join(import.meta.dirname, 'vmsilo'));
      const more = `(import ${wiring} { vmsilo = ${vmsilo}; file = ./second.nix; })`;
      const messages = messagesOf(evaluated({ more }));
      expect(messages).toContain('has 2 definitions, and must have one');
    });
  },
);
