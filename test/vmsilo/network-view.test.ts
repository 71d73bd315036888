import { expect, test } from 'vitest';
import type { Span } from '../../src/report/span.ts';
import { viewNetwork } from '../../src/vmsilo/network-view.ts';
import { planNetwork } from '../../src/vmsilo/plan.ts';
import type { Known, LostPlace, Network } from '../../src/vmsilo/vm.ts';
import { entry, networkOf, unread, viewOf } from './network.ts';

test('a link with addresses of the pool, one with a subnet, and one that can have none', () => {
  const { vms } = viewOf({
    lost: { netvm: 'net', subnet: unread },
    net: { netvm: 'host', isNetvm: true, subnet: '10.0.0.0/31' },
    work: { netvm: 'net' },
    vault: {},
  });
  expect(vms.map(({ name, id, link }) => [name, id, link])).toEqual([
    [
      'lost',
      3,
      {
        netvm: 'net',
        client: 'lost',
        bridge: 'br-net-lost',
        addresses: null,
        from: null,
        displacedBy: null,
      },
    ],
    [
      'net',
      4,
      {
        netvm: 'host',
        client: 'net',
        bridge: null,
        addresses: { client: '10.0.0.0', netvm: '10.0.0.1' },
        from: 'netvmSubnet',
        displacedBy: null,
      },
    ],
    ['vault', 5, null],
    [
      'work',
      6,
      {
        netvm: 'net',
        client: 'work',
        bridge: 'br-net-work',
        addresses: { client: '10.200.205.114', netvm: '10.200.205.115' },
        from: 'pool',
        displacedBy: null,
      },
    ],
  ]);
});

test('values that are not known are null, and so are the TAPs where interfaces are not', () => {
  const { range, vms } = viewOf(
    { a: { netvm: unread, subnet: unread, isNetvm: unread, interfaces: unread } },
    unread,
  );
  expect(range).toBeNull();
  expect(vms).toMatchObject([
    { netvm: null, netvmSubnet: null, isNetvm: null, interfaces: null, taps: null, link: null },
  ]);
});

test('a value has its way: places, what was lost, and what it was made from, where a user finds them', () => {
  const place = (path: string): Span => ({ source: { path, text: 'a text' }, start: 2, end: 6 });
  const inside = (path: string): Span => ({
    source: {
      path: '',
      text: 'text',
      within: { source: place(path).source, offsets: [2, 3, 4, 5, 6] },
    },
    start: 0,
    end: 4,
  });
  const way = (spanOf: (path: string) => Span) => ({
    span: spanOf('value'),
    related: [{ span: spanOf('related'), message: 'here' }],
    lost: [
      { span: spanOf('lost'), why: { kind: 'condition' } },
      { span: null, why: { kind: 'priority', priority: 1500 } },
    ] satisfies readonly LostPlace[],
    madeFrom: [
      { expression: 'a', value: 'b', span: spanOf('part') },
      { expression: 'c', value: 1, span: null },
    ],
    isDefault: true,
  });
  const { lost, madeFrom, ...others } = way(inside);
  const known = <T>(value: T): Known<T> => ({
    ...others,
    value,
    lost: () => lost,
    madeFrom: () => madeFrom,
  });
  const [vm] = networkOf({ a: {} }).vms;
  if (vm === undefined) throw new Error('the network has no VM');
  const network: Network = {
    netvmRange: () => known('10.0.0.0/8'),
    lost: () => lost,
    vms: [
      {
        ...vm,
        span: inside('a'),
        lost: () => lost,
        isNetvm: () => known(true),
        color: () => 'red',
      },
    ],
  };
  const reading = { enabled: null, allocator: 'helpers.nix' };
  expect(viewNetwork(network, planNetwork(network, entry), reading)).toMatchObject({
    ...reading,
    lost: way(place).lost,
    range: { value: '10.0.0.0/8', ...way(place) },
    vms: [
      {
        span: place('a'),
        lost: way(place).lost,
        isNetvm: { value: true, ...way(place) },
        color: 'red',
        taps: [],
      },
    ],
  });
});
