import { expect, it } from 'vitest';
import { findings, unread } from '../network.ts';

it('warns of interfaces that give way to injected ones', () => {
  const vms = {
    net: { isNetvm: true, netvm: 'host', interfaces: ['a', 'lan', 'upstream'] },
    a: { netvm: 'net', interfaces: ['lan', 'upstream'] },
    b: { interfaces: ['upstream'] },
  };
  expect(findings(vms)).toEqual([
    'a.interfaces: interface-shadowed: the interface `upstream` of `a` gives way to the one that its link brings',
    'net.interfaces: interface-shadowed: the interface `a` of `net` gives way to the one that its link brings',
    'net.interfaces: interface-shadowed: the interface `upstream` of `net` gives way to the one that its link brings',
  ]);
});

it('is silent where the names are not known', () => {
  expect(findings({ a: { netvm: 'host', interfaces: unread } })).toEqual([]);
});
