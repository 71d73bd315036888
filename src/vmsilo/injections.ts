import { type Attributes, attributes, type Data } from './data.ts';
import { groupBy } from './group.ts';
import { type AddressedLink, clientAddress, type Link, netvmAddress } from './link.ts';
import { gatewayModule } from './nftables.ts';

/**
 * What `programs.vmsilo._internal.netvmInjections` is set to: for every VM in a link, by name, the interfaces that
 * it gets, and for every netvm the NixOS modules that make it forward.
 *
 * @param links in any order; no two of one client
 */
export function makeInjections(links: readonly AddressedLink[]): Attributes {
  const interfaces = groupBy(links.flatMap(interfacesOf), ({ vm }) => vm);
  const clients = groupBy(links, ({ netvm, gateway }) => (gateway === null ? null : netvm));
  return sortedByName(
    Array.from(interfaces, ([vm, injected]) => [
      vm,
      makeInjection(injected, clients.get(vm) ?? []),
    ]),
  );
}

interface InjectedInterface {
  readonly vm: string;
  readonly name: string;
  readonly value: Attributes;
}

function interfacesOf(link: AddressedLink): readonly InjectedInterface[] {
  const upstream = { vm: link.client, name: 'upstream', value: clientInterface(link) };
  if (link.gateway === null) return [upstream];
  return [upstream, { vm: link.netvm, name: link.client, value: netvmInterface(link) }];
}

function makeInjection(injected: readonly InjectedInterface[], served: readonly Link[]): Data {
  const interfaces = sortedByName(injected.map(({ name, value }) => [name, value]));
  if (served.length === 0) return attributes({ interfaces });
  const clients = served.map(({ client }) => client).sort();
  const tables = { nat: 'vmsilo-netvm-nat', filter: 'vmsilo-netvm-filter' };
  return attributes({ interfaces, guestConfig: [gatewayModule(clients, tables)] });
}

function clientInterface(link: AddressedLink): Attributes {
  const via = netvmAddress(link);
  return tapInterface({
    hostAddress: link.gateway === null ? `${via}/31` : null,
    bridge: link.bridge,
    address: `${clientAddress(link)}/31`,
    routes: attributes({ '0.0.0.0/0': attributes({ via }) }),
  });
}

function netvmInterface(link: AddressedLink): Attributes {
  return tapInterface({
    hostAddress: null,
    bridge: link.bridge,
    address: `${netvmAddress(link)}/31`,
    routes: attributes({}),
  });
}

/** All fields of vmsilo's interface submodule: injected interfaces never pass through it, so nothing fills them in. */
function tapInterface(given: {
  readonly hostAddress: string | null;
  readonly bridge: string | null;
  readonly address: string;
  readonly routes: Attributes;
}): Attributes {
  return attributes({
    type: 'tap',
    macAddress: null,
    tap: attributes({ name: null, hostAddress: given.hostAddress, bridge: given.bridge }),
    dhcp: false,
    addresses: [given.address],
    routes: given.routes,
    v6Addresses: [],
    v6Routes: attributes({}),
  });
}

function sortedByName(entries: readonly (readonly [string, Data])[]): Attributes {
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
