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
  /** Links that can't keep their address, because the running system has given it to another one, too. */
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

export interface Clash extends Pair {
  readonly subnet: string;
  /** The client that keeps it. */
  readonly owner: string;
}

export interface Renamed extends Pair {
  readonly from: string;
  readonly to: string | null;
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
  const runningOf = ({ client, netvm }: Pair): RunningLink | null => {
    const link = running.get(client);
    return link?.netvm === netvm ? link : null;
  };
  const addressedWith = (subnets: ReadonlyMap<string, string>): readonly AddressedLink[] =>
    planNetwork(withSubnets(network, subnets), entry, allocator).addressed;

  const before = addressedWith(new Map());
  const same = before.filter((link) => runningOf(link) !== null);
  const owners = ownersOf(same.flatMap((link) => runningOf(link) ?? []));
  const subnets = pinAll(addressedWith, (link) => {
    const found = runningOf(link);
    return found === null || owners.get(found.lower) !== link.client ? null : found.lower;
  });

  const clashing = same.flatMap(({ netvm, client, lower }): readonly Clash[] => {
    const had = running.get(client)?.lower ?? lower;
    const owner = owners.get(had) ?? client;
    return owner === client ? [] : [{ netvm, client, subnet: subnetOf(had), owner }];
  });
  const pins = same.flatMap(({ netvm, client, lower, of }): readonly Pin[] => {
    const subnet = subnets.get(client);
    if (subnet === undefined) return [];
    return [{ netvm, client, subnet, otherwise: subnetOf(lower), span: of.netvm.span }];
  });
  const isKept = ({ client }: Pair): boolean =>
    !subnets.has(client) && !clashing.some((clash) => clash.client === client);
  return {
    pins,
    clashing,
    kept: same.filter(isKept).map(nameOf),
    renamed: same.flatMap((link) => {
      const from = running.get(link.client)?.bridge ?? null;
      return from === null || from === link.bridge
        ? []
        : [{ ...nameOf(link), from, to: link.bridge }];
    }),
    added: before.filter((link) => runningOf(link) === null).map(nameOf),
    removed: [...running.values()]
      .filter((link) => !same.some(({ client }) => client === link.client))
      .sort((a, b) => comparePairs(withNetvm(a), withNetvm(b))),
  };
}

/**
 * The subnets that have to be set, by client: until no link has another address than it must. A subnet that is set
 * takes a slot of the pool, and may so move a link that was right before.
 */
function pinAll(
  addressedWith: (subnets: ReadonlyMap<string, string>) => readonly AddressedLink[],
  wanted: (link: AddressedLink) => Address | null,
): ReadonlyMap<string, string> {
  const subnets = new Map<string, string>();
  for (;;) {
    const moved = addressedWith(subnets).flatMap((link) => {
      const lower = link.of.subnet.kind === 'pool' ? wanted(link) : null;
      return lower === null || lower === link.lower ? [] : { client: link.client, lower };
    });
    if (moved.length === 0) return subnets;
    for (const { client, lower } of moved) subnets.set(client, subnetOf(lower));
  }
}

/** By address, the first client by name that has it. */
function ownersOf(links: readonly RunningLink[]): ReadonlyMap<Address, string> {
  const owners = new Map<Address, string>();
  for (const { client, lower } of links) {
    const owner = owners.get(lower);
    if (owner === undefined || client < owner) owners.set(lower, client);
  }
  return owners;
}

function withSubnets(network: Network, subnets: ReadonlyMap<string, string>): Network {
  const vms = network.vms.map((vm): Vm => {
    const value = subnets.get(vm.name);
    if (value === undefined) return vm;
    return { ...vm, netvmSubnet: () => given(value, vm.span) };
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
