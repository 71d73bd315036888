import { compareBytes } from '../resolve/value.ts';
import { colorOf } from './color.ts';
import type { NetworkView, VmView } from './network-view.ts';
import { type WayOut, waysOut } from './way-out.ts';

/** A network as nodes and edges, to be drawn. Names are byte strings. */
export interface Graph {
  /** The host first if it is in the network, then VMs by name, then names that are no VM's. */
  readonly nodes: readonly GraphNode[];
  /** From a client to what it routes through, by the client's name. */
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly name: string;
  /**
   * `missing`: a name that VMs route through, and no VM has. `apart`: a VM that routes through nothing, and nothing
   * through it.
   */
  readonly kind: 'host' | 'netvm' | 'client' | 'missing' | 'apart';
  /** Null for what is no VM. */
  readonly id: number | null;
  /** As CSS has it; null if there is none that can be known. */
  readonly color: string | null;
  /** What is wrong with it; null if nothing is. */
  readonly problem: 'not a netvm' | 'no such VM' | "its netvm can't be known" | null;
}

export interface GraphEdge {
  readonly client: string;
  readonly netvm: string;
  readonly bridge: string | null;
  /** The client's name on the host, where it has no bridge. */
  readonly tap: string | null;
  readonly clientAddress: string | null;
  readonly netvmAddress: string | null;
  readonly problem: 'ring' | 'no addresses' | null;
}

export function graphOf({ vms }: NetworkView): Graph {
  const wayOf = waysOut(vms);
  const edges = vms.flatMap((vm) => edgeOf(vm, wayOf));
  const targets = new Set(edges.map(({ netvm }) => netvm));
  const names = new Set(vms.map(({ name }) => name));
  const missing = [...targets].filter((name) => name !== 'host' && !names.has(name));
  return {
    nodes: [
      ...(targets.has('host') ? [plain('host', 'host')] : []),
      ...vms.map((vm) => nodeOf(vm, targets)),
      ...missing
        .sort(compareBytes)
        .map((name) => ({ ...plain(name, 'missing'), problem: 'no such VM' as const })),
    ],
    edges,
  };
}

function plain(name: string, kind: GraphNode['kind']): GraphNode {
  return { name, kind, id: null, color: null, problem: null };
}

function nodeOf(
  { name, id, color, netvm, isNetvm }: VmView,
  targets: ReadonlySet<string>,
): GraphNode {
  const isTarget = targets.has(name);
  const isGateway = isNetvm?.value === true;
  const problem =
    netvm === null
      ? "its netvm can't be known"
      : isTarget && isNetvm?.value === false
        ? 'not a netvm'
        : null;
  const kind =
    isTarget || isGateway ? 'netvm' : netvm === null || netvm.value !== null ? 'client' : 'apart';
  return { name, kind, id, color: color === null ? null : colorOf(color), problem };
}

function edgeOf(
  { name, netvm, link, taps }: VmView,
  wayOf: (name: string) => WayOut,
): readonly GraphEdge[] {
  const target = netvm?.value ?? null;
  if (target === null) return [];
  const addresses = link?.addresses ?? null;
  const isInRing = wayOf(name).stations.at(-1) === name;
  const tap = taps?.find((one) => one.interface === 'upstream')?.name ?? null;
  return [
    {
      client: name,
      netvm: target,
      bridge: link?.bridge ?? null,
      tap: link?.bridge == null ? tap : null,
      clientAddress: addresses?.client ?? null,
      netvmAddress: addresses?.netvm ?? null,
      problem: isInRing ? 'ring' : addresses === null ? 'no addresses' : null,
    },
  ];
}
