import { expect, test } from 'vitest';
import { interfacesIn } from '../../src/vmsilo/vm-interfaces.ts';
import { unread, type VmSketch, viewOf } from './network.ts';

/** The interfaces of a VM, as `name tap end`. */
function interfacesOf(vm: string, vms: Readonly<Record<string, VmSketch>>): readonly string[] {
  const { vms: views } = viewOf(vms);
  const view = views.find(({ name }) => name === vm);
  if (view === undefined) throw new Error(`there is no VM ${vm}`);
  return interfacesIn(views)(view).map(({ name, tap, link, end }) => {
    const ends = link === null ? 'own' : `${end} of ${link.client} -> ${link.netvm}`;
    return `${name} ${tap} ${ends}`;
  });
}

test('its own and those of its links are sorted together', () => {
  const vms = {
    fw: { netvm: 'host', interfaces: ['zone', 'eth0'] },
    work: { netvm: 'fw' },
    mail: { netvm: 'fw' },
    vault: { interfaces: ['lan'] },
  };
  expect(interfacesOf('fw', vms)).toEqual([
    'eth0 fw-22 own',
    'mail fw-23 netvm of mail -> fw',
    'upstream fw-24 client of fw -> host',
    'work fw-25 netvm of work -> fw',
    'zone fw-26 own',
  ]);
  expect(interfacesOf('work', vms)).toEqual(['upstream work-22 client of work -> fw']);
  expect(interfacesOf('vault', vms)).toEqual(['lan vault-22 own']);
});

test('where its own are not known, those of its links have no TAPs', () => {
  expect(interfacesOf('fw', { fw: { interfaces: unread }, work: { netvm: 'fw' } })).toEqual([
    'work null netvm of work -> fw',
  ]);
});

test('one of its own that a link replaces is that of the link', () => {
  const vms = { fw: { interfaces: ['work'] }, work: { netvm: 'fw' } };
  expect(interfacesOf('fw', vms)).toEqual(['work fw-22 netvm of work -> fw']);
});
