import type { Span } from '../report/span.ts';
import { comparePairs, type Pair } from './allocate.ts';
import type { Allocator } from './allocator.ts';
import { type Address, printCidr } from './cidr.ts';
import type { AddressedLink } from './link.ts';
import { planNetwork } from './plan.ts';
import type { RunningLink } from './running-links.ts';
import { given, type Network, type Vm } from './vm.ts';

/** What moving from a running system to a configuration changes, unless subnets are set. By netvm, then client. */
export interface Adoption {
  /** Links that keep their address if their subnet is set, and only then. */
  readonly pins: readonly Pin[];
  /** Links that keep their address as they are. */
  readonly kept: readonly Pair[];
  /** Links that get another address, because their subnet is set. */
  readonly moved: readonly Moved[];
  /** Links that can't keep their address, because another link of the configuration has it. */
  readonly clashing: readonly Clash[];
  /** Links whose bridge gets another name, which nothing can keep. */
  readonly renamed: readonly Renamed[];
  /** Links of the configuration that the running system does not have, or has to another netvm. */
  readonly added: readonly Pair[];
  /** Links of the running system that the configuration does not have, or has to another netvm. */
  readonly removed: readonly RunningLink[];
}

/** `network.netvmSubnet`, to be set. */
export interface Pin extends Pair {
  /** A /31. */
  readonly subnet: string;
  /** The one that the link would have. */
  readonly otherwise: string;
  /** The value of `network.netvm`. */
  readonly span: Span;
}

/** From a /31 to another. */
export interface Moved extends Pair {
  readonly from: string;
  readonly to: string;
}

export interface Clash extends Pair {
  readonly subnet: string;
  /** The client that has it. */
  readonly owner: string;
}

export interface Renamed extends Pair {
  readonly from: string;
  readonly to: string;
}

/**
 * Compares a configuration's links with those of a running system. A link is the same if client and netvm are.
 *
 * @param running by client
 */
export function planAdoption(
  network: Network,
  entry: Span,
  allocator: Allocator,
  running: ReadonlyMap<string, RunningLink>,
): Adoption {
  const addressedWith = (subnets: ReadonlyMap<string, Address>): readonly AddressedLink[] =>
    planNetwork(withSubnets(network, subnets), entry, allocator).addressed;

  const before = addressedWith(new Map());
  const same = before.flatMap((link): readonly SameLink[] => {
    const had = running.get(link.client);
    return had?.netvm === link.netvm ? [{ ...link, had }] : [];
  });
  const movable = same.filter((link) => !isSet(link));
  const owners = ownersOf(before.filter(isSet), movable);
  const isOwner = ({ client, had }: SameLink): boolean => owners.get(had.lower) === client;
  const pinned = pinAll(addressedWith, movable.filter(isOwner));
  const fateOf = (link: SameLink): Fate => {
    if (isSet(link)) return link.lower === link.had.lower ? 'kept' : 'moved';
    if (!isOwner(link)) return 'clashing';
    return pinned.has(link.client) ? 'pinned' : 'kept';
  };
  const having = (fate: Fate): readonly SameLink[] => same.filter((link) => fateOf(link) === fate);

  const names = new Set(same.map(({ client }) => client));
  return {
    pins: having('pinned').map((link) => ({
      ...nameOf(link),
      subnet: subnetOf(link.had.lower),
      otherwise: subnetOf(link.lower),
      span: link.of.netvm.span,
    })),
    kept: having('kept').map(nameOf),
    moved: having('moved').map((link) => ({
      ...nameOf(link),
      from: subnetOf(link.had.lower),
      to: subnetOf(link.lower),
    })),
    clashing: having('clashing').map((link) => ({
      ...nameOf(link),
      subnet: subnetOf(link.had.lower),
      owner: owners.get(link.had.lower) ?? link.client,
    })),
    renamed: same.flatMap((link) => {
      const [from, to] = [link.had.bridge, link.bridge];
      return from === null || to === null || from === to ? [] : [{ ...nameOf(link), from, to }];
    }),
    added: before.filter(({ client }) => !names.has(client)).map(nameOf),
    removed: [...running.values()]
      .filter(({ client }) => !names.has(client))
      .sort((a, b) => comparePairs(withNetvm(a), withNetvm(b))),
  };
}

/** A link that the running system has, too. */
interface SameLink extends AddressedLink {
  /** As it is there. */
  readonly had: RunningLink;
}

type Fate = 'pinned' | 'kept' | 'moved' | 'clashing';

function isSet({ of }: AddressedLink): boolean {
  return of.subnet.kind === 'manual';
}

/** By address, the client that has it: one whose subnet is set, or else the first of those that had it. */
function ownersOf(
  set: readonly AddressedLink[],
  movable: readonly SameLink[],
): ReadonlyMap<Address, string> {
  return new Map([
    ...movable.toReversed().map(({ client, had }) => [had.lower, client] as const),
    ...set.map(({ client, lower }) => [lower, client] as const),
  ]);
}

/**
 * The subnets that have to be set, by client, for links to keep the address that they had: until none of them has
 * another. A subnet that is set takes a slot of the pool, and may so move a link that was right before.
 */
function pinAll(
  addressedWith: (subnets: ReadonlyMap<string, Address>) => readonly AddressedLink[],
  wanted: readonly SameLink[],
): ReadonlyMap<string, Address> {
  const lowers = new Map(wanted.map(({ client, had }) => [client, had.lower]));
  const pinned = new Map<string, Address>();
  for (;;) {
    const moved = addressedWith(pinned).flatMap(({ client, lower }) => {
      const had = lowers.get(client) ?? lower;
      return had === lower ? [] : [[client, had] as const];
    });
    if (moved.length === 0) return pinned;
    for (const [client, had] of moved) pinned.set(client, had);
  }
}

function withSubnets(network: Network, subnets: ReadonlyMap<string, Address>): Network {
  const vms = network.vms.map((vm): Vm => {
    const lower = subnets.get(vm.name);
    if (lower === undefined) return vm;
    return { ...vm, netvmSubnet: () => given(subnetOf(lower), vm.span) };
  });
  return { ...network, vms };
}

function nameOf({ netvm, client }: Pair): Pair {
  return { netvm, client };
}

function withNetvm({ netvm, client }: RunningLink): Pair {
  return { netvm: netvm ?? '', client };
}

function subnetOf(lower: Address): string {
  return printCidr({ address: lower, prefix: 31 });
}
