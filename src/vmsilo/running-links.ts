import { memberOf } from '../modules/json-value.ts';
import { type Address, parseCidr } from './cidr.ts';

/** A link of a running system, as vmsilo's injections have it. Names are byte strings. */
export interface RunningLink {
  readonly client: string;
  /** The netvm's name; `host` for the host; null if no VM has the other end. */
  readonly netvm: string | null;
  /** The client's address, even. */
  readonly lower: Address;
  readonly bridge: string | null;
}

/**
 * The links in `programs.vmsilo._internal.netvmInjections`, by client.
 *
 * @param injections parsed JSON; its texts are byte strings
 * @returns null if it is not of that form
 */
export function runningLinks(injections: unknown): ReadonlyMap<string, RunningLink> | null {
  const vms = membersOf(injections);
  if (vms === null) return null;
  const interfaces = new Map(
    vms.map(([vm, value]) => [vm, membersOf(memberOf(value, 'interfaces'))]),
  );
  const links = new Map<string, RunningLink>();
  for (const [client, own] of interfaces) {
    if (own === null) return null;
    const upstream = own.find(([name]) => name === 'upstream')?.[1];
    if (upstream === undefined) continue;
    const tap = memberOf(upstream, 'tap');
    const bridge = memberOf(tap, 'bridge') ?? null;
    const addresses = memberOf(upstream, 'addresses');
    const first: unknown = Array.isArray(addresses) ? addresses[0] : null;
    const cidr = typeof first === 'string' ? parseCidr(first) : null;
    if (cidr === null || cidr.prefix !== 31 || cidr.address % 2 !== 0) return null;
    if (bridge !== null && typeof bridge !== 'string') return null;
    const isHost = memberOf(tap, 'hostAddress') != null;
    const netvm = isHost ? 'host' : otherEnd(client, bridge, interfaces);
    links.set(client, { client, netvm, lower: cidr.address, bridge });
  }
  return links;
}

type Member = readonly [name: string, value: unknown];

/** The VM that has an interface for the client, on the same bridge. */
function otherEnd(
  client: string,
  bridge: string | null,
  interfaces: ReadonlyMap<string, readonly Member[] | null>,
): string | null {
  for (const [vm, own] of interfaces) {
    const end = own?.find(([name]) => name === client)?.[1];
    if (end !== undefined && memberOf(memberOf(end, 'tap'), 'bridge') === bridge) return vm;
  }
  return null;
}

function membersOf(value: unknown): readonly Member[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value);
}
