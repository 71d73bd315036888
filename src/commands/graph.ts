import { printDot } from '../print/graph/dot.ts';
import { printMermaid } from '../print/graph/mermaid.ts';
import { isError } from '../report/report.ts';
import { encode } from '../report/utf8.ts';
import { type Graph, graphOf } from '../vmsilo/graph.ts';
import type { Analyse } from './analyse.ts';
import type { GraphFormat } from './graph-formats.ts';
import { onlyOutput } from './only-output.ts';
import { type ReadingOptions, requestOf } from './reading-options.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { analyseAndTell } from './tell.ts';

/** As on the command line. */
export interface GraphOptions extends ReadingOptions {
  readonly as: GraphFormat;
}

/** Prints a picture of the network; of one that is wrong, too, with what is wrong marked in it. */
export async function graph(
  entry: string,
  options: GraphOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const request = {
    ...requestOf(entry, options, surroundings.workingFolder),
    asksView: true,
    writesNothing: true,
  };
  const { analysis, diagnostics } = await analyseAndTell(request, options, analyse, surroundings);
  const seen = onlyOutput(analysis)?.seen;
  if (seen !== undefined) {
    await surroundings.writeData(encode(await print(graphOf(seen.view), options.as)));
  }
  return diagnostics.some(isError) ? 2 : 0;
}

async function print(network: Graph, format: GraphFormat): Promise<string> {
  switch (format) {
    case 'mermaid':
      return printMermaid(network);
    case 'dot':
      return printDot(network);
    case 'svg': {
      const { printSvg } = await import('../print/graph/svg.ts');
      return printSvg(network);
    }
  }
}
