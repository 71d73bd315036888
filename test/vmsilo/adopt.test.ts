import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAdoption } from '../../src/vmsilo/adopt.ts';
import { ownAllocator } from '../../src/vmsilo/allocator.ts';
import { parseCidr } from '../../src/vmsilo/cidr.ts';
import { planNetwork } from '../../src/vmsilo/plan.ts';
import { type RunningLink, runningLinks } from '../../src/vmsilo/running-links.ts';
import { entry, networkOf, placeNamed, type VmSketch } from './network.ts';

function running(
  links: Readonly<Record<string, readonly [netvm: string | null, address: string]>>,
): ReadonlyMap<string, RunningLink> {
  return new Map(
    Object.entries(links).map(([client, [netvm, address]]) => {
      const lower = parseCidr(`${address}/31`)?.address ?? 0;
      return [client, { client, netvm, lower, bridge: `br-${netvm}-${client}` }];
    }),
  );
}

const net: VmSketch = { isNetvm: true };

function adoption(
  vms: Readonly<Record<string, VmSketch>>,
  links: Parameters<typeof running>[0],
  range?: string,
) {
  return planAdoption(networkOf(vms, range), entry, ownAllocator, running(links));
}

describe('moving from a running system', () => {
  it('sets the subnets of links that would move, and of no others', () => {
    const { pins, kept, added, removed } = adoption(
      { net, a: { netvm: 'net' }, b: { netvm: 'net' } },
      { a: ['net', '10.9.0.4'], b: ['net', '10.200.129.140'] },
    );
    expect(pins).toEqual([
      {
        client: 'a',
        netvm: 'net',
        subnet: '10.9.0.4/31',
        otherwise: '10.200.28.246/31',
        span: placeNamed('a.netvm'),
      },
    ]);
    expect(kept).toEqual([{ client: 'b', netvm: 'net' }]);
    expect({ added, removed }).toEqual({ added: [], removed: [] });
  });

  it('sets the subnet of a link that one set before it would move', () => {
    const { pins, kept } = adoption(
      { net, a: { netvm: 'net' }, d: { netvm: 'net' } },
      { a: ['net', '10.9.0.4'], d: ['net', '10.0.0.0'] },
      '10.0.0.0/29',
    );
    expect(pins.map(({ client, subnet }) => `${client} ${subnet}`)).toEqual([
      'a 10.9.0.4/31',
      'd 10.0.0.0/31',
    ]);
    expect(kept).toEqual([]);
    const alone = adoption(
      { net, a: { netvm: 'net' }, d: { netvm: 'net' } },
      { d: ['net', '10.0.0.0'] },
      '10.0.0.0/29',
    );
    expect(alone).toMatchObject({ pins: [], kept: [{ client: 'd', netvm: 'net' }] });
  });

  it('leaves alone what is set already', () => {
    const { pins, kept, moved } = adoption(
      {
        net,
        a: { netvm: 'net', subnet: '10.9.0.4/31' },
        b: { netvm: 'net', subnet: '10.9.0.6/31' },
      },
      { a: ['net', '10.9.0.4'], b: ['net', '10.9.0.8'] },
    );
    expect({ pins, kept, moved }).toEqual({
      pins: [],
      kept: [{ client: 'a', netvm: 'net' }],
      moved: [{ client: 'b', netvm: 'net', from: '10.9.0.8/31', to: '10.9.0.6/31' }],
    });
  });

  it('tells links apart by their netvm', () => {
    const { pins, kept, added, removed } = adoption(
      { net, vpn: net, a: { netvm: 'vpn' }, b: { netvm: 'net' } },
      {
        c: ['vpn', '10.9.0.6'],
        d: ['net', '10.9.0.8'],
        a: ['net', '10.9.0.4'],
        lone: [null, '10.9.0.2'],
      },
    );
    expect({ pins, kept }).toEqual({ pins: [], kept: [] });
    expect(added).toEqual([
      { netvm: 'net', client: 'b' },
      { netvm: 'vpn', client: 'a' },
    ]);
    expect(removed.map(({ client, netvm }) => [netvm, client])).toEqual([
      [null, 'lone'],
      ['net', 'a'],
      ['net', 'd'],
      ['vpn', 'c'],
    ]);
  });

  it('gives an address that two links had to the first of them', () => {
    const { pins, kept, clashing } = adoption(
      { net, a: { netvm: 'net' }, b: { netvm: 'net' } },
      { b: ['net', '10.9.0.4'], a: ['net', '10.9.0.4'] },
    );
    expect(pins.map(({ client }) => client)).toEqual(['a']);
    expect(clashing).toEqual([{ netvm: 'net', client: 'b', subnet: '10.9.0.4/31', owner: 'a' }]);
    expect(kept).toEqual([]);
  });

  it('takes an address from no link whose subnet is set', () => {
    const { pins, clashing } = adoption(
      { net, a: { netvm: 'net' }, b: { netvm: 'net', subnet: '10.9.0.4/31' } },
      { a: ['net', '10.9.0.4'] },
    );
    expect(pins).toEqual([]);
    expect(clashing).toEqual([{ netvm: 'net', client: 'a', subnet: '10.9.0.4/31', owner: 'b' }]);
  });

  it('leaves the address of a link that is set to another one to who else had it', () => {
    const { pins, moved, clashing } = adoption(
      { net, a: { netvm: 'net', subnet: '10.9.0.6/31' }, b: { netvm: 'net' } },
      { a: ['net', '10.9.0.4'], b: ['net', '10.9.0.4'] },
    );
    expect(pins.map(({ client, subnet }) => [client, subnet])).toEqual([['b', '10.9.0.4/31']]);
    expect(moved).toEqual([{ client: 'a', netvm: 'net', from: '10.9.0.4/31', to: '10.9.0.6/31' }]);
    expect(clashing).toEqual([]);
  });

  it('says which bridges get another name', () => {
    const { renamed } = adoption(
      { net, 'a-long-name': { netvm: 'net' }, b: { netvm: 'net' }, c: { netvm: 'host' } },
      {
        'a-long-name': ['net', '10.9.0.4'],
        b: ['net', '10.9.0.6'],
        c: ['host', '10.9.0.8'],
      },
    );
    expect(renamed).toEqual([
      { netvm: 'net', client: 'a-long-name', from: 'br-net-a-long-name', to: 'br3-net-a-long-' },
    ]);
  });

  it('says nothing of a bridge where the running system has none', () => {
    const lower = parseCidr('10.9.0.4/31')?.address ?? 0;
    const links = new Map([['a', { client: 'a', netvm: 'net', lower, bridge: null }]]);
    const network = networkOf({ net, a: { netvm: 'net' } });
    expect(planAdoption(network, entry, ownAllocator, links).renamed).toEqual([]);
  });

  it('keeps every address, however small the pool', () => {
    const slots = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
    fc.assert(
      fc.property(slots, (taken) => {
        const clients = taken.map((slot, index) => [`c${index}`, `10.0.0.${2 * slot}`] as const);
        const vms = Object.fromEntries(clients.map(([name]) => [name, { netvm: 'net' }]));
        const links = Object.fromEntries(clients.map(([name, ip]) => [name, ['net', ip] as const]));
        const { pins } = adoption({ net, ...vms }, links, '10.0.0.0/28');
        const subnets = new Map(pins.map(({ client, subnet }) => [client, subnet]));
        const pinned = Object.fromEntries(
          clients.map(([name]) => {
            const subnet = subnets.get(name);
            return [name, { netvm: 'net', ...(subnet === undefined ? {} : { subnet }) }];
          }),
        );
        const plan = planNetwork(networkOf({ net, ...pinned }, '10.0.0.0/28'), entry);
        for (const link of plan.addressed) {
          expect(link.lower).toBe(running(links).get(link.client)?.lower);
        }
        expect(plan.addressed.length).toBe(taken.length);
      }),
    );
  });
});

describe('the links of a running system', () => {
  const upstream = (bridge: string | null, hostAddress: string | null, address: unknown) => ({
    addresses: [address],
    tap: { name: null, bridge, hostAddress },
  });

  it('have their two ends', () => {
    const links = runningLinks({
      a: { interfaces: { upstream: upstream('br-net-a', null, '10.0.0.2/31') } },
      h: { interfaces: { upstream: upstream(null, '10.0.0.5/31', '10.0.0.4/31') } },
      net: { interfaces: { a: upstream('br-net-a', null, '10.0.0.3/31') }, guestConfig: [] },
    });
    expect([...(links?.values() ?? [])].map(({ client, netvm }) => [client, netvm])).toEqual([
      ['a', 'net'],
      ['h', 'host'],
    ]);
  });

  it('lead to the VM that has the other end of the bridge', () => {
    const links = runningLinks({
      a: { interfaces: { upstream: upstream('br-net-a', null, '10.0.0.2/31') } },
      aaa: { interfaces: { a: upstream('another', null, '10.0.0.9/31') } },
      net: { interfaces: { b: upstream('br-net-a', null, '10.0.0.7/31') } },
      vpn: { interfaces: { a: upstream('br-net-a', null, '10.0.0.3/31') } },
    });
    expect(links?.get('a')?.netvm).toBe('vpn');
    const lone = {
      a: { interfaces: { upstream: upstream(null, null, '10.0.0.2/31') } },
      b: { interfaces: {} },
    };
    expect(runningLinks(lone)?.get('a')?.netvm).toBeNull();
  });

  it.each([
    [null],
    [[]],
    [{ a: 5 }],
    [{ a: { interfaces: { upstream: {} } } }],
    [
      {
        a: {
          interfaces: { upstream: { ...upstream(null, null, '10.0.0.2/31'), tap: { bridge: 5 } } },
        },
      },
    ],
    [{ a: { interfaces: { upstream: upstream('b', null, '10.0.0.3/31') } } }],
    [{ a: { interfaces: { upstream: upstream('b', null, '10.0.0.2/30') } } }],
    [{ a: { interfaces: { upstream: upstream('b', null, 5) } } }],
  ])('are not in %j', (json) => {
    expect(runningLinks(json)).toBeNull();
  });
});
