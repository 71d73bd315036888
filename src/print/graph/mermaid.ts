import type { Graph, GraphNode } from '../../vmsilo/graph.ts';
import { aboutNode, addressesOf, joinOf, keysOf, shownName } from './labels.ts';

/** A Mermaid flowchart, from clients on the right to the host on the left. */
export function printMermaid(graph: Graph): string {
  const keys = keysOf(graph);
  const key = (name: string): string => keys.get(name) ?? '';
  const connected = graph.nodes.filter(({ kind }) => kind !== 'apart');
  const apart = graph.nodes.filter(({ kind }) => kind === 'apart');
  const broken = graph.edges.flatMap(({ problem }, index) => (problem === null ? [] : [index]));
  const lines = [
    ...connected.map((node) => `  ${nodeText(node, key(node.name))}`),
    ...graph.edges.map((edge) => {
      const label = labelText([joinOf(edge), addressesOf(edge)]);
      return `  ${key(edge.client)} -- "${label}" --> ${key(edge.netvm)}`;
    }),
    ...(apart.length === 0
      ? []
      : [
          '  subgraph apart ["no network"]',
          ...apart.map((node) => `    ${nodeText(node, key(node.name))}`),
          '  end',
        ]),
    ...graph.nodes.flatMap(({ name, color, problem }) => [
      ...(color === null ? [] : [`  style ${key(name)} stroke:${color},stroke-width:3px`]),
      ...(problem === null ? [] : [`  class ${key(name)} broken`]),
    ]),
    ...(broken.length === 0
      ? []
      : [`  linkStyle ${broken.join(',')} stroke:#c00,stroke-dasharray:4`]),
    ...(graph.nodes.some(({ problem }) => problem !== null)
      ? ['  classDef broken stroke:#c00,stroke-dasharray:4']
      : []),
  ];
  return `flowchart RL\n${lines.map((line) => `${line}\n`).join('')}`;
}

function nodeText(node: GraphNode, key: string): string {
  const label = labelText([shownName(node.name), aboutNode(node)]);
  switch (node.kind) {
    case 'host':
      return `${key}(["${label}"])`;
    case 'netvm':
      return `${key}{{"${label}"}}`;
    default:
      return `${key}["${label}"]`;
  }
}

/** Lines of text. All but plain characters are given as numbers, which Mermaid reads as nothing but text. */
function labelText(lines: readonly string[]): string {
  return lines
    .filter((line) => line !== '')
    .map((line) =>
      line.replaceAll(/[^A-Za-z0-9 .,/_-]|^ | $/gu, (character) => `#${character.codePointAt(0)};`),
    )
    .join('<br>');
}
