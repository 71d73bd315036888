import { type Attributes, attributes, type Data } from './data.ts';
import { type AddressedLink, clientAddress, netvmAddress } from './link.ts';
import { gatewayModule } from './nftables.ts';

/**
 * What `programs.vmsilo._internal.netvmInjections` is set to: for every VM in a link, by name, the interfaces that
 * it gets, and for every netvm the NixOS modules that make it forward.
 *
 * @param links in any order; no two of one client
 */
export function makeInjections(links: readonly AddressedLink[]): Attributes {
  const interfaces = new Map<string, [string, Attributes][]>();
  const add = (vm: string, name: string, value: Attributes) => {
    const others = interfaces.get(vm) ?? [];
    others.push([name, value]);
    interfaces.set(vm, others);
  };
  const clients = new Map<string, string[]>();
  for (const link of links) {
    add(link.client, 'upstream', clientInterface(link));
    if (link.gateway === null) continue;
    add(link.netvm, link.client, netvmInterface(link));
    clients.set(link.netvm, [...(clients.get(link.netvm) ?? []), link.client]);
  }
  return sortedByName(
    Array.from(interfaces, ([vm, own]) => [vm, vmInjection(own, clients.get(vm))]),
  );
}

function vmInjection(interfaces: [string, Attributes][], clients: string[] | undefined): Data {
  const injection = { interfaces: sortedByName(interfaces) };
  if (clients === undefined) return attributes(injection);
  const names = { nat: 'vmsilo-netvm-nat', filter: 'vmsilo-netvm-filter' };
  return attributes({ ...injection, guestConfig: [gatewayModule(clients.sort(), names)] });
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

function sortedByName(entries: [string, Data][]): Attributes {
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
