import { expect, test } from 'vitest';
import { printLinkTable } from '../../src/print/link-table.ts';
import { unread, viewOf } from '../vmsilo/network.ts';

const net = { isNetvm: true };

test('a link has a bridge or goes to the host, and may have no addresses', () => {
  const view = viewOf({
    a: { netvm: 'net', subnet: '10.0.0.0/31' },
    b: { netvm: 'net', subnet: unread },
    net: { ...net, netvm: 'host', subnet: '10.0.0.2/31' },
    vault: {},
    lost: { netvm: unread },
  });
  expect(printLinkTable(view, false)).toBe(`\
client  netvm  bridge    client has  netvm has
a       net    br-net-a  10.0.0.0    10.0.0.1
b       net    br-net-b  ?           ?
net     host   -         10.0.0.2    10.0.0.3

3 links, 5 VMs
without a netvm: vault
with one that is wrong or unknown: lost
`);
});

test('where nothing has a netvm, there is no table', () => {
  expect(printLinkTable(viewOf({ net, vault: {} }), false)).toBe(
    '0 links, 2 VMs\nwithout a netvm: net, vault\n',
  );
});

test('where everything has one, none is listed as without', () => {
  const view = viewOf({ net: { ...net, netvm: 'host', subnet: '10.0.0.2/31' } });
  expect(printLinkTable(view, false).split('\n').slice(-2)).toEqual(['1 link, 1 VM', '']);
});
