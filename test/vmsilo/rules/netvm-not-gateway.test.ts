import { expect, it } from 'vitest';
import type { Span } from '../../../src/report/span.ts';
import { planNetwork } from '../../../src/vmsilo/plan.ts';
import { netvmNotGateway } from '../../../src/vmsilo/rules/netvm-not-gateway.ts';
import { given } from '../../../src/vmsilo/vm.ts';
import { diagnosticsOf, entry, findings, networkOf, relatedPlaces, unread } from '../network.ts';

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

it('does not say where `isNetvm` is false if that has no place of its own', () => {
  const [vm] = networkOf({ net: {} }).vms;
  const [client] = networkOf({ a: { netvm: 'net' } }).vms;
  if (vm === undefined || client === undefined) throw new Error('the networks have no VM');
  const related = (span: Span) => {
    const net = { ...vm, isNetvm: () => given(false, span) };
    const network = { ...networkOf({}), vms: [client, net] };
    return relatedPlaces(netvmNotGateway(planNetwork(network, entry))[0]);
  };
  const isSaid = ['net: `net` is here', 'net: `network.isNetvm` is false here'];
  expect(related(vm.span)).toEqual(isSaid.slice(0, 1));
  expect(related({ ...vm.span, start: 1, end: 1 })).toEqual(isSaid);
});

it('reports each VM that is no netvm', () => {
  expect(findings({ x: {}, y: {}, a: { netvm: 'x' }, b: { netvm: 'y' } })).toHaveLength(2);
});

it('asks isNetvm only of VMs that are a netvm, and is silent if it could not be read', () => {
  expect(findings({ a: { netvm: 'net', isNetvm: unread }, net: { isNetvm: unread } })).toEqual([]);
});
