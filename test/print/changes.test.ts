import { expect, test } from 'vitest';
import { printChanges, printChangesJson, printFileChanges } from '../../src/print/changes.ts';
import type { Change, Reason } from '../../src/vmsilo/changes.ts';
import { marked } from '../report/sources.ts';

const settings = { workingFolder: '/tree', colour: false };

const span = marked('{ netvmSubnet = |"10.0.0.0/31"|; }');
const reasons: readonly Reason[] = [
  { kind: 'subnet', span },
  { kind: 'range', range: '10.1.0.0/16' },
  { kind: 'allocator' },
  { kind: 'displaced', by: 'caf\xc3\xa9' },
  { kind: 'hash' },
];

const addresses = { oldAddress: '10.0.0.2', newAddress: '10.0.0.4' };

const changes: readonly Change[] = [
  { kind: 'added', client: 'a', netvm: 'net', address: '10.0.0.0' },
  { kind: 'removed', client: 'b', netvm: 'net', address: '10.0.0.2' },
  { kind: 'moved', client: 'c', from: 'net', to: 'vpn', ...addresses },
  ...reasons.map(
    (why): Change => ({ kind: 'readdressed', client: 'd', netvm: 'net', ...addresses, why }),
  ),
  { kind: 'bridge-renamed', client: 'e', from: null, to: 'br-net-e' },
  { kind: 'bridge-renamed', client: 'f', from: 'br-net-f', to: null },
];

test('each change is a line, with its reason', () => {
  expect(printChanges(changes, settings)).toBe(`\
+ a -> net: 10.0.0.0
- b -> net: 10.0.0.2
~ c: from net to vpn, 10.0.0.2 becomes 10.0.0.4
~ d: 10.0.0.2 becomes 10.0.0.4, as netvmSubnet says at configuration.nix:1:17
~ d: 10.0.0.2 becomes 10.0.0.4, as the pool is 10.1.0.0/16
~ d: 10.0.0.2 becomes 10.0.0.4, as something else allocates
~ d: 10.0.0.2 becomes 10.0.0.4, as \`café\` has its slot
~ d: 10.0.0.2 becomes 10.0.0.4, the slot that its hash names
~ e: the bridge (none) becomes br-net-e
~ f: the bridge br-net-f becomes (none)
`);
});

test('several files are named, those that stay as they are left out', () => {
  const [added] = changes;
  const files = [
    { name: 'one.nix', changes: added ? [added] : [] },
    { name: 'same.nix', changes: [] },
  ];
  expect(printFileChanges(files, settings)).toBe('one.nix:\n+ a -> net: 10.0.0.0\n');
  expect(printFileChanges(files.slice(0, 1), settings)).toBe('+ a -> net: 10.0.0.0\n');
});

test('for tools, reasons are objects, and bytes are text', () => {
  const told = JSON.parse(printChangesJson([{ name: 'one.nix', changes }], '/tree'));
  const whys = told.changes.flatMap(({ why }: { why?: unknown }) => why ?? []);
  expect(whys).toEqual([
    { kind: 'subnet', place: expect.objectContaining({ file: 'configuration.nix', line: 1 }) },
    { kind: 'range', range: '10.1.0.0/16' },
    { kind: 'allocator' },
    { kind: 'displaced', by: 'café' },
    { kind: 'hash' },
  ]);
  expect(told.changes.slice(-2)).toEqual([
    { file: 'one.nix', kind: 'bridge-renamed', client: 'e', from: null, to: 'br-net-e' },
    { file: 'one.nix', kind: 'bridge-renamed', client: 'f', from: 'br-net-f', to: null },
  ]);
});
