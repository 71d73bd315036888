import { dirname, join, relative } from 'node:path/posix';
import type { Configuration } from '../modules/configuration.ts';
import { readConfiguration } from '../modules/configuration.ts';
import type { Entry } from '../modules/entry.ts';
import { findEntry } from '../modules/entry.ts';
import { diagnosticsOf } from '../modules/problems.ts';
import { findRoot } from '../modules/root.ts';
import { isGenerated, printGeneratedFile } from '../print/generated-file.ts';
import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import type { Span } from '../report/span.ts';
import type { Files } from '../resolve/files.ts';
import { defaultMaxBytes, openFiles, realPath } from '../resolve/files.ts';
import { NixError } from '../resolve/nix-error.ts';
import type { Limits } from '../resolve/stack.ts';
import { defaultLimits, resetStack, shallowBudget } from '../resolve/stack.ts';
import { computeInjections } from '../vmsilo/compute.ts';
import { readVmsilo } from '../vmsilo/read.ts';
import type { Known } from '../vmsilo/vm.ts';

/** What to read, and where the result goes. Paths are absolute byte strings. */
export interface AnalysisRequest {
  /** A file or a folder. */
  readonly entry: string;
  /** Nothing outside is read; by default the Git work tree of the entry, else its folder. */
  readonly root?: string;
  /** Stands for `programs.vmsilo.netvmRange`; a byte string. */
  readonly range?: string;
  /** By default `netvm-injections.nix` next to the entry. */
  readonly output?: string;
}

/** What a configuration leads to. Paths are absolute byte strings. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  /** The text of the injections file, one character a byte; null if there is an error. */
  readonly file: string | null;
  readonly outputPath: string;
  readonly root: string;
  /** The real paths of the files that the configuration was read from. */
  readonly filesRead: readonly string[];
}

export type Analyse = (request: AnalysisRequest) => Analysis | Promise<Analysis>;

/** What the thread that analyses can carry. */
export interface Capacity {
  readonly limits: Limits;
  /** Stack units (see `resolve/stack.ts`). */
  readonly budget: number;
}

export const mainThread: Capacity = { limits: defaultLimits, budget: shallowBudget };

export const outputName = 'netvm-injections.nix';

/**
 * Reads a configuration and computes its injections. The parser must be loaded.
 *
 * @throws StackHandover if it needs a larger stack than the thread has
 */
export function analyse(request: AnalysisRequest, capacity: Capacity = mainThread): Analysis {
  resetStack(capacity.limits, capacity.budget);
  const entry = resolveEntry(request.entry);
  if (entry === null) return missing(request);
  const folder = entry.isFolder ? entry.path : dirname(entry.path);
  const root = request.root ?? findRoot(folder);
  const outputPath = request.output ?? join(folder, outputName);
  const files = openFiles({
    root,
    outputs: [resolveOutput(outputPath)],
    maxBytes: defaultMaxBytes,
  });
  const finish = (diagnostics: readonly Diagnostic[], file: string | null): Analysis => ({
    diagnostics,
    file: diagnostics.some(isError) ? null : file,
    outputPath,
    root: files.root,
    filesRead: [...files.filesRead],
  });
  const outside = checkEntry(entry.path, files);
  if (outside !== null) return finish([outside], null);
  try {
    const found = findEntry(entry.path, files, isGenerated);
    return finish(...compute(found, files, request, outputPath));
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    return finish(diagnosticsOf(error, startOf(entry.path)), null);
  }
}

function compute(
  entry: Entry,
  files: Files,
  request: AnalysisRequest,
  outputPath: string,
): [readonly Diagnostic[], string | null] {
  const configuration: Configuration = readConfiguration(entry, files);
  const found: Diagnostic[] = [];
  const { enabled, network } = readVmsilo(configuration, givenRange(request), found);
  const { diagnostics: broken, output } = computeInjections(network, configuration.entry);
  const isChecked = enabled && !found.some(({ code }) => code === 'vmsilo-not-found');
  const read = [...configuration.diagnostics, ...found];
  const diagnostics = [...read, ...(isChecked ? broken.filter(isIndependentOf(read)) : [])];
  const path = relative(dirname(resolveOutput(outputPath)), entry.path);
  const shown = path === '' ? '.' : path.startsWith('../') ? path : `./${path}`;
  const file =
    output && printGeneratedFile(output.injections, { path: shown, inputs: output.inputs });
  return [diagnostics, file];
}

/** Where something could not be read, that there is no VM says nothing. */
function isIndependentOf(read: readonly Diagnostic[]): (diagnostic: Diagnostic) => boolean {
  const failed = read.some(isError);
  return ({ code }) => code !== 'no-vms' || !failed;
}

function givenRange({ range }: AnalysisRequest): Known<string> | null {
  if (range === undefined) return null;
  const option = '--range ';
  const source = { path: '<command line>', text: `${option}${range}` };
  const span = { source, start: option.length, end: source.text.length };
  return { value: range, span, related: [] };
}

/** The entry with its links followed; null if there is nothing. */
function resolveEntry(path: string): { readonly path: string; readonly isFolder: boolean } | null {
  const files = openFiles({ root: '/', outputs: [], maxBytes: 0 });
  const entry = files.inspect(path);
  switch (entry.kind) {
    case 'file':
    case 'special':
      return { path: entry.real, isFolder: false };
    case 'directory':
      return { path: entry.real, isFolder: true };
    default:
      return null;
  }
}

/** The output's path as the evaluation would meet it. */
function resolveOutput(path: string): string {
  try {
    return join(realPath(dirname(path)), path.slice(dirname(path).length).replace(/^\/+/, ''));
  } catch {
    return path;
  }
}

function missing({ entry, output, root }: AnalysisRequest): Analysis {
  const folder = dirname(entry);
  return {
    diagnostics: [
      {
        code: 'entry-missing',
        message: `there is no file or folder ${quote(entry)}`,
        help: 'name the configuration: a file, or the folder that holds it',
        span: startOf(entry),
        related: [],
      },
    ],
    file: null,
    outputPath: output ?? join(folder, outputName),
    root: root ?? folder,
    filesRead: [],
  };
}

function checkEntry(path: string, files: Files): Diagnostic | null {
  if (files.inspect(path).kind !== 'outside') return null;
  return {
    code: 'import-outside-root',
    message: `${quote(path)} is outside of the root ${quote(files.root)}`,
    help: 'name a root above it with `--root`',
    span: startOf(path),
    related: [],
  };
}

function startOf(path: string): Span {
  return { source: { path, text: '' }, start: 0, end: 0 };
}
