import { type HierarchyPointNode, hierarchy, tree } from 'd3-hierarchy';
import type { Graph, GraphEdge, GraphNode } from '../../vmsilo/graph.ts';
import { groupBy } from '../../vmsilo/group.ts';

/** A node and where it is: columns from the host or another node that routes nowhere, rows from the top. */
export interface Placed {
  readonly node: GraphNode;
  readonly column: number;
  readonly row: number;
}

interface Branch {
  readonly node: GraphNode | null;
  readonly children: readonly Branch[];
}

/**
 * Places the nodes of a network. As a VM has one netvm at most, it is a forest, but for rings: of each, the first by
 * name stands where a root does.
 */
export function placeForest({ nodes, edges }: Graph): readonly Placed[] {
  const connected = nodes.filter(({ kind }) => kind !== 'apart');
  const upward = new Map(edges.map((edge) => [edge.client, edge]));
  const parentOf = ({ name }: GraphNode): string | null => {
    const edge = upward.get(name);
    return edge === undefined || isFirstOfRing(edge, upward) ? null : edge.netvm;
  };
  const branches = groupBy(connected, parentOf);
  const branch = (node: GraphNode): Branch => ({
    node,
    children: (branches.get(node.name) ?? []).map(branch),
  });
  const roots = branches.get(null);
  if (roots === undefined) return [];
  const whole = hierarchy<Branch>({ node: null, children: roots.map(branch) }, (one) => [
    ...one.children,
  ]);
  const laidOut = tree<Branch>()
    .nodeSize([1, 1])
    .separation(() => 1)(whole);
  const placed = laidOut.descendants().flatMap(placeOf);
  const top = Math.min(...placed.map(({ row }) => row));
  return placed.map((one) => ({ ...one, row: one.row - top }));
}

function placeOf({ data, x, depth }: HierarchyPointNode<Branch>): readonly Placed[] {
  return data.node === null ? [] : [{ node: data.node, column: depth - 1, row: x }];
}

/** Whether an edge leads away from the first by name of those in its ring. */
function isFirstOfRing(
  { client, problem }: GraphEdge,
  upward: ReadonlyMap<string, GraphEdge>,
): boolean {
  if (problem !== 'ring') return false;
  for (let at = upward.get(client)?.netvm; at !== undefined && at !== client; ) {
    if (at < client) return false;
    at = upward.get(at)?.netvm;
  }
  return true;
}
