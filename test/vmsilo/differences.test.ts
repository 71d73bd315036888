import { describe, expect, test } from 'vitest';
import { attributes } from '../../src/vmsilo/data.ts';
import {
  type Comparison,
  compareInjections,
  compareNetworks,
} from '../../src/vmsilo/differences.ts';
import type { EvaluatedNetwork, EvaluatedVm } from '../../src/vmsilo/evaluated-network.ts';
import { unread, type VmSketch, viewOf } from './network.ts';

/** What differs, as `vm attribute: ours, theirs`. */
function lines({ differences }: Comparison): readonly string[] {
  return differences.map(
    ({ vm, attribute, ours, theirs }) =>
      `${vm} ${attribute}: ${JSON.stringify(ours)}, ${JSON.stringify(theirs)}`,
  );
}

const plain: EvaluatedVm = { netvm: null, netvmSubnet: null, isNetvm: false, interfaces: [] };

function evaluated(
  vms: Readonly<Record<string, Partial<EvaluatedVm>>>,
  network: Partial<EvaluatedNetwork> = {},
): EvaluatedNetwork {
  const whole = Object.entries(vms).map(([name, vm]) => [name, { ...plain, ...vm }] as const);
  return { enable: true, netvmRange: '10.200.0.0/16', vms: Object.fromEntries(whole), ...network };
}

describe('a network against the same evaluated', () => {
  const vms: Readonly<Record<string, VmSketch>> = {
    net: { isNetvm: true, interfaces: ['eth0'] },
    work: { netvm: 'net' },
  };

  test('nothing differs', () => {
    const theirs = evaluated({
      net: { isNetvm: true, interfaces: ['eth0'] },
      work: { netvm: 'net' },
    });
    expect(compareNetworks(viewOf(vms), theirs)).toEqual({
      differences: [],
      compared: 10,
      unknown: 0,
    });
  });

  test('interfaces that are injected already do not differ', () => {
    const theirs = evaluated({
      net: { isNetvm: true, interfaces: ['work', 'eth0'] },
      work: { netvm: 'net', interfaces: ['upstream'] },
    });
    expect(compareNetworks(viewOf(vms), theirs).differences).toEqual([]);
  });

  test('each value that differs, and VMs that only one side has', () => {
    const theirs = evaluated({
      net: { isNetvm: false, interfaces: ['eth1', 'eth0'] },
      other: {},
      work: { netvm: 'other', netvmSubnet: '10.0.0.0/31' },
    });
    const comparison = compareNetworks(viewOf({ ...vms, mine: {} }), theirs);
    expect(lines(comparison)).toEqual([
      'mine null: true, undefined',
      'net network.isNetvm: true, false',
      'net network.interfaces: ["eth0"], ["eth0","eth1"]',
      'other null: undefined, true',
      'work network.netvm: "net", "other"',
      'work network.netvmSubnet: null, "10.0.0.0/31"',
    ]);
    const ways = comparison.differences.map(({ view }) => view?.span.source.path ?? null);
    expect(ways).toEqual([
      null,
      'net.isNetvm',
      'net.interfaces',
      null,
      'work.netvm',
      'work.subnet',
    ]);
  });

  test('what is not known is counted, and not compared', () => {
    const view = viewOf({ net: { netvm: unread, isNetvm: unread }, work: { interfaces: unread } });
    const theirs = evaluated({ net: { isNetvm: true }, work: { interfaces: ['eth0'] } });
    expect(compareNetworks(view, theirs)).toEqual({ differences: [], compared: 7, unknown: 3 });
  });

  test('the pool is compared', () => {
    const theirs = evaluated(
      { net: { isNetvm: true, interfaces: ['eth0'] }, work: { netvm: 'net' } },
      { netvmRange: '10.0.0.0/8' },
    );
    expect(lines(compareNetworks(viewOf(vms), theirs))).toEqual([
      'null programs.vmsilo.netvmRange: "10.200.0.0/16", "10.0.0.0/8"',
    ]);
  });

  test('a default of the pool is compared only if a link takes its addresses from it', () => {
    const theirs = evaluated(
      { net: { isNetvm: true }, a: { netvm: 'net', netvmSubnet: '10.0.0.0/31' } },
      { netvmRange: null },
    );
    const withDefault = (client: VmSketch) => {
      const view = viewOf({ net: { isNetvm: true }, a: { netvm: 'net', ...client } });
      return { ...view, range: view.range && { ...view.range, isDefault: true } };
    };
    expect(lines(compareNetworks(withDefault({ subnet: '10.0.0.0/31' }), theirs))).toEqual([]);
    expect(lines(compareNetworks(withDefault({}), theirs))).toEqual([
      'null programs.vmsilo.netvmRange: "10.200.0.0/16", null',
      'a network.netvmSubnet: null, "10.0.0.0/31"',
    ]);
  });

  test('one that is switched off has nothing else to compare', () => {
    const off = { ...viewOf(vms), enabled: false };
    expect(compareNetworks(off, evaluated({}, { enable: false }))).toEqual({
      differences: [],
      compared: 1,
      unknown: 0,
    });
    expect(lines(compareNetworks(off, evaluated({})))).toEqual([
      'null programs.vmsilo.enable: false, true',
    ]);
    expect(lines(compareNetworks(viewOf(vms), evaluated({}, { enable: false })))).toEqual([
      'null programs.vmsilo.enable: true, false',
    ]);
  });

  test('one of which that is not known is compared', () => {
    const view = { ...viewOf({ a: {} }), enabled: null };
    expect(compareNetworks(view, evaluated({ a: { isNetvm: true } }))).toMatchObject({
      differences: [{ vm: 'a', attribute: 'network.isNetvm' }],
      compared: 5,
      unknown: 1,
    });
  });

  test('one of which that is not known is compared with one that is switched off', () => {
    const view = { ...viewOf({ a: {} }), enabled: null };
    const theirs = evaluated({ a: {} }, { enable: false });
    expect(compareNetworks(view, theirs)).toEqual({ differences: [], compared: 5, unknown: 1 });
  });

  test('an interface of its own that a link replaces does not differ', () => {
    const view = viewOf({ ...vms, net: { isNetvm: true, interfaces: ['eth0', 'work'] } });
    const theirs = evaluated({
      net: { isNetvm: true, interfaces: ['eth0'] },
      work: { netvm: 'net' },
    });
    expect(compareNetworks(view, theirs).differences).toEqual([]);
  });

  test('names and texts are compared as bytes', () => {
    const view = viewOf({ '\u00c3\u00a4': { netvm: '\u00c3\u00a4' } });
    expect(compareNetworks(view, evaluated({ ä: { netvm: 'ä' } })).differences).toEqual([]);
  });
});

describe('the value of a file against the injections', () => {
  const view = viewOf({ net: { isNetvm: true }, work: { netvm: 'net' } });
  const end = (address: string) => attributes({ interfaces: attributes({ work: address }) });
  const ours = attributes({
    net: end('10.0.0.1/31'),
    work: attributes({ interfaces: attributes({ upstream: '10.0.0.0/31' }) }),
  });

  test('nothing differs, however the attributes are ordered', () => {
    const reversed = new Map([...ours].reverse());
    expect(compareInjections(ours, reversed, view)).toEqual({
      differences: [],
      compared: 2,
      unknown: 0,
    });
  });

  test('each attribute that differs, with the way of the link’s netvm', () => {
    const file = attributes({
      net: end('10.9.0.1/31'),
      work: attributes({
        interfaces: attributes({ upstream: '10.9.0.0/31', eth0: 'x' }),
        guestConfig: [],
      }),
      zone: 'z',
    });
    const comparison = compareInjections(ours, file, view);
    expect(lines(comparison)).toEqual([
      'net interfaces.work: "10.0.0.1/31", "10.9.0.1/31"',
      'work guestConfig: undefined, []',
      'work interfaces.eth0: undefined, "x"',
      'work interfaces.upstream: "10.0.0.0/31", "10.9.0.0/31"',
      'zone null: undefined, "z"',
    ]);
    const ways = comparison.differences.map(({ view: way }) => way?.span.source.path ?? null);
    expect(ways).toEqual(['work.netvm', 'work.netvm', null, 'work.netvm', null]);
  });

  test('an attribute beside the interfaces has the way of its own VM', () => {
    const other = (value: null | number) =>
      attributes({ work: attributes({ other: attributes({ net: value }) }) });
    const comparison = compareInjections(other(null), other(5), view);
    expect(lines(comparison)).toEqual(['work other.net: null, 5']);
    expect(comparison.differences[0]?.view?.span.source.path).toBe('work.netvm');
    expect(compareInjections(other(null), other(null), view).differences).toEqual([]);
  });

  test('a file that holds no set differs as a whole', () => {
    expect(lines(compareInjections(ours, 5, view))).toEqual(['null null: {}, 5']);
  });
});
