import { resolve } from 'node:path/posix';
import type { Format } from '../report/report.ts';
import { encode } from '../report/utf8.ts';
import type { AnalysisRequest } from './analyse.ts';

/** How a configuration is read and what is said of it, as on the command line: text, and paths relative to the working folder. */
export interface ReadingOptions {
  readonly range?: string;
  /** Values given by hand, each `PATH=NIX`. */
  readonly set?: readonly string[];
  /** vmsilo's `helpers.nix`: a path, or `inputs.NAME`. */
  readonly helpers?: string;
  readonly root?: string;
  readonly maxNesting?: number;
  readonly maxCalls?: number;
  readonly maxDepth?: number;
  readonly maxSteps?: number;
  /** In bytes. */
  readonly maxFileSize?: number;
  /** Of a flake. */
  readonly host?: string;
  /** Takes warnings and assumptions for errors. */
  readonly strict?: boolean;
  /** Tells errors only. */
  readonly quiet?: boolean;
  readonly format: Format;
}

/** What to read, where the result goes into no file that is named. */
export function requestOf(
  entry: string,
  options: Omit<ReadingOptions, 'format'>,
  workingFolder: string,
): AnalysisRequest {
  const { range, set, helpers, root, host } = options;
  const absolute = (path: string) => resolve(workingFolder, encode(path));
  return {
    entry: absolute(entry),
    ...limitsFrom(options),
    ...(root === undefined ? {} : { root: absolute(root) }),
    ...(range === undefined ? {} : { range: encode(range) }),
    ...(set === undefined ? {} : { set: set.map(encode), workingFolder }),
    ...(helpers === undefined ? {} : { helpers: encode(helpers), workingFolder }),
    ...(host === undefined ? {} : { host: encode(host) }),
  };
}

function limitsFrom(options: Omit<ReadingOptions, 'format'>): Pick<AnalysisRequest, 'limits'> {
  const { maxNesting, maxCalls, maxDepth, maxSteps, maxFileSize } = options;
  const limits = {
    ...(maxNesting === undefined ? {} : { nesting: maxNesting }),
    ...(maxCalls === undefined ? {} : { calls: maxCalls }),
    ...(maxDepth === undefined ? {} : { depth: maxDepth }),
    ...(maxSteps === undefined ? {} : { steps: maxSteps }),
    ...(maxFileSize === undefined ? {} : { fileBytes: maxFileSize }),
  };
  return Object.keys(limits).length === 0 ? {} : { limits };
}
