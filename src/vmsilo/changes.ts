import type { Span } from '../report/span.ts';
import { compareBytes } from '../resolve/value.ts';
import { parseCidr, printAddress } from './cidr.ts';
import type { Attributes } from './data.ts';
import type { LinkView, NetworkView, VmView } from './network-view.ts';
import { plainOf } from './plain-network.ts';
import { poolOf, slotOf } from './pool.ts';
import { type RunningLink, runningLinks } from './running-links.ts';

/** What a new generated file changes for the link of one client. Names are byte strings, addresses the client's. */
export type Change = { readonly client: string } & (
  | { readonly kind: 'added' | 'removed'; readonly netvm: string; readonly address: string }
  | {
      /** To another netvm. */
      readonly kind: 'moved';
      readonly from: string;
      readonly to: string;
      readonly oldAddress: string;
      readonly newAddress: string;
    }
  | {
      readonly kind: 'readdressed';
      readonly netvm: string;
      readonly oldAddress: string;
      readonly newAddress: string;
      readonly why: Reason;
    }
  | { readonly kind: 'bridge-renamed'; readonly from: string | null; readonly to: string | null }
);

/** Why a link has another address. */
export type Reason =
  /** `netvmSubnet` is set. */
  | { readonly kind: 'subnet'; readonly span: Span }
  /** The address that it had is not in the pool. */
  | { readonly kind: 'range'; readonly range: string }
  /** Something else allocates. */
  | { readonly kind: 'allocator' }
  /** Another client has the slot that its hash names. */
  | { readonly kind: 'displaced'; readonly by: string }
  /** It is in the slot that its hash names, and was not: another one had that, or `netvmSubnet` was set. */
  | { readonly kind: 'hash' };

export interface Before {
  /** The value of the file that is there; empty if there is none. */
  readonly injections: Attributes;
  /** Whether it was allocated by what allocates now. */
  readonly isSameAllocator: boolean;
}

/**
 * What a new network changes, by client.
 *
 * @returns null if the file that is there does not hold injections
 */
export function changesTo(view: NetworkView, before: Before): readonly Change[] | null {
  // Its texts stay byte strings.
  const old = runningLinks(plainOf(before.injections, (bytes) => bytes));
  if (old === null) return null;
  const young = new Map(view.vms.map((vm) => [vm.name, vm]));
  const clients = [...new Set([...old.keys(), ...young.keys()])].sort(compareBytes);
  return clients.flatMap((client) =>
    changesOf(client, old.get(client) ?? null, young.get(client) ?? null, view, before),
  );
}

function changesOf(
  client: string,
  old: RunningLink | null,
  young: VmView | null,
  view: NetworkView,
  { isSameAllocator }: Before,
): readonly Change[] {
  const had = old === null ? null : { ...old, address: printAddress(old.lower) };
  const link = young?.link ?? null;
  const has = link?.addresses?.client ?? null;
  if (young === null || link === null || has === null) {
    return had === null
      ? []
      : [{ kind: 'removed', client, netvm: had.netvm ?? '?', address: had.address }];
  }
  const { netvm, bridge } = link;
  if (had === null) return [{ kind: 'added', client, netvm, address: has }];
  const addresses = { oldAddress: had.address, newAddress: has };
  if (had.netvm !== netvm) {
    return [{ kind: 'moved', client, from: had.netvm ?? '?', to: netvm, ...addresses }];
  }
  const changes: Change[] = [];
  if (had.address !== has) {
    const why = reasonFor(young, link, had.lower, view, isSameAllocator);
    changes.push({ kind: 'readdressed', client, netvm, ...addresses, why });
  }
  if (had.bridge !== bridge) {
    changes.push({ kind: 'bridge-renamed', client, from: had.bridge, to: bridge });
  }
  return changes;
}

function reasonFor(
  { netvmSubnet }: VmView,
  { from, displacedBy }: LinkView,
  oldLower: number,
  { range }: NetworkView,
  isSameAllocator: boolean,
): Reason {
  if (from === 'netvmSubnet' && netvmSubnet !== null) {
    return { kind: 'subnet', span: netvmSubnet.span };
  }
  const cidr = range === null ? null : parseCidr(range.value);
  if (range !== null && cidr !== null && slotOf(poolOf(cidr), oldLower) === null) {
    return { kind: 'range', range: range.value };
  }
  if (!isSameAllocator) return { kind: 'allocator' };
  return displacedBy === null ? { kind: 'hash' } : { kind: 'displaced', by: displacedBy };
}
