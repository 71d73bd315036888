import { expect, test } from 'vitest';
import { changesTo } from '../../src/vmsilo/changes.ts';
import { computeInjections } from '../../src/vmsilo/compute.ts';
import { attributes } from '../../src/vmsilo/data.ts';
import { entry, networkOf, unread, type VmSketch, viewOf } from './network.ts';

type Vms = Readonly<Record<string, VmSketch>>;

const pool = '10.200.0.0/16';

/** What generating for `young` changes where the file was generated for `old`. */
function changes(old: Vms, young: Vms, { range = pool, isSameAllocator = true } = {}) {
  const { output } = computeInjections(networkOf(old), entry);
  if (output === null) throw new Error('the old network has mistakes');
  return changesTo(viewOf(young, range), { injections: output.injections, isSameAllocator });
}

const net: VmSketch = { isNetvm: true };

test('a network that is as it was changes nothing', () => {
  const vms = { net, work: { netvm: 'net' }, vault: {}, out: { netvm: 'host' } };
  expect(changes(vms, vms)).toEqual([]);
});

test('links that are new, and links that are gone, by client', () => {
  const old = {
    net,
    b: { netvm: 'net', subnet: '10.0.0.2/31' },
    gone: { netvm: 'net', subnet: '10.0.0.4/31' },
  };
  const young = { net, a: { netvm: 'net', subnet: '10.0.0.0/31' }, b: {} };
  expect(changes(old, young)).toEqual([
    { kind: 'added', client: 'a', netvm: 'net', address: '10.0.0.0' },
    { kind: 'removed', client: 'b', netvm: 'net', address: '10.0.0.2' },
    { kind: 'removed', client: 'gone', netvm: 'net', address: '10.0.0.4' },
  ]);
});

test('a link that no longer has addresses is gone', () => {
  const old = { net, a: { netvm: 'net', subnet: '10.0.0.2/31' } };
  const young: Vms = { net, a: { netvm: 'net', subnet: unread } };
  expect(changes(old, young)).toEqual([
    { kind: 'removed', client: 'a', netvm: 'net', address: '10.0.0.2' },
  ]);
});

test('a client that moved to another netvm', () => {
  const old = { net, vpn: net, a: { netvm: 'net', subnet: '10.0.0.2/31' } };
  const young = { net, vpn: net, a: { netvm: 'vpn', subnet: '10.0.0.4/31' } };
  expect(changes(old, young)).toEqual([
    {
      kind: 'moved',
      client: 'a',
      from: 'net',
      to: 'vpn',
      oldAddress: '10.0.0.2',
      newAddress: '10.0.0.4',
    },
  ]);
});

test('a link of which no VM has the other end came from a netvm without a name', () => {
  const upstream = (address: string, bridge: string) =>
    attributes({
      interfaces: attributes({
        upstream: attributes({ addresses: [address], tap: attributes({ bridge }) }),
      }),
    });
  const injections = attributes({
    a: upstream('10.0.0.2/31', 'x'),
    b: upstream('10.0.0.4/31', 'y'),
  });
  const view = viewOf({ net, a: { netvm: 'net', subnet: '10.0.0.2/31' } });
  expect(changesTo(view, { injections, isSameAllocator: true })).toMatchObject([
    { kind: 'moved', client: 'a', from: '?', to: 'net' },
    { kind: 'removed', client: 'b', netvm: '?' },
  ]);
});

test('a bridge with another name, beside another address', () => {
  const link = { netvm: 'net', subnet: '10.0.0.2/31' };
  const renamed = {
    kind: 'bridge-renamed',
    client: 'b-long-name',
    from: 'br3-net-b-long-',
    to: 'br4-net-b-long-',
  };
  const old = { net, 'b-long-name': link };
  expect(changes(old, { net, a: {}, 'b-long-name': link })).toEqual([renamed]);
  const moved = { ...link, subnet: '10.0.0.4/31' };
  expect(changes(old, { net, a: {}, 'b-long-name': moved })).toMatchObject([
    { kind: 'readdressed' },
    renamed,
  ]);
});

test('a client that leaves a VM for the host loses its bridge', () => {
  const old = { net, a: { netvm: 'net', subnet: '10.0.0.2/31' } };
  expect(changes(old, { net, a: { netvm: 'host', subnet: '10.0.0.2/31' } })).toMatchObject([
    { kind: 'moved', from: 'net', to: 'host' },
  ]);
});

test('why a link has another address', () => {
  const why = (old: Vms, young: Vms, options?: Parameters<typeof changes>[2]) =>
    changes(old, young, options)?.map((one) => (one.kind === 'readdressed' ? one.why : one));
  const a = { netvm: 'net' };
  const pinned = { netvm: 'net', subnet: '10.200.0.2/31' };
  expect(why({ net, a }, { net, a: pinned })).toMatchObject([
    { kind: 'subnet', span: { source: { path: 'a.subnet' } } },
  ]);
  expect(why({ net, a }, { net, a }, { range: '10.9.0.0/16' })).toEqual([
    { kind: 'range', range: '10.9.0.0/16' },
  ]);
  expect(why({ net, a: pinned }, { net, a })).toEqual([{ kind: 'hash' }]);
  expect(why({ net, a: pinned }, { net, a }, { isSameAllocator: false })).toEqual([
    { kind: 'allocator' },
  ]);
});

test('a link that another one displaced', () => {
  const range = '192.168.0.0/29';
  const d = { netvm: 'net' };
  const { output } = computeInjections(networkOf({ net, d }, range), entry);
  const view = viewOf({ net, d, a: d }, range);
  expect(
    changesTo(view, { injections: output?.injections ?? new Map(), isSameAllocator: true }),
  ).toEqual([
    { kind: 'added', client: 'a', netvm: 'net', address: '192.168.0.6' },
    {
      kind: 'readdressed',
      client: 'd',
      netvm: 'net',
      oldAddress: '192.168.0.6',
      newAddress: '192.168.0.0',
      why: { kind: 'displaced', by: 'a' },
    },
  ]);
});

test('a file that holds no injections tells of no change', () => {
  const injections = attributes({ a: 5 });
  expect(changesTo(viewOf({ net }), { injections, isSameAllocator: true })).toBeNull();
});
