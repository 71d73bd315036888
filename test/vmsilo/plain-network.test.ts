import { describe, expect, test } from 'vitest';
import { attributes } from '../../src/vmsilo/data.ts';
import {
  allocateNetwork,
  dataOf,
  type PlainVm,
  plainNetwork,
  plainOf,
} from '../../src/vmsilo/plain-network.ts';
import { networkOf, unread, type VmSketch } from './network.ts';

const vm = (more: Partial<PlainVm> = {}): PlainVm => ({
  netvm: null,
  netvmSubnet: null,
  isNetvm: false,
  ...more,
});

const vms = {
  work: vm({ netvm: 'net', netvmSubnet: '10.0.0.2/31' }),
  net: vm({ netvm: 'host', netvmSubnet: '10.0.0.0/31', isNetvm: true }),
};

describe('allocateNetwork', () => {
  test('gives links, injections and the hash of what they were computed from', () => {
    const { links, diagnostics, injections, inputs } = allocateNetwork({
      range: '10.200.0.0/16',
      vms,
    });
    expect(links).toEqual([
      {
        client: 'net',
        netvm: 'host',
        bridge: null,
        clientAddress: '10.0.0.0',
        netvmAddress: '10.0.0.1',
      },
      {
        client: 'work',
        netvm: 'net',
        bridge: 'br-net-work',
        clientAddress: '10.0.0.2',
        netvmAddress: '10.0.0.3',
      },
    ]);
    expect(diagnostics).toEqual([]);
    expect(Object.keys(injections ?? {})).toEqual(['net', 'work']);
    expect(inputs).toMatch(/^[0-9a-f]{64}$/);
  });

  test('takes addresses from the range', () => {
    const { links } = allocateNetwork({
      range: '10.9.0.0/16',
      vms: { ...vms, b: vm({ netvm: 'net' }) },
    });
    expect(links[1]).toMatchObject({
      client: 'b',
      clientAddress: expect.stringMatching(/^10\.9\./),
    });
  });

  test('takes a VM for what its `isNetvm` says', () => {
    const net = vm({ netvm: 'host', netvmSubnet: '10.0.0.0/31' });
    const { diagnostics } = allocateNetwork({ range: '10.200.0.0/16', vms: { ...vms, net } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['netvm-not-gateway']);
  });

  test('a mistake is placed at the name of the VM, and gives nothing', () => {
    const { diagnostics, injections, inputs } = allocateNetwork({
      range: '10.200.0.0/16',
      vms: { ...vms, lost: vm({ netvm: 'gone' }) },
    });
    expect(diagnostics.map(({ code, span }) => [code, span.source.path])).toEqual([
      ['netvm-unknown', 'lost'],
    ]);
    expect({ injections, inputs }).toEqual({ injections: null, inputs: null });
  });

  test('a mistake of the whole is placed at what it is about', () => {
    const ofRange = allocateNetwork({
      range: 'none',
      vms: { net: vms.net, a: vm({ netvm: 'net' }) },
    });
    expect(ofRange.diagnostics.map(({ code, span }) => [code, span.source.path])).toEqual([
      ['range-malformed', 'range'],
    ]);
    const ofNothing = allocateNetwork({ range: '10.0.0.0/8', vms: {} });
    expect(ofNothing.diagnostics.map(({ code, span }) => [code, span.source.path])).toEqual([
      ['no-vms', 'network'],
    ]);
  });

  test('names are Unicode, and sorted by their bytes', () => {
    const { links } = allocateNetwork({
      range: '10.200.0.0/16',
      vms: { é: vm({ netvm: 'host' }), z: vm({ netvm: 'host' }) },
    });
    expect(links.map(({ client }) => client)).toEqual(['z', 'é']);
  });
});

describe('plainNetwork', () => {
  test('has what the addresses hang on', () => {
    const network = networkOf({
      net: { isNetvm: true, interfaces: unread },
      work: { netvm: 'net', subnet: '10.0.0.2/31' },
      'x\u00c3\u00a9': {},
    });
    expect(plainNetwork(network)).toEqual({
      range: '10.200.0.0/16',
      vms: {
        net: vm({ isNetvm: true }),
        work: vm({ netvm: 'net', netvmSubnet: '10.0.0.2/31' }),
        xé: vm(),
      },
    });
  });

  test.each<[string, VmSketch]>([
    ['netvm', { netvm: unread }],
    ['subnet', { subnet: unread }],
    ['`isNetvm`', { isNetvm: unread }],
  ])('is null if a %s is not known', (_name, sketch) => {
    expect(plainNetwork(networkOf({ a: {}, b: sketch }))).toBeNull();
  });

  test('is null if the range is not known', () => {
    expect(plainNetwork(networkOf({ a: {} }, unread))).toBeNull();
  });
});

test('data and plain data are the same, but for how texts are held', () => {
  const data = attributes({
    a: [true, 5, null, '\u00c3\u00a9'],
    '\u00c3\u00a9': attributes({ b: '' }),
  });
  const plain = { a: [true, 5, null, 'é'], é: { b: '' } };
  expect(plainOf(data)).toEqual(plain);
  expect(dataOf(plain)).toEqual(data);
  expect(plainOf(data, (bytes) => bytes)).toEqual({
    a: [true, 5, null, '\u00c3\u00a9'],
    '\u00c3\u00a9': { b: '' },
  });
});
