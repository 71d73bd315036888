import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/report/diagnostic.ts';
import { type Allocator, ownAllocator } from '../../../src/vmsilo/allocator.ts';
import { planNetwork } from '../../../src/vmsilo/plan.ts';
import { subnetCollision } from '../../../src/vmsilo/rules/subnet-collision.ts';
import { entry, networkOf, relatedPlaces, type VmSketch } from '../network.ts';

/** Gives every link of the pool the same addresses. */
const careless: Allocator = {
  ...ownAllocator,
  allocate: (_range, pairs) => pairs.map((pair) => ({ pair, lower: 2, displacedBy: null })),
};

function found(vms: Readonly<Record<string, VmSketch>>): readonly Diagnostic[] {
  return subnetCollision(planNetwork(networkOf(vms), entry, careless));
}

test('two links of the pool with the same addresses, at the later client by name', () => {
  const vms = { a: { netvm: 'z' }, b: { netvm: 'y' }, y: {}, z: {} };
  const diagnostics = found(vms);
  expect(diagnostics).toMatchObject([
    {
      code: 'subnet-collision',
      message: 'the allocator gives `b` the subnet `0.0.0.2/31`, which `a` has',
      help: 'give one of them another /31 as its `network.netvmSubnet`',
      span: { source: { path: 'b.netvm' } },
    },
  ]);
  expect(relatedPlaces(diagnostics[0])).toEqual(['a.netvm: the link of `a`']);
});

test.each(['a', 'b'])('a link of the pool with the subnet that %s sets', (name) => {
  const vms = { a: { netvm: 'host' }, b: { netvm: 'host' } };
  const pinned = { ...vms, [name]: { netvm: 'host', subnet: '0.0.0.2/31' } };
  expect(found(pinned).map(({ span }) => span.source.path)).toEqual(['b.netvm']);
});

test('two that set the same subnet are another rule’s', () => {
  const pinned = { netvm: 'host', subnet: '0.0.0.2/31' };
  expect(found({ a: pinned, b: pinned })).toEqual([]);
});

test('links with addresses of their own', () => {
  const vms = { a: { netvm: 'host' }, b: { netvm: 'host', subnet: '0.0.0.4/31' } };
  expect(found(vms)).toEqual([]);
});
