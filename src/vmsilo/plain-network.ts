import type { Diagnostic } from '../report/diagnostic.ts';
import type { Span } from '../report/span.ts';
import { decode, encode } from '../report/utf8.ts';
import { computeInjections } from './compute.ts';
import type { Data } from './data.ts';
import { isList } from './data.ts';
import { clientAddress, netvmAddress } from './link.ts';
import { given, type Network, type Vm } from './vm.ts';

/** A VM, as far as the network needs it. Texts are Unicode. */
export interface PlainVm {
  readonly netvm: string | null;
  readonly netvmSubnet: string | null;
  readonly isNetvm: boolean;
}

/** What the addresses of a host hang on. */
export interface PlainNetwork {
  /** `programs.vmsilo.netvmRange` */
  readonly range: string;
  readonly vms: Readonly<Record<string, PlainVm>>;
}

/** A link and its addresses. */
export interface PlainLink {
  readonly client: string;
  /** A VM, or `host`. */
  readonly netvm: string;
  /** Null for a client of the host. */
  readonly bridge: string | null;
  readonly clientAddress: string;
  readonly netvmAddress: string;
}

export interface Allocated {
  /** By netvm, then client. */
  readonly links: readonly PlainLink[];
  readonly diagnostics: readonly Diagnostic[];
  /** What vmsilo is given, as JSON could hold it; null if a diagnostic is an error. */
  readonly injections: PlainData | null;
  /** The SHA-256 of what they were computed from; null if a diagnostic is an error. */
  readonly inputs: string | null;
}

export type PlainData =
  | null
  | boolean
  | number
  | string
  | readonly PlainData[]
  | { readonly [name: string]: PlainData };

/** Checks a network, and gives every link its bridge and its addresses. Places in diagnostics are VM names. */
export function allocateNetwork({ range, vms }: PlainNetwork): Allocated {
  const names = Object.keys(vms).map(encode).sort();
  const network: Network = {
    netvmRange: () => given(encode(range), placeOf('range')),
    lost: () => [],
    vms: names.map((name) => vmOf(name, vms[decode(name)] ?? nothing)),
  };
  const { plan, diagnostics, output } = computeInjections(network, placeOf('network'));
  return {
    links: plan.addressed.map((link) => ({
      client: decode(link.client),
      netvm: decode(link.netvm),
      bridge: link.bridge === null ? null : decode(link.bridge),
      clientAddress: clientAddress(link),
      netvmAddress: netvmAddress(link),
    })),
    diagnostics,
    injections: output && plainOf(output.injections),
    inputs: output?.inputs ?? null,
  };
}

const nothing: PlainVm = { netvm: null, netvmSubnet: null, isNetvm: false };

/** What was read, as far as the addresses hang on it; null if some of it can't be known. */
export function plainNetwork({ netvmRange, vms }: Network): PlainNetwork | null {
  const plain = vms.map((vm) => [decode(vm.name), plainVm(vm)] as const);
  const range = netvmRange();
  if (range === null || plain.some(([, vm]) => vm === null)) return null;
  const known = plain.flatMap(([name, vm]) => (vm === null ? [] : [[name, vm] as const]));
  return { range: decode(range.value), vms: Object.fromEntries(known) };
}

function plainVm({ netvm, netvmSubnet, isNetvm }: Vm): PlainVm | null {
  const [subnet, gateway] = [netvmSubnet(), isNetvm()];
  if (netvm === null || subnet === null || gateway === null) return null;
  const text = (value: string | null): string | null => value && decode(value);
  return {
    netvm: text(netvm.value),
    netvmSubnet: text(subnet.value),
    isNetvm: gateway.value,
  };
}

function vmOf(name: string, { netvm, netvmSubnet, isNetvm }: PlainVm): Vm {
  return {
    name,
    span: placeOf(name),
    lost: () => [],
    netvm: given(netvm === null ? null : encode(netvm), placeOf(name)),
    netvmSubnet: () => given(netvmSubnet === null ? null : encode(netvmSubnet), placeOf(name)),
    isNetvm: () => given(isNetvm, placeOf(name)),
    interfaces: () => given([], placeOf(name)),
    color: () => null,
  };
}

function placeOf(path: string): Span {
  return { source: { path, text: '' }, start: 0, end: 0 };
}

/** @param textOf what becomes of texts, which are byte strings */
export function plainOf(data: Data, textOf: (bytes: string) => string = decode): PlainData {
  if (typeof data === 'string') return textOf(data);
  if (typeof data !== 'object' || data === null) return data;
  if (isList(data)) return data.map((element) => plainOf(element, textOf));
  return Object.fromEntries(
    Array.from(data, ([name, value]) => [textOf(name), plainOf(value, textOf)]),
  );
}

/** The inverse: names in the order of their bytes, as vmsilo-nixgen writes them. */
export function dataOf(plain: PlainData): Data {
  if (typeof plain === 'string') return encode(plain);
  if (typeof plain !== 'object' || plain === null) return plain;
  if (isPlainList(plain)) return plain.map(dataOf);
  const entries = Object.entries(plain).map(
    ([name, value]) => [encode(name), dataOf(value)] as const,
  );
  return new Map(entries);
}

function isPlainList(plain: PlainData): plain is readonly PlainData[] {
  return Array.isArray(plain);
}
