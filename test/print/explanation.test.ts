import { expect, test } from 'vitest';
import { printExplanation } from '../../src/print/explanation.ts';
import { printExplanationJson } from '../../src/print/explanation-json.ts';
import type { NetworkView, VmView } from '../../src/vmsilo/network-view.ts';
import { unread, type VmSketch, viewOf } from '../vmsilo/network.ts';

const net = { isNetvm: true };

function vmOf(view: NetworkView, name: string): VmView {
  const found = view.vms.find((vm) => vm.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

function explain(view: NetworkView, name: string): readonly string[] {
  const settings = { workingFolder: '/', colour: false };
  return printExplanation(view, vmOf(view, name), [], settings).trimEnd().split('\n');
}

const wrong: Readonly<Record<string, VmSketch>> = {
  a: { netvm: 'net', subnet: unread, interfaces: ['wan'] },
  b: { netvm: unread },
  net,
};

test('what is wrong or unknown is said, and nothing that follows from it', () => {
  expect(explain(viewOf(wrong), 'a').filter((line) => !line.includes('written'))).toEqual([
    'a is VM 3, declared at a:1:1',
    '  way       a -> net, which routes through nothing',
    'network.netvm = "net"',
    "network.netvmSubnet can't be known",
    'network.isNetvm = false',
    'the link to net',
    '  addresses none, see the errors',
    'interface upstream, to net',
    '  TAP       a-22',
    '  bridge    br-net-a',
    'interface wan, of the configuration itself',
    '  TAP       a-23',
  ]);
  expect(explain(viewOf(wrong), 'b').slice(0, 3)).toEqual([
    'b is VM 4, declared at b:1:1',
    "  way       b -> ?, which can't be known",
    "network.netvm can't be known",
  ]);
});

test('of a pool that can not be known, and of interfaces that can not', () => {
  const view: NetworkView = {
    ...viewOf({ a: { netvm: 'net', interfaces: unread }, net }),
    range: null,
  };
  const lines = explain(view, 'a');
  expect(lines).toContain('  from      the pool, by the hash of `net/a`');
  expect(lines).toContain("programs.vmsilo.netvmRange can't be known");
});

test('a definition that lost, by a condition or a priority; of what nothing sets, the default', () => {
  const view = viewOf({ net });
  const [vm] = view.vms;
  if (vm === undefined || vm.netvm === null) throw new Error('its netvm is known');
  const { span, netvm } = vm;
  const lost = [
    { span, why: { kind: 'condition' } },
    { span, why: { kind: 'priority', priority: 1000 } },
    { span, why: { kind: 'priority', priority: 7 } },
    { span: null, why: { kind: 'priority', priority: 1500 } },
  ] as const;
  const madeFrom = [
    { expression: 'config.a', value: 'b', span },
    { expression: 'config.c', value: null, span: null },
  ];
  const explained = (isDefault: boolean) =>
    explain({ ...view, vms: [{ ...vm, netvm: { ...netvm, lost, madeFrom, isDefault } }] }, 'net')
      .join('\n')
      .split('network.')[1]
      ?.split('\n')
      .slice(1, -1);
  const lostLines = [
    '  lost      net:1:1: its condition is false',
    '  lost      net:1:1: its priority is 1000, of mkDefault',
    '  lost      net:1:1: its priority is 7',
  ];
  expect(explained(false)).toEqual([
    '  written   net.netvm:1:1',
    '  made from config.a = "b", net:1:1',
    '  made from config.c',
    ...lostLines,
  ]);
  expect(explained(true)).toEqual(['  default   of vmsilo: nothing sets it', ...lostLines]);
});

test('for tools, what is not there is null', () => {
  const view = viewOf(wrong);
  const told = JSON.parse(printExplanationJson(view, [vmOf(view, 'a')], [], '/'));
  expect(told.vms[0]).toMatchObject({ netvmSubnet: null });
  expect(told.vms[0].link).toEqual({
    netvm: 'net',
    client: 'a',
    bridge: 'br-net-a',
    clientAddress: null,
    netvmAddress: null,
    from: null,
    displacedBy: null,
  });
});
