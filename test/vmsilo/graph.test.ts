import { expect, test } from 'vitest';
import { graphOf } from '../../src/vmsilo/graph.ts';
import { unread, type VmSketch, viewOf } from './network.ts';

const graphFor = (vms: Readonly<Record<string, VmSketch>>) => graphOf(viewOf(vms));

test('the host comes first, then VMs by name, then names that are no VM’s', () => {
  const { nodes } = graphFor({
    a: { netvm: 'zz' },
    b: { netvm: 'net' },
    c: { netvm: 'yy' },
    net: { netvm: 'host', isNetvm: true },
    spare: { isNetvm: true },
    vault: {},
  });
  expect(nodes.map(({ name, kind, id, problem }) => [name, kind, id, problem])).toEqual([
    ['host', 'host', null, null],
    ['a', 'client', 3, null],
    ['b', 'client', 4, null],
    ['c', 'client', 5, null],
    ['net', 'netvm', 6, null],
    ['spare', 'netvm', 7, null],
    ['vault', 'apart', 8, null],
    ['yy', 'missing', null, 'no such VM'],
    ['zz', 'missing', null, 'no such VM'],
  ]);
});

test('the host is not there if nothing routes through it', () => {
  expect(graphFor({ a: { netvm: 'net' }, net: {} }).nodes.map(({ name }) => name)).toEqual([
    'a',
    'net',
  ]);
});

test('a VM that others route through has to be a netvm, if that can be known', () => {
  const { nodes } = graphFor({
    a: { netvm: 'plain' },
    b: { netvm: 'puzzle' },
    plain: {},
    puzzle: { isNetvm: unread },
    other: { isNetvm: unread },
  });
  expect(nodes.map(({ name, kind, problem }) => [name, kind, problem])).toEqual([
    ['a', 'client', null],
    ['b', 'client', null],
    ['other', 'apart', null],
    ['plain', 'netvm', 'not a netvm'],
    ['puzzle', 'netvm', null],
  ]);
});

test('a VM whose netvm is not known is a client without an edge', () => {
  const { nodes, edges } = graphFor({
    a: { netvm: unread },
    gate: { netvm: unread, isNetvm: true },
  });
  expect(nodes.map(({ kind, problem }) => [kind, problem])).toEqual([
    ['client', "its netvm can't be known"],
    ['netvm', "its netvm can't be known"],
  ]);
  expect(edges).toEqual([]);
});

test('an edge has the bridge or the TAP, and the addresses of both ends', () => {
  const { edges } = graphFor({
    net: { netvm: 'host', isNetvm: true, subnet: '10.0.0.0/31', interfaces: ['eth0'] },
    work: { netvm: 'net', subnet: '10.0.0.2/31' },
  });
  expect(edges).toEqual([
    {
      client: 'net',
      netvm: 'host',
      bridge: null,
      tap: 'net-23',
      clientAddress: '10.0.0.0',
      netvmAddress: '10.0.0.1',
      problem: null,
    },
    {
      client: 'work',
      netvm: 'net',
      bridge: 'br-net-work',
      tap: null,
      clientAddress: '10.0.0.2',
      netvmAddress: '10.0.0.3',
      problem: null,
    },
  ]);
});

test('an edge to the host has no TAP where that can not be known', () => {
  const { edges } = graphFor({ a: { netvm: 'host', interfaces: unread } });
  expect(edges).toMatchObject([{ client: 'a', bridge: null, tap: null, problem: null }]);
});

test('a node has the colour of its VM, if that is one', () => {
  const { vms, ...network } = viewOf({ a: {}, b: {}, c: {} });
  const colors = ['Red', 'no colour', null];
  const coloured = vms.map((vm, index) => ({ ...vm, color: colors[index] ?? null }));
  const { nodes } = graphOf({ ...network, vms: coloured });
  expect(nodes.map(({ color }) => color)).toEqual(['red', null, null]);
});

test('an edge to a name that is no VM’s has no bridge, no TAP and no addresses', () => {
  const { edges } = graphFor({ work: { netvm: 'gone' } });
  expect(edges).toEqual([
    {
      client: 'work',
      netvm: 'gone',
      bridge: null,
      tap: null,
      clientAddress: null,
      netvmAddress: null,
      problem: 'no addresses',
    },
  ]);
});

test('the edges of a ring are wrong, and not those that lead into it', () => {
  const { edges } = graphFor({
    a: { netvm: 'b', isNetvm: true },
    b: { netvm: 'a', isNetvm: true },
    c: { netvm: 'a' },
  });
  expect(edges.map(({ client, problem }) => [client, problem])).toEqual([
    ['a', 'ring'],
    ['b', 'ring'],
    ['c', null],
  ]);
});
