import { expect, it } from 'vitest';
import { diagnosticsOf, findings } from '../network.ts';

const gateway = { 'sys-net': { isNetvm: true } };

it('reports a netvm that is no VM, at the expression that names it', () => {
  expect(findings({ ...gateway, a: { netvm: 'firewall' } })).toEqual([
    'a.netvm: netvm-unknown: there is no VM `firewall` to route through',
  ]);
});

it.each([
  ['sys-nt', 'did you mean `sys-net`?'],
  ['hots', 'name a VM of `programs.vmsilo.nixosVms`, or `host`'],
  ['hst', 'did you mean `host`?'],
  ['', 'name a VM of `programs.vmsilo.nixosVms`, or `host`'],
])('helps with %j', (netvm, help) => {
  expect(diagnosticsOf({ ...gateway, a: { netvm } })[0]).toMatchObject({ help });
});

it('does not suggest the VM itself', () => {
  const [diagnostic] = diagnosticsOf({ work1: { netvm: 'work2' } });
  expect(diagnostic?.help).not.toContain('work1');
});

it('accepts VMs and the host', () => {
  expect(findings({ ...gateway, a: { netvm: 'sys-net' }, b: { netvm: 'host' } })).toEqual([]);
});
