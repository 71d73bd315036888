import { expect, test } from 'vitest';
import { evaluatedNetwork } from '../../src/vmsilo/evaluated-network.ts';

const vm = { netvm: 'net', netvmSubnet: null, isNetvm: false, interfaces: ['eth0'] };
const network = { enable: true, netvmRange: null, vms: { vm } };

test.each([
  ['a network', network],
  ['one with a range', { ...network, netvmRange: '10.0.0.0/8' }],
  ['one without VMs', { ...network, vms: {} }],
  [
    'a VM with a subnet, and without a netvm',
    { ...network, vms: { vm: { ...vm, netvm: null, netvmSubnet: '10.0.0.0/31', interfaces: [] } } },
  ],
])('%s is one', (_name, value) => {
  expect(evaluatedNetwork(value)).toBe(value);
});

test.each([
  ['nothing', null],
  ['a list', [network]],
  ['text', 'network'],
  ['an `enable` that is no boolean', { ...network, enable: 1 }],
  ['a range that is a number', { ...network, netvmRange: 5 }],
  ['no range', { enable: true, vms: {} }],
  ['VMs in a list', { ...network, vms: [vm] }],
  ['VMs in a text', { ...network, vms: '' }],
  ['no VMs', { ...network, vms: null }],
  ['a VM that is none', { ...network, vms: { vm, other: null } }],
  ['a VM that is a list', { ...network, vms: { vm: [] } }],
  ['a netvm that is a number', { ...network, vms: { vm: { ...vm, netvm: 5 } } }],
  ['a subnet that is a number', { ...network, vms: { vm: { ...vm, netvmSubnet: 5 } } }],
  ['an `isNetvm` that is text', { ...network, vms: { vm: { ...vm, isNetvm: 'yes' } } }],
  ['interfaces in a set', { ...network, vms: { vm: { ...vm, interfaces: {} } } }],
  ['an interface that is a number', { ...network, vms: { vm: { ...vm, interfaces: ['a', 5] } } }],
])('%s is none', (_name, value) => {
  expect(evaluatedNetwork(value)).toBeNull();
});
