import type { Diagnostic } from '../report/diagnostic.ts';
import type { Span } from '../report/span.ts';
import { comparePairs, type Placement } from './allocate.ts';
import { type Allocator, ownAllocator, type Report } from './allocator.ts';
import { type Cidr, parseCidr } from './cidr.ts';
import { type Client, clientsOf, manualLower } from './client.ts';
import { groupBy } from './group.ts';
import { assignIds } from './ids.ts';
import type { AddressedLink, Link } from './link.ts';
import { type Pool, poolOf } from './pool.ts';
import { nameTaps, type Tap } from './taps.ts';
import type { Known, Network, Vm } from './vm.ts';

/** The network, and what follows from it: what the rules check, and what the injections are made from. */
export interface Plan {
  /** The configuration as a whole. */
  readonly entry: Span;
  /** Sorted by name. */
  readonly vms: readonly Vm[];
  readonly ids: ReadonlyMap<string, number>;
  /** Sorted by name. */
  readonly clients: readonly Client[];
  /** Null if no client takes its addresses from the pool, or the range could not be read. */
  readonly range: Range | null;
  /** Of every client whose netvm exists and is another; by netvm, then client. */
  readonly links: readonly Link[];
  /** The links that take their addresses from the pool; null if there is no pool, or it is too small. */
  readonly placements: readonly Placement<Link>[] | null;
  /** The links that have addresses, manual or from the pool; by netvm, then client. */
  readonly addressed: readonly AddressedLink[];
  /** What the allocator could not do. */
  readonly problems: readonly Diagnostic[];
}

/** `programs.vmsilo.netvmRange` as given; `pool` is null if that is malformed. */
export interface Range {
  readonly given: Known<string>;
  readonly cidr: Cidr | null;
  readonly pool: Pool | null;
}

/**
 * Works out as much of the network as can be known, whatever else is wrong in it.
 *
 * @param entry the place of what concerns the configuration as a whole
 */
export function planNetwork(
  network: Network,
  entry: Span,
  allocator: Allocator = ownAllocator,
): Plan {
  const { vms } = network;
  const ids = assignIds(vms.map((vm) => vm.name));
  const clients = clientsOf(vms);
  const fromPool = clients.some((client) => client.subnet.kind === 'pool');
  const range = fromPool ? rangeOf(network.netvmRange()) : null;
  const problems: Diagnostic[] = [];
  const report: Report = (problem) => problems.push(problem);
  const links = linksOf(clients, ids, allocator, report);
  const waiting = links.filter((link) => link.of.subnet.kind === 'pool');
  // They hold their slots even where their client's netvm is wrong: putting that right moves nobody.
  const manual = clients.map(manualLower).filter((lower) => lower !== null);
  const placements = allocator.allocate(range, waiting, manual, report);
  const addressed = addressLinks(links, placements ?? []);
  return { entry, vms, ids, clients, range, links, placements, addressed, problems };
}

/** The names of the interfaces that the links give each VM. */
export function injectedInterfaces(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const injected = plan.links.flatMap((link) => {
    const upstream = { vm: link.client, name: 'upstream' };
    return link.gateway === null ? [upstream] : [upstream, { vm: link.netvm, name: link.client }];
  });
  const groups = groupBy(injected, ({ vm }) => vm);
  return new Map(Array.from(groups, ([vm, group]) => [vm, group.map(({ name }) => name)]));
}

/** The TAPs of every VM of which all interfaces are known. */
export function tapsOf(plan: Plan): ReadonlyMap<Vm, readonly Tap[]> {
  const injected = injectedInterfaces(plan);
  const taps = new Map<Vm, readonly Tap[]>();
  for (const vm of plan.vms) {
    const own = vm.interfaces();
    if (own === null) continue;
    const names = [...own.value, ...(injected.get(vm.name) ?? [])];
    taps.set(vm, nameTaps(vm.name, plan.ids.get(vm.name) ?? 0, names));
  }
  return taps;
}

function rangeOf(given: Known<string> | null): Range | null {
  if (given === null) return null;
  const cidr = parseCidr(given.value);
  const pool = cidr === null || cidr.prefix > 31 ? null : poolOf(cidr);
  return { given, cidr, pool };
}

function linksOf(
  clients: readonly Client[],
  ids: ReadonlyMap<string, number>,
  allocator: Allocator,
  report: Report,
): readonly Link[] {
  const links = clients.flatMap((client) => {
    const { vm, netvm, gateway } = client;
    if (gateway.kind === 'self' || gateway.kind === 'missing') return [];
    const ends = { netvm: netvm.value, client: vm.name, of: client };
    return { ...ends, gateway: gateway.kind === 'vm' ? gateway.vm : null };
  });
  const bridged = links.filter((link) => link.gateway !== null);
  const bridges = allocator.nameBridges(bridged, ids, report);
  return links
    .map((link) => ({ ...link, bridge: bridges.get(link.client) ?? null }))
    .sort(comparePairs);
}

function addressLinks(
  links: readonly Link[],
  placements: readonly Placement<Link>[],
): readonly AddressedLink[] {
  const placed = new Map(placements.map(({ pair, lower }) => [pair, lower]));
  return links.flatMap((link) => {
    const lower = manualLower(link.of) ?? placed.get(link) ?? null;
    return lower === null ? [] : { ...link, lower };
  });
}
