import { expect, it } from 'vitest';
import { diagnosticsOf, findings, relatedPlaces, unread } from '../network.ts';

it('reports a netvm whose isNetvm is not true, at its first client', () => {
  const vms = { net: {}, b: { netvm: 'net' }, a: { netvm: 'net' } };
  expect(findings(vms)).toEqual([
    'a.netvm: netvm-not-gateway: `net` is not a netvm: its `network.isNetvm` is not true',
  ]);
  expect(relatedPlaces(diagnosticsOf(vms)[0])).toEqual([
    'net: `net` is here',
    'net.isNetvm: `network.isNetvm` is false here',
    'b.netvm: `b` routes through it, too',
  ]);
});

it('reports each VM that is no netvm', () => {
  expect(findings({ x: {}, y: {}, a: { netvm: 'x' }, b: { netvm: 'y' } })).toHaveLength(2);
});

it('asks isNetvm only of VMs that are a netvm, and is silent if it could not be read', () => {
  expect(findings({ a: { netvm: 'net', isNetvm: unread }, net: { isNetvm: unread } })).toEqual([]);
});
