import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printDot } from '../../../src/print/graph/dot.ts';
import { aboutNode, addressesOf, joinOf, shownName } from '../../../src/print/graph/labels.ts';
import { printMermaid } from '../../../src/print/graph/mermaid.ts';
import { printSvg } from '../../../src/print/graph/svg.ts';
import { encode } from '../../../src/report/utf8.ts';
import { type Graph, type GraphNode, graphOf } from '../../../src/vmsilo/graph.ts';
import { viewNetwork } from '../../../src/vmsilo/network-view.ts';
import { planNetwork } from '../../../src/vmsilo/plan.ts';
import { runProgram } from '../../cli/program.ts';
import { entry, networkOf, unread, type VmSketch } from '../../vmsilo/network.ts';
import { type Picture, readDot, readMermaid, readSvg } from './parsers.ts';

function graphFor(vms: Readonly<Record<string, VmSketch>>): Graph {
  const network = networkOf(vms);
  const plan = planNetwork(network, entry);
  return graphOf(viewNetwork(network, plan, { enabled: true, allocator: null }));
}

/** What every picture of a graph has to say. */
function expected({ nodes, edges }: Graph): Picture {
  const lines = (...texts: readonly string[]) => texts.filter((text) => text !== '').join('\n');
  const labels = new Map(
    nodes.map((node) => [node.name, lines(shownName(node.name), aboutNode(node))]),
  );
  return {
    nodes: [...labels.values()].sort(),
    links: edges.map((edge) => ({
      from: labels.get(edge.client) ?? '',
      to: labels.get(edge.netvm) ?? '',
      label: lines(joinOf(edge), addressesOf(edge)),
    })),
  };
}

/** In SVG, links name their ends by names alone, and one that leads back has one line. */
function expectedSvg(graph: Graph): Picture {
  const { nodes, links } = expected(graph);
  return {
    nodes,
    links: graph.edges.map(({ client, netvm }, index) => ({
      from: shownName(client),
      to: shownName(netvm),
      label: links[index]?.label ?? '',
    })),
  };
}

const small = {
  'sys-net': { netvm: 'host', isNetvm: true },
  work: { netvm: 'sys-net' },
  vault: {},
};

describe('a small network', () => {
  test('as Mermaid', () => {
    expect(printMermaid(graphFor(small))).toBe(`flowchart RL
  n0(["host"])
  n1{{"sys-net<br>VM 3, netvm"}}
  n3["work<br>VM 5"]
  n1 -- "sys-net-22<br>10.200.169.197 #8211; 10.200.169.196" --> n0
  n3 -- "br-sys-net-work<br>10.200.156.65 #8211; 10.200.156.64" --> n1
  subgraph apart ["no network"]
    n2["vault<br>VM 4"]
  end
`);
  });

  test('as DOT', () => {
    expect(printDot(graphFor(small))).toBe(`digraph network {
  rankdir=RL;
  node [shape=box style=rounded fontname="sans-serif"];
  edge [fontname="sans-serif" fontsize=10];
  n0 [label="host" shape=oval];
  n1 [label="sys-net\\nVM 3, netvm" shape=hexagon style=""];
  n3 [label="work\\nVM 5"];
  n1 -> n0 [label="sys-net-22\\n10.200.169.197 – 10.200.169.196"];
  n3 -> n1 [label="br-sys-net-work\\n10.200.156.65 – 10.200.156.64"];
  subgraph cluster_apart {
    label="no network";
    n2 [label="vault\\nVM 4"];
  }
}
`);
  });

  test('as SVG, with titles and nothing that acts', () => {
    const svg = printSvg(graphFor(small));
    expect(svg).toContain(
      '<title>work to sys-net, bridge br-sys-net-work, 10.200.156.64 to 10.200.156.65</title>',
    );
    expect(svg).toContain('<title id="title">Network of VMs</title>');
    expect(svg).toContain('2 links, 3 nodes in them, 1 VM without a network.');
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(readSvg(svg).elements).toEqual([
      'desc',
      'g',
      'path',
      'rect',
      'style',
      'svg',
      'text',
      'title',
    ]);
  });
});

const broken = {
  'sys-net': { netvm: 'host', isNetvm: true },
  b: { netvm: 'a', isNetvm: true },
  a: { netvm: 'c', isNetvm: true },
  c: { netvm: 'b', isNetvm: true },
  d: { netvm: 'a' },
  own: { netvm: 'own' },
  lost: { netvm: 'sys-nte' },
  plain: {},
  through: { netvm: 'plain' },
  unknown: { netvm: unread },
  odd: { netvm: 'sys-net', subnet: '10.0.0.1/31' },
} satisfies Record<string, VmSketch>;

describe('a network that is broken', () => {
  const graph = graphFor(broken);

  test('says what is wrong where it is', () => {
    const problems = [
      ...graph.nodes.map(({ name, problem }) => `${name}: ${problem}`),
      ...graph.edges.map(({ client, netvm, problem }) => `${client} -> ${netvm}: ${problem}`),
    ];
    expect(problems.filter((line) => !line.endsWith(': null'))).toEqual([
      'own: not a netvm',
      'plain: not a netvm',
      "unknown: its netvm can't be known",
      'sys-nte: no such VM',
      'a -> c: ring',
      'b -> a: ring',
      'c -> b: ring',
      'lost -> sys-nte: no addresses',
      'odd -> sys-net: no addresses',
      'own -> own: ring',
    ]);
  });

  test('is drawn in every format', async () => {
    expect(await readMermaid(printMermaid(graph))).toEqual(expected(graph));
    expect(await readDot(printDot(graph))).toEqual(expected(graph));
    const oneLine = ({ links, nodes }: Picture) => ({
      nodes,
      links: links.map((link) => ({ ...link, label: link.label.replaceAll('\n', ' ') })),
    });
    expect(oneLine(readSvg(printSvg(graph)))).toEqual(oneLine(expectedSvg(graph)));
  });

  test('has boxes that do not overlap', () => {
    const boxes = [
      ...printSvg(graph).matchAll(
        /class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="(\d+)"/g,
      ),
    ].map(([, ...numbers]) => numbers.map(Number));
    expect(boxes.length).toBe(graph.nodes.length);
    for (const [at, [x = 0, y = 0, width = 0, height = 0]] of boxes.entries()) {
      for (const [otherX = 0, otherY = 0] of boxes.slice(at + 1)) {
        const apart = otherX >= x + width || otherY >= y + height || otherX < x || otherY < y;
        expect(apart).toBe(true);
      }
    }
  });
});

const nasty = fc
  .array(
    fc.constantFrom(
      ...[
        '"',
        "'",
        '`',
        '\\',
        '\n',
        '\r',
        '\t',
        '<',
        '>',
        '&',
        ';',
        '#',
        '%%{init: {}}%%',
        '-->',
        ']]>',
      ],
      ...[
        '"]',
        '|',
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        'end',
        'subgraph',
        '<script>',
        '&amp;',
        '#34;',
        '#quot;',
      ],
      ...[
        '\u0001',
        '\u001b[31m',
        '\u007f',
        '\xff',
        encode('é'),
        encode('😀'),
        encode('\u202e'),
        ' ',
        'a',
      ],
      ...['<!--', '<br>', 'http://x', '${x}', '__proto__', '1', 'x'.repeat(50)],
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));

test('names are text and nothing else, whatever they are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(nasty, { minLength: 2, maxLength: 4 }),
      nasty,
      async (names, missing) => {
        const [gateway = '', ...clients] = names.filter((name) => name !== 'host');
        const vms: Record<string, VmSketch> = Object.fromEntries([
          [gateway, { netvm: missing, isNetvm: true }],
          ...clients.map((client) => [client, { netvm: gateway }] as const),
        ]);
        const graph = graphFor(vms);
        expect(await readMermaid(printMermaid(graph))).toEqual(expected(graph));
        expect(await readDot(printDot(graph))).toEqual(expected(graph));
        expect(readSvg(printSvg(graph)).nodes).toEqual(expectedSvg(graph).nodes);
        expect(readSvg(printSvg(graph)).elements).not.toContain('script');
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ['red', 'red'],
  ['DarkBlue', 'darkblue'],
  ['#4A4', '#4a4'],
  ['#12345', null],
  ['url(x)', null],
  ['red"/><script>', null],
  ['inherit', null],
])('the colour %s is drawn as %s', (color, drawn) => {
  const network = networkOf({ work: {} });
  const vms = network.vms.map((vm) => ({ ...vm, color: () => color }));
  const plan = planNetwork({ ...network, vms }, entry);
  const graph = graphOf(viewNetwork({ ...network, vms }, plan, { enabled: true, allocator: null }));
  expect(graph.nodes.map((node: GraphNode) => node.color)).toEqual([drawn]);
  const svg = printSvg(graph);
  if (drawn === null) expect(svg).not.toContain(color);
  else expect(svg).toContain(`fill="${drawn}"`);
});

const fixtures = readdirSync('fixtures', { withFileTypes: true })
  .filter((one) => one.isDirectory() && one.name !== 'flake-hosts')
  .map(({ name }) => name);

interface Told {
  readonly vms: readonly {
    readonly link: {
      readonly bridge: string | null;
      readonly clientAddress: string;
      readonly netvmAddress: string;
    } | null;
  }[];
}

test.each(fixtures)('the fixture %s is drawn with all its links', async (fixture) => {
  const folder = join('fixtures', fixture);
  const { vms }: Told = JSON.parse(runProgram(folder, 'explain', '-q', '--format=json').stdout);
  const links = vms.flatMap(({ link }) => link ?? []);
  const draw = (as: string): string => runProgram(folder, 'graph', '-q', '--as', as).stdout;
  for (const picture of [
    await readMermaid(draw('mermaid')),
    await readDot(draw('dot')),
    readSvg(draw('svg')),
  ]) {
    expect(picture.links.length).toBe(links.length);
    expect(picture.nodes.length).toBeGreaterThanOrEqual(vms.length);
    const labels = picture.links.map(({ label }) => label);
    for (const { bridge, clientAddress, netvmAddress } of links) {
      const addresses = `${netvmAddress} – ${clientAddress}`;
      expect(labels).toContainEqual(
        bridge === null ? expect.stringContaining(addresses) : `${bridge}\n${addresses}`,
      );
    }
  }
});

test('a configuration that is wrong is drawn, and the exit status is 2', () => {
  const { status, stdout, stderr } = runProgram(
    '.',
    'graph',
    'test/print/graph/broken.nix',
    '--format=gnu',
  );
  expect({ status, codes: stderr.match(/\[[a-z-]+\]/g) }).toEqual({
    status: 2,
    codes: ['[netvm-unknown]'],
  });
  expect(stdout).toContain('["sys-nte<br>no such VM"]');
});
