import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { locate } from '../../src/report/location.ts';
import { defaultLimits, resetStack } from '../../src/resolve/stack.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { readVmsilo } from '../../src/vmsilo/read.ts';
import type { LostPlace, Network, Vm } from '../../src/vmsilo/vm.ts';
import { makeFolder } from '../commands/folder.ts';
import { readModules } from '../modules/read-modules.ts';

beforeAll(loadParser);

/** Units of depth that the tests' own stack carries. */
const stackBudget = 20_000;

/** The network of a module whose lines, from the second on, are these in `lib.mkMerge`. */
function networkOf(...lines: readonly string[]): Network {
  const path = join(makeFolder(), 'configuration.nix');
  const text = `{ lib, config, site, ... }: { programs.vmsilo = lib.mkMerge [\n${lines.join('\n')}\n]; }\n`;
  writeFileSync(path, text);
  resetStack(defaultLimits, stackBudget);
  const configuration = readModules([path]);
  return readVmsilo(configuration, []).network;
}

/** The VM `a` of the network. */
function vmOf(...lines: readonly string[]): Vm {
  const vm = networkOf(...lines).vms.find(({ name }) => name === 'a');
  if (vm === undefined) throw new Error('the configuration has no VM `a`');
  return vm;
}

/** Places as `line:column`, and why what stands there lost; an option's default, which vmsilo declares, has none. */
function shown(lost: (() => readonly LostPlace[]) | undefined): readonly string[] {
  return (lost?.() ?? []).map(({ span, why }) => {
    const reason = why.kind === 'priority' ? `priority ${why.priority}` : why.kind;
    if (span === null) return `no place: ${reason}`;
    const { line, column } = locate(span.source, span.start);
    return `${line}:${column} ${reason}`;
  });
}

test('definitions of a weaker priority are lost, with their priorities', () => {
  const vm = vmOf(
    '{ nixosVms.a.network.netvm = lib.mkDefault "b"; }',
    '{ nixosVms.a.network.netvm = "c"; }',
    '{ nixosVms.a.network.netvm = lib.mkForce "d"; }',
  );
  expect(vm.netvm?.value).toBe('d');
  expect(shown(vm.netvm?.lost)).toEqual([
    'no place: priority 1500',
    '3:30 priority 100',
    '2:44 priority 1000',
  ]);
});

test('definitions under a false condition are lost by it, where it was pushed down to', () => {
  const network = networkOf(
    '{ nixosVms.a.network.netvm = "b"; }',
    '(lib.mkIf false { nixosVms.a.network.netvm = "c"; })',
    '{ nixosVms.a.network.netvm = lib.mkIf (1 == 2) (lib.mkForce "d"); }',
  );
  const [vm] = network.vms;
  expect(vm?.netvm?.value).toBe('b');
  expect(shown(vm?.netvm?.lost)).toEqual(['no place: priority 1500', '4:49 condition']);
  expect(shown(network.lost)).toEqual(['no place: priority 1500', '3:19 condition']);
});

test('one under an unknown condition is not said to be lost', () => {
  const vm = vmOf(
    '{ nixosVms.a.network.netvm = lib.mkForce "b"; }',
    '{ nixosVms.a.network.netvm = lib.mkIf site.flag (lib.mkForce "b"); }',
  );
  expect(vm.netvm?.value).toBe('b');
  expect(shown(vm.netvm?.lost)).toEqual(['no place: priority 1500']);
});

test('a definition of a whole VM is lost as a whole', () => {
  const vm = vmOf(
    '{ nixosVms.a = lib.mkDefault { network.netvm = "b"; }; }',
    '{ nixosVms.a.network.isNetvm = true; }',
  );
  expect(vm.netvm?.value).toBe(null);
  expect(shown(vm.lost)).toEqual(['2:30 priority 1000']);
});

test('the range, too, says what lost', () => {
  const range = networkOf(
    '{ netvmRange = lib.mkDefault "10.1.0.0/16"; }',
    '{ netvmRange = "10.2.0.0/16"; }',
  ).netvmRange();
  expect(range?.value).toBe('10.2.0.0/16');
  expect(shown(range?.lost)).toEqual(['no place: priority 1500', '2:30 priority 1000']);
});
