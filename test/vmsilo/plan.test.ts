import { expect, test } from 'vitest';
import { injectedInterfaces, type Plan, planNetwork } from '../../src/vmsilo/plan.ts';
import { entry, networkOf, unread, type VmSketch } from './network.ts';

function plan(vms: Readonly<Record<string, VmSketch>>): Plan {
  return planNetwork(networkOf(vms), entry);
}

test('only clients of the host and of another VM have links', () => {
  const { clients, links, problems } = plan({
    far: { netvm: 'net' },
    lost: { netvm: 'gone' },
    near: { netvm: 'host' },
    net: {},
    self: { netvm: 'self' },
    unknown: { netvm: unread },
  });
  expect(clients.map(({ vm, gateway }) => [vm.name, gateway.kind])).toEqual([
    ['far', 'vm'],
    ['lost', 'missing'],
    ['near', 'host'],
    ['self', 'self'],
  ]);
  expect(links.map(({ netvm, client }) => [netvm, client])).toEqual([
    ['host', 'near'],
    ['net', 'far'],
  ]);
  expect(problems).toEqual([]);
});

test('a subnet that is no /31, or odd, or malformed, or unread gives no address', () => {
  const { addressed } = plan({
    even: { netvm: 'host', subnet: '10.0.0.2/31' },
    longer: { netvm: 'host', subnet: '10.0.0.4/32' },
    malformed: { netvm: 'host', subnet: '10.0.0/31' },
    odd: { netvm: 'host', subnet: '10.0.0.7/31' },
    shorter: { netvm: 'host', subnet: '10.0.0.8/30' },
    unread: { netvm: 'host', subnet: unread },
  });
  expect(addressed.map(({ client }) => client)).toEqual(['even']);
});

test('a client gets an upstream, and its netvm an interface for it; the host is no VM', () => {
  const vms = { a: { netvm: 'net' }, b: { netvm: 'net' }, net: { netvm: 'host' } };
  expect(injectedInterfaces(plan(vms))).toEqual(
    new Map([
      ['a', ['upstream']],
      ['b', ['upstream']],
      ['net', ['upstream', 'a', 'b']],
    ]),
  );
});
