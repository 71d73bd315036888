import { painter } from '../report/paint.ts';
import { showPlace } from '../report/path.ts';
import { escapeText, quote, show } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import type { Data } from '../vmsilo/data.ts';
import type { LinkView, NetworkView, ValueView, VmView } from '../vmsilo/network-view.ts';
import { interfacesIn, type VmInterface } from '../vmsilo/vm-interfaces.ts';
import { type WayEnd, waysOut } from '../vmsilo/way-out.ts';
import { printNix } from './nix.ts';
import {
  type Line,
  lostLine,
  type Place,
  printSections,
  type Section,
  wayLines,
} from './sections.ts';

/** What is taken to be so, because it can't be known from the files that were read. */
export interface Assumption {
  /** One line of text. */
  readonly message: string;
  readonly span: Span;
}

export interface ExplanationSettings {
  /** What paths are relative to: absolute, a byte string. */
  readonly workingFolder: string;
  readonly colour: boolean;
}

/** Tells of one VM where each value comes from, and what it leads to. For people. */
export function printExplanation(
  view: NetworkView,
  vm: VmView,
  assumptions: readonly Assumption[],
  { workingFolder, colour }: ExplanationSettings,
): string {
  const paint = painter(colour);
  const place: Place = (span) => showPlace(span, workingFolder);
  const value = (name: string, one: ValueView<Data> | null): Section =>
    valueSection(name, one, place);
  const lost = [...view.lost, ...vm.lost].flatMap((one) => lostLine(one, place));
  const sections: readonly Section[] = [
    {
      title: `${show(vm.name)} is VM ${vm.id}, declared at ${place(vm.span)}`,
      lines: [['way', wayText(view, vm)], ...lost],
    },
    value('network.netvm', vm.netvm),
    ...(vm.link === null ? [] : [value('network.netvmSubnet', vm.netvmSubnet)]),
    value('network.isNetvm', vm.isNetvm),
    ...(vm.link?.from === 'pool' ? [value('programs.vmsilo.netvmRange', view.range)] : []),
    ...(vm.link === null ? [] : [linkSection(vm.link, view)]),
    ...interfacesIn(view.vms)(vm).map(interfaceSection),
    ...(assumptions.length === 0
      ? []
      : [
          {
            title: 'taken to be so',
            lines: assumptions.map(
              ({ message, span }): Line => ['assumed', `${place(span)}: ${escapeText(message)}`],
            ),
          },
        ]),
  ];
  return printSections(sections, paint);
}

function wayText({ vms }: NetworkView, { name }: VmView): string {
  const { stations, end } = waysOut(vms)(name);
  return `${stations.map(show).join(' -> ')}${wayEnds[end]}`;
}

const wayEnds: Readonly<Record<WayEnd, string>> = {
  host: '',
  vm: ', which routes through nothing',
  unknown: " -> ?, which can't be known",
  missing: ', which is no VM',
  ring: ', where it began: a ring',
};

function valueSection(name: string, one: ValueView<Data> | null, place: Place): Section {
  if (one === null) return { title: `${name} can't be known`, lines: [] };
  return { title: `${name} = ${show(printNix(one.value))}`, lines: wayLines(one, place) };
}

function linkSection(link: LinkView, { allocator, range }: NetworkView): Section {
  const { addresses, from, displacedBy, netvm, client } = link;
  const title = `the link to ${show(netvm)}`;
  if (addresses === null) return { title, lines: [['addresses', 'none, see the errors']] };
  const pool = range === null ? 'the pool' : show(range.value);
  const how =
    from === 'netvmSubnet'
      ? 'network.netvmSubnet'
      : allocator === null
        ? `${pool}, by the hash of ${quote(`${netvm}/${client}`)}`
        : `${pool}, by ${show(allocator)}`;
  return {
    title,
    lines: [
      ['addresses', `${addresses.client} here, ${addresses.netvm} there`],
      ['from', how],
      ...(displacedBy === null
        ? []
        : ([['moved', `another slot was first, but ${quote(displacedBy)} has it`]] as const)),
    ],
  };
}

function interfaceSection({ name, tap, link, end }: VmInterface): Section {
  const onHost: readonly Line[] = [['TAP', tap === null ? "can't be known" : show(tap)]];
  const title = `interface ${show(name)}`;
  if (link === null) return { title: `${title}, of the configuration itself`, lines: onHost };
  const { bridge, addresses } = link;
  const here = end === 'client' ? addresses?.client : addresses?.netvm;
  const there = end === 'client' ? addresses?.netvm : addresses?.client;
  return {
    title: `${title}, to ${show(end === 'client' ? link.netvm : link.client)}`,
    lines: [
      ...onHost,
      ...(bridge === null ? [] : ([['bridge', show(bridge)]] as const)),
      ...(here === undefined ? [] : ([['address', `${here}/31`]] as const)),
      ...(end === 'client' && there !== undefined
        ? ([['route', `0.0.0.0/0 via ${there}`]] as const)
        : []),
    ],
  };
}
