import type { Span } from '../report/span.ts';
import { allocate, comparePairs, type Placement } from './allocate.ts';
import { nameBridges } from './bridges.ts';
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
export function planNetwork(network: Network, entry: Span): Plan {
  const { vms } = network;
  const ids = assignIds(vms.map((vm) => vm.name));
  const clients = clientsOf(vms);
  const fromPool = clients.some((client) => client.subnet.kind === 'pool');
  const range = fromPool ? rangeOf(network.netvmRange()) : null;
  const links = linksOf(clients, ids);
  const placements = placeLinks(links, clients, range);
  const addressed = addressLinks(links, placements ?? []);
  return { entry, vms, ids, clients, range, links, placements, addressed };
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

function linksOf(clients: readonly Client[], ids: ReadonlyMap<string, number>): readonly Link[] {
  const links = clients.flatMap((client) => {
    const { vm, netvm, gateway } = client;
    if (gateway.kind === 'self' || gateway.kind === 'missing') return [];
    const ends = { netvm: netvm.value, client: vm.name, of: client };
    return { ...ends, gateway: gateway.kind === 'vm' ? gateway.vm : null };
  });
  const bridges = nameBridges(
    links.filter((link) => link.gateway !== null),
    ids,
  );
  return links
    .map((link) => ({ ...link, bridge: bridges.get(link.client) ?? null }))
    .sort(comparePairs);
}

/** Manual subnets hold their slots even where their client's netvm is wrong: putting that right moves nobody. */
function placeLinks(
  links: readonly Link[],
  clients: readonly Client[],
  range: Range | null,
): readonly Placement<Link>[] | null {
  if (range === null || range.pool === null) return null;
  const waiting = links.filter((link) => link.of.subnet.kind === 'pool');
  const manual = clients.map(manualLower).filter((lower) => lower !== null);
  return allocate(range.pool, waiting, manual);
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
