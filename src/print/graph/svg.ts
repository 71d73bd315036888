import { count } from '../../report/count.ts';
import { columns } from '../../report/width.ts';
import type { Graph, GraphEdge, GraphNode } from '../../vmsilo/graph.ts';
import { type Placed, placeForest } from './forest.ts';
import { aboutEdge, aboutNode, addressesOf, joinOf, shownName } from './labels.ts';

/** All in pixels. */
const rowHeight = 56;
const boxHeight = 40;
const characterWidth = 7.6;
const smallCharacterWidth = 6.2;
const margin = 24;
const trunk = 22;
/** Links that close a ring lead back below everything else. */
const railHeight = 24;

/** A picture in SVG, from the host on the left to clients on the right, in light and dark. No scripts, nothing from elsewhere. */
export function printSvg(graph: Graph): string {
  const placed = placeForest(graph);
  const widths = columnWidths(placed, graph.edges);
  const boxes = new Map(placed.map((one) => [one.node.name, boxOf(one, widths)]));
  const rings = graph.edges.filter((edge) => isBackward(edge, boxes));
  const below = Math.max(0, ...placed.map(({ row }) => row + 1)) * rowHeight + margin;
  const bottom = below + rings.length * railHeight;
  const railOf = (edge: GraphEdge): number => below + (rings.indexOf(edge) + 0.5) * railHeight;
  const right = Math.max(minimumWidth, ...[...boxes.values()].map(({ x, width }) => x + width));
  const apart = drawApart(graph, bottom, right);
  const [width, height] = [right, apart.bottom].map((edge) => round(edge + margin));
  const connected = graph.nodes.filter(({ kind }) => kind !== 'apart').length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-labelledby="title about">
<title id="title">Network of VMs</title>
<desc id="about">${count(graph.edges.length, 'link')}, ${count(connected, 'node')} in them, ${count(graph.nodes.length - connected, 'VM')} without a network.</desc>
<style>${style}</style>
<rect class="paper" width="${width}" height="${height}"/>
${graph.edges.map((edge) => drawEdge(edge, boxes, railOf(edge))).join('')}${placed.map(({ node }) => drawNode(node, boxes.get(node.name))).join('')}${apart.text}</svg>
`;
}

const minimumWidth = 320;

const style = `
svg { color-scheme: light dark; font: 13px sans-serif; --ink: #1c2530; --faint: #5b6672; --line: #7b8794; --paper: #fff; --box: #f4f6f8; --bad: #c00; }
@media (prefers-color-scheme: dark) { svg { --ink: #e6eaee; --faint: #a3adb8; --line: #7b8794; --paper: #14181d; --box: #222932; --bad: #ff7a7a; } }
text { fill: var(--ink); } .paper { fill: var(--paper); } .small { font-size: 11px; fill: var(--faint); }
.box { fill: var(--box); stroke: var(--line); } .netvm .box, .host .box { stroke-width: 2; stroke: var(--ink); }
.link path { fill: none; stroke: var(--line); stroke-width: 1.5; }
.bad .box, .bad path { stroke: var(--bad); stroke-dasharray: 5 3; } .bad .small { fill: var(--bad); }
`;

interface Box {
  readonly x: number;
  /** Of the middle. */
  readonly y: number;
  readonly width: number;
}

interface Column {
  readonly x: number;
  readonly width: number;
}

/** Each as wide as its widest box, with room before it for what is written on links. */
function columnWidths(placed: readonly Placed[], edges: readonly GraphEdge[]): readonly Column[] {
  const room = Math.max(
    ...edges.map((edge) => textWidth([joinOf(edge), addressesOf(edge)], smallCharacterWidth)),
    0,
  );
  const found: Column[] = [];
  for (const { node, column } of placed) {
    const width = boxWidth(node);
    found[column] = { x: 0, width: Math.max(found[column]?.width ?? 0, width) };
  }
  let x = margin;
  return found.map(({ width }) => {
    const column = { x, width };
    x += width + 2 * trunk + room + 16;
    return column;
  });
}

function boxOf({ node, column, row }: Placed, widths: readonly Column[]): Box {
  const { x = 0, width = boxWidth(node) } = widths[column] ?? {};
  return { x, y: margin + row * rowHeight + boxHeight / 2, width };
}

function boxWidth(node: GraphNode): number {
  const name = textWidth([shownName(node.name)], characterWidth);
  return Math.max(72, 28 + Math.max(name, textWidth([aboutNode(node)], smallCharacterWidth)));
}

function textWidth(lines: readonly string[], character: number): number {
  return Math.max(...lines.map((line) => columns(line) * character));
}

function drawNode(node: GraphNode, box: Box | undefined): string {
  if (box === undefined) return '';
  const { x, y, width } = box;
  const top = y - boxHeight / 2;
  const about = aboutNode(node);
  const nameAt = about === '' ? y + 4 : y - 3;
  const radius = node.kind === 'host' ? boxHeight / 2 : 6;
  const lines = [
    `<rect class="box" ${place(x, top)} width="${round(width)}" height="${boxHeight}" rx="${radius}"/>`,
    ...(node.color === null
      ? []
      : [
          `<rect fill="${node.color}" ${place(x + 7, top + 8)} width="5" height="${boxHeight - 16}" rx="2"/>`,
        ]),
    `<text ${place(x + 18, nameAt)}>${escapeXml(shownName(node.name))}</text>`,
    ...(about === ''
      ? []
      : [`<text class="small" ${place(x + 18, y + 12)}>${escapeXml(about)}</text>`]),
  ];
  const title = [shownName(node.name), about].filter((part) => part !== '').join(', ');
  const classes = [node.kind, ...(node.problem === null ? [] : ['bad'])].join(' ');
  return `<g class="node ${classes}"><title>${escapeXml(title)}</title>${lines.join('')}</g>\n`;
}

function isBackward({ netvm, client }: GraphEdge, boxes: ReadonlyMap<string, Box>): boolean {
  const [from, to] = [boxes.get(netvm), boxes.get(client)];
  return from !== undefined && to !== undefined && to.x <= from.x;
}

/**
 * From the netvm's right side to the client's left.
 *
 * @param rail how far down it goes if it leads back
 */
function drawEdge(edge: GraphEdge, boxes: ReadonlyMap<string, Box>, rail: number): string {
  const [from, to] = [boxes.get(edge.netvm), boxes.get(edge.client)];
  if (from === undefined || to === undefined) return '';
  const start = from.x + from.width;
  const isForward = !isBackward(edge, boxes);
  const turn = start + trunk;
  const path = isForward
    ? `M${round(start)} ${round(from.y)}H${round(turn)}V${round(to.y)}H${round(to.x)}`
    : `M${round(start)} ${round(from.y + 8)}h10V${round(rail)}H${round(to.x - 10)}V${round(to.y + 8)}h10`;
  const label = (text: string, x: number, y: number): string =>
    text === '' ? '' : `<text class="small" ${place(x, y)}>${escapeXml(text)}</text>`;
  const [join, addresses] = [joinOf(edge), addressesOf(edge)];
  const labels = isForward
    ? [label(join, turn + 8, to.y - 6), label(addresses, turn + 8, to.y + 15)]
    : [label([join, addresses].filter((text) => text !== '').join(' '), to.x, rail - 4)];
  const bad = edge.problem === null ? '' : ' bad';
  return `<g class="link${bad}"><title>${escapeXml(aboutEdge(edge))}</title><path d="${path}"/>${labels.join('')}</g>\n`;
}

/** The VMs that have no network, in rows under a heading. */
function drawApart(
  { nodes }: Graph,
  top: number,
  right: number,
): { readonly text: string; readonly bottom: number } {
  const apart = nodes.filter(({ kind }) => kind === 'apart');
  if (apart.length === 0) return { text: '', bottom: top - margin };
  const heading = `<text class="small" ${place(margin, top + 8)}>no network</text>\n`;
  let [x, y] = [margin, top + 20 + boxHeight / 2];
  const boxes = apart.map((node) => {
    const width = boxWidth(node);
    if (x > margin && x + width > right) [x, y] = [margin, y + rowHeight];
    const box = { x, y, width };
    x += width + 16;
    return drawNode(node, box);
  });
  return { text: heading + boxes.join(''), bottom: y + boxHeight / 2 };
}

function place(x: number, y: number): string {
  return `x="${round(x)}" y="${round(y)}"`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

/** Control characters have been shown before. */
function escapeXml(text: string): string {
  return text.replaceAll(/[<>&"']/g, (character) => `&#${character.codePointAt(0)};`);
}
