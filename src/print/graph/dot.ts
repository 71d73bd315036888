import type { Graph, GraphNode } from '../../vmsilo/graph.ts';
import { aboutNode, addressesOf, joinOf, keysOf, shownName } from './labels.ts';

/** The DOT language of Graphviz. */
export function printDot(graph: Graph): string {
  const keys = keysOf(graph);
  const key = (name: string): string => keys.get(name) ?? '';
  const node = (one: GraphNode): string => `${key(one.name)} [${nodeAttributes(one).join(' ')}];`;
  const apart = graph.nodes.filter(({ kind }) => kind === 'apart');
  const lines = [
    'rankdir=RL;',
    'node [shape=box style=rounded fontname="sans-serif"];',
    'edge [fontname="sans-serif" fontsize=10];',
    ...graph.nodes.filter(({ kind }) => kind !== 'apart').map(node),
    ...graph.edges.map((edge) => {
      const label = quoted([joinOf(edge), addressesOf(edge)]);
      const broken = edge.problem === null ? '' : ' color="#c00" style=dashed';
      return `${key(edge.client)} -> ${key(edge.netvm)} [label=${label}${broken}];`;
    }),
    ...(apart.length === 0
      ? []
      : [
          'subgraph cluster_apart {',
          '  label="no network";',
          ...apart.map((one) => `  ${node(one)}`),
          '}',
        ]),
  ];
  return `digraph network {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

function nodeAttributes(node: GraphNode): readonly string[] {
  const { kind, color, problem } = node;
  return [
    `label=${quoted([shownName(node.name), aboutNode(node)])}`,
    ...(kind === 'host' ? ['shape=oval'] : kind === 'netvm' ? ['shape=hexagon style=""'] : []),
    ...(problem !== null
      ? ['color="#c00" style=dashed']
      : color === null
        ? []
        : [`color="${color}" penwidth=2`]),
  ];
}

/** Lines of text: DOT reads `\n` as the end of one, `\\` and `\"` as a character, and entities as HTML has them. */
function quoted(lines: readonly string[]): string {
  const texts = lines
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/[\\"]/g, '\\$&').replaceAll('&', '&amp;'));
  return `"${texts.join('\\n')}"`;
}
