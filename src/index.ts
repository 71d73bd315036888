import { analyse as analyseNow } from './commands/analyse.ts';
import { requestOf } from './commands/reading-options.ts';
import { printNix } from './print/nix.ts';
import type { Diagnostic } from './report/diagnostic.ts';
import { decode, encode } from './report/utf8.ts';
import { loadParser } from './syntax/parser.ts';
import { dataOf, type PlainData, type PlainNetwork } from './vmsilo/plain-network.ts';

export { type Analysis, type AnalysisRequest, analyse } from './commands/analyse.ts';
export { type Code, type Severity, severityOf } from './report/codes.ts';
export { type Diagnostic, type Related, severityIn } from './report/diagnostic.ts';
export { type Location, locate } from './report/location.ts';
export { type Format, formats, report } from './report/report.ts';
export type { ReportSettings } from './report/settings.ts';
export type { Source, Span } from './report/span.ts';
export { decode, encode } from './report/utf8.ts';
export {
  type Allocated,
  allocateNetwork,
  type PlainData,
  type PlainLink,
  type PlainNetwork,
  type PlainVm,
} from './vmsilo/plain-network.ts';

/** How a configuration is read. */
export interface ReadOptions {
  /** Of a flake, the configuration to read. */
  readonly host?: string;
  /** Nothing outside is read; by default the Git work tree of the entry, else its folder. */
  readonly root?: string;
  /** Values for what can't be known, each `PATH=NIX`. */
  readonly set?: readonly string[];
}

/** What a configuration says of its network. */
export interface ReadNetwork {
  /** Null if some of it can't be known; a diagnostic says why. */
  readonly network: PlainNetwork | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `programs.vmsilo` of a configuration: a file, a folder or a flake. Nix is not run.
 *
 * @param entry its path
 * @throws what Node throws where the working folder or the root is gone
 */
export async function readNetwork(entry: string, options: ReadOptions = {}): Promise<ReadNetwork> {
  await loadParser();
  const request = requestOf(entry, options, encode(process.cwd()));
  const { diagnostics, outputs } = analyseNow({ ...request, isShown: true, asksNetwork: true });
  return { network: outputs.at(-1)?.network ?? null, diagnostics };
}

/** Prints data as Nix, in nixfmt's style; names of attributes in the order that they have. */
export function printAsNix(data: PlainData): string {
  return decode(printNix(dataOf(data)));
}
