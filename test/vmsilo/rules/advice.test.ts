import { expect, test } from 'vitest';
import type { Code } from '../../../src/report/codes.ts';
import { diagnosticsOf, relatedPlaces, type VmSketch } from '../network.ts';

const net = { isNetvm: true };
const host = { netvm: 'host' };

/** What each rule advises, and the places that it names beside its own. */
const advice: readonly (readonly [
  code: Code,
  vms: Readonly<Record<string, VmSketch>>,
  range: string | undefined,
  help: string,
  related: readonly string[],
])[] = [
  [
    'interface-collision',
    { net: { ...net, ...host }, upstream: { netvm: 'net' } },
    undefined,
    'give the client another name',
    ['net.netvm: `net` routes through `host`'],
  ],
  [
    'interface-collision',
    { a: net, 'br-a-z': { interfaces: ['lan'] }, 'z-22': { netvm: 'a' } },
    undefined,
    'give one of the VMs another name',
    ['br-a-z: the TAP of `br-a-z` for `lan`'],
  ],
  [
    'interface-name-too-long',
    { net, a123456789012345: { netvm: 'net' } },
    undefined,
    'give the VM a name of at most 15 bytes',
    ['a123456789012345.netvm: `net` gets an interface of that name because of this'],
  ],
  [
    'interface-shadowed',
    { a: { ...host, interfaces: ['upstream'] } },
    undefined,
    'give the interface another name, or leave it out',
    [],
  ],
  [
    'name-invalid',
    { '1': net, a: { netvm: '1' } },
    undefined,
    'use letters, digits, `_` and `-`, at least one of them not a digit, and no `-` at the start',
    ['a.netvm: it is in a link because of this'],
  ],
  ['name-reserved', { host: {} }, undefined, 'give the VM another name', []],
  [
    'name-reserved',
    { net, lo: { netvm: 'net' } },
    undefined,
    'give the VM another name',
    ['lo.netvm: `net` gets an interface of that name because of this'],
  ],
  [
    'netvm-cycle',
    { a: { ...net, netvm: 'b' }, b: { ...net, netvm: 'a' } },
    undefined,
    'let one of them route through a VM outside the ring, or `host`, or nothing',
    ['b.netvm: `b` routes through `a`'],
  ],
  [
    'netvm-not-gateway',
    { a: { netvm: 'net' }, net: {} },
    undefined,
    'set `network.isNetvm = true` in `net`, or route through another VM',
    ['net: `net` is here', 'net.isNetvm: `network.isNetvm` is false here'],
  ],
  [
    'netvm-self',
    { a: { netvm: 'a' } },
    undefined,
    'name another VM or `host`, or leave `network.netvm` out if it has a way of its own',
    [],
  ],
  [
    'no-vms',
    {},
    undefined,
    'declare one in `programs.vmsilo.nixosVms`, or import the module that does',
    [],
  ],
  [
    'range-malformed',
    { a: host },
    '10.200.0.0',
    'write a range such as `10.200.0.0/16`, without spaces or leading zeros',
    [],
  ],
  [
    'range-public',
    { a: host },
    '8.8.0.0/16',
    'use a part of `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16` or `100.64.0.0/10`',
    [],
  ],
  [
    'range-unusable',
    { a: host },
    '127.0.0.0/16',
    'use private addresses, such as some of `10.0.0.0/8`',
    [],
  ],
  [
    'slot-collision',
    { net, a: { netvm: 'net' }, d: { netvm: 'net' } },
    '192.168.0.0/29',
    'set `network.netvmSubnet` of `d` to make its address independent of `a`',
    ['a.netvm: the link of `a`'],
  ],
  [
    'subnet-malformed',
    { a: { ...host, subnet: '10.0.0.0' } },
    undefined,
    'write a /31 such as `10.199.0.0/31`, without spaces or leading zeros',
    [],
  ],
  [
    'subnet-not-31',
    { a: { ...host, subnet: '10.0.0.0/30' } },
    undefined,
    'write the even one of the two addresses, followed by `/31`',
    [],
  ],
  [
    'subnet-overlap',
    { a: { ...host, subnet: '10.0.0.0/31' }, b: { ...host, subnet: '10.0.0.0/31' } },
    undefined,
    'give one of them another /31, or none, to take one from the pool',
    ['a.subnet: the subnet of `a`'],
  ],
  [
    'subnet-without-netvm',
    { a: { subnet: '10.0.0.0/31' } },
    undefined,
    'set `network.netvm`, or leave the subnet out',
    [],
  ],
];

test.each(advice)('%s: %j', (code, vms, range, help, related) => {
  const found = diagnosticsOf(vms, range);
  expect(found.map((one) => ({ code: one.code, help: one.help }))).toEqual([{ code, help }]);
  expect(relatedPlaces(found[0])).toEqual(related);
});
