import { instance } from '@viz-js/viz';
import { DOMParser } from '@xmldom/xmldom';
import { JSDOM } from 'jsdom';
import type { Mermaid } from 'mermaid';

/** What a picture says: the texts of its nodes and, of its links, those of both ends and of the link. Lines are joined by LF. */
export interface Picture {
  readonly nodes: readonly string[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

let loading: Promise<Mermaid> | null = null;

async function loadMermaid(): Promise<Mermaid> {
  const { window } = new JSDOM('');
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import('mermaid');
  return mermaid;
}

/** Reads Mermaid with Mermaid, which wants a browser around it. */
export async function readMermaid(text: string): Promise<Picture> {
  loading ??= loadMermaid();
  const mermaid = await loading;
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  if (!('getVertices' in db) || !('getEdges' in db)) throw new Error('it is no flowchart');
  const { getVertices, getEdges } = db as unknown as FlowchartData;
  const vertices = getVertices.call(db);
  const textOf = (id: string): string => plainText(vertices.get(id)?.text ?? '');
  return {
    nodes: [...vertices.keys()].map(textOf).sort(),
    links: getEdges.call(db).map(({ start, end, text }) => ({
      from: textOf(start),
      to: textOf(end),
      label: plainText(text),
    })),
  };
}

interface FlowchartData {
  readonly getVertices: () => ReadonlyMap<string, { readonly text?: string }>;
  readonly getEdges: () => readonly {
    readonly start: string;
    readonly end: string;
    readonly text: string;
  }[];
}

/** Mermaid keeps `#…;` in a form of its own until it draws. */
function plainText(text: string): string {
  return text
    .replaceAll('<br>', '\n')
    .replaceAll(/ﬂ°°(\d+)¶ß/g, (_, point: string) => String.fromCodePoint(Number(point)));
}

/** Reads DOT with Graphviz. */
export async function readDot(text: string): Promise<Picture> {
  const viz = await instance();
  const { objects = [], edges = [] } = JSON.parse(viz.renderString(text, { format: 'json' })) as {
    readonly objects?: readonly { readonly name: string; readonly label: string }[];
    readonly edges?: readonly {
      readonly tail: number;
      readonly head: number;
      readonly label?: string;
    }[];
  };
  const labels = objects.map(({ name, label }) =>
    name.startsWith('cluster') ? null : unquoted(label),
  );
  const labelAt = (index: number): string => labels[index] ?? '';
  return {
    nodes: labels.filter((label) => label !== null).sort(),
    links: edges.map(({ tail, head, label = '' }) => ({
      from: labelAt(tail),
      to: labelAt(head),
      label: unquoted(label),
    })),
  };
}

/** Graphviz gives labels as they are escaped in DOT. */
function unquoted(label: string): string {
  return label
    .replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character))
    .replaceAll('&amp;', '&');
}

/** Reads SVG as XML; the ends of links are in their titles. */
export function readSvg(text: string): Picture & { readonly elements: readonly string[] } {
  const document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, 'image/svg+xml');
  const groups = [...document.getElementsByTagName('g')];
  const textsOf = (group: (typeof groups)[number], tag: string): string =>
    [...group.getElementsByTagName(tag)].map(({ textContent }) => textContent ?? '').join('\n');
  const ofClass = (name: string) =>
    groups.filter((group) => (group.getAttribute('class') ?? '').split(' ').includes(name));
  return {
    nodes: ofClass('node')
      .map((group) => textsOf(group, 'text'))
      .sort(),
    links: ofClass('link').map((group) => {
      const [, from = '', to = ''] = /^(.*?) to (.*?)(?:, |$)/s.exec(textsOf(group, 'title')) ?? [];
      return { from, to, label: textsOf(group, 'text') };
    }),
    elements: [
      ...new Set([...document.getElementsByTagName('*')].map(({ tagName }) => tagName)),
    ].sort(),
  };
}
