import type { Related } from '../report/diagnostic.ts';
import { type Address, type Cidr, parseCidr } from './cidr.ts';
import type { Known, Vm } from './vm.ts';

/** A VM whose `network.netvm` is set. */
export interface Client {
  readonly vm: Vm;
  readonly netvm: Known<string>;
  readonly gateway: Gateway;
  readonly subnet: Subnet;
}

/** What `network.netvm` names. */
export type Gateway =
  | { readonly kind: 'host' }
  | { readonly kind: 'vm'; readonly vm: Vm }
  | { readonly kind: 'self' }
  | { readonly kind: 'missing' };

/** Where a client's addresses come from. */
export type Subnet =
  | { readonly kind: 'pool' }
  /** `network.netvmSubnet`; `cidr` is null if it is malformed. */
  | { readonly kind: 'manual'; readonly given: Known<string>; readonly cidr: Cidr | null }
  /** `network.netvmSubnet` could not be read. */
  | { readonly kind: 'unread' };

/** The clients among `vms`, in their order. */
export function clientsOf(vms: readonly Vm[]): readonly Client[] {
  const named = new Map(vms.map((vm) => [vm.name, vm]));
  return vms.flatMap((vm) => {
    const netvm = asSet(vm.netvm);
    if (netvm === null) return [];
    return { vm, netvm, gateway: gatewayOf(vm, netvm.value, named), subnet: subnetOf(vm) };
  });
}

/** The value, if it was read and is not null. */
export function asSet<T>(known: Known<T | null> | null): Known<T> | null {
  if (known === null || known.value === null) return null;
  return { ...known, value: known.value };
}

/** The lower address of a manual subnet that is a /31 on an even address. */
export function manualLower(client: Client): Address | null {
  if (client.subnet.kind !== 'manual' || client.subnet.cidr === null) return null;
  const { address, prefix } = client.subnet.cidr;
  return prefix === 31 && address % 2 === 0 ? address : null;
}

/** The place that made a VM a client, beside a diagnostic about something else. */
export function because(client: Client, message: string): Related {
  return { message, span: client.netvm.span };
}

function gatewayOf(vm: Vm, netvm: string, named: ReadonlyMap<string, Vm>): Gateway {
  if (netvm === 'host') return { kind: 'host' };
  if (netvm === vm.name) return { kind: 'self' };
  const gateway = named.get(netvm);
  return gateway === undefined ? { kind: 'missing' } : { kind: 'vm', vm: gateway };
}

function subnetOf(vm: Vm): Subnet {
  const known = vm.netvmSubnet();
  if (known === null) return { kind: 'unread' };
  const given = asSet(known);
  return given === null
    ? { kind: 'pool' }
    : { kind: 'manual', given, cidr: parseCidr(given.value) };
}
