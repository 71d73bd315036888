import { show } from '../../report/quote.ts';
import type { Graph, GraphEdge, GraphNode } from '../../vmsilo/graph.ts';

/** Longer names are cut where they are drawn. */
const longestName = 32;

/** A name as it is drawn: on one line, and not too long. */
export function shownName(name: string): string {
  const characters = [...show(name)];
  return characters.length <= longestName
    ? characters.join('')
    : `${characters.slice(0, longestName - 1).join('')}…`;
}

/** What stands under a node's name. */
export function aboutNode({ id, kind, problem }: GraphNode): string {
  const what = id === null ? null : `VM ${id}`;
  return [what, problem ?? (kind === 'netvm' ? 'netvm' : null)]
    .filter((part) => part !== null)
    .join(', ');
}

/** What joins the two ends: a bridge or, at the host, the client's TAP. */
export function joinOf({ bridge, tap }: GraphEdge): string {
  return shownName(bridge ?? tap ?? '');
}

/** From the netvm's end to the client's; what is wrong instead, if it has none. */
export function addressesOf({ netvmAddress, clientAddress, problem }: GraphEdge): string {
  return netvmAddress === null || clientAddress === null
    ? (problem ?? '')
    : `${netvmAddress} – ${clientAddress}`;
}

/** One sentence about an edge. */
export function aboutEdge(edge: GraphEdge): string {
  const { client, netvm, bridge, clientAddress, netvmAddress, problem } = edge;
  return [
    `${shownName(client)} to ${shownName(netvm)}`,
    ...(bridge === null ? [] : [`bridge ${shownName(bridge)}`]),
    ...(clientAddress === null ? [] : [`${clientAddress} to ${netvmAddress}`]),
    ...(problem === null ? [] : [problem]),
  ].join(', ');
}

/** Short names for nodes, which are safe in any format. */
export function keysOf({ nodes }: Graph): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ name }, index) => [name, `n${index}`]));
}
