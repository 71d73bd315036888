import { resolve } from 'node:path/posix';
import { isGenerated } from '../modules/generated.ts';
import type { Diagnostic } from '../report/diagnostic.ts';
import { isError } from '../report/report.ts';
import { encode } from '../report/utf8.ts';
import { once } from '../vmsilo/once.ts';
import type { Analyse, AnalysedOutput, Analysis, AnalysisRequest } from './analyse.ts';
import { Failure } from './failure.ts';
import { type OutputFile, tryOutputFile } from './output-file.ts';
import { type ReadingOptions, requestOf } from './reading-options.ts';
import type { ExitStatus } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { judgedBy, tellDiagnostics, writeShown } from './tell.ts';
import { writeFile } from './write-file.ts';

/** How a configuration is read, and where its file is. */
export interface PlacedOptions extends ReadingOptions {
  /** `-` for standard output. */
  readonly output?: string;
}

/** As on the command line. */
export interface GenerateOptions extends PlacedOptions {
  /** Writes nothing: exit status 1 and a diff if the file is stale. */
  readonly check?: boolean;
  /** Writes a module for the host's own side, too. */
  readonly hostConfig?: string;
  /** Replaces a file that we have not made. */
  readonly force?: boolean;
}

/** Writes the injections of a configuration: into a file, if its bytes change, or to standard output. */
export async function generate(
  entry: string,
  options: GenerateOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const request = generateRequest(entry, options, surroundings.workingFolder);
  const analysis = await analyse(request);
  const judgement = judge(analysis, options, surroundings);
  const describe = describeLater(request, analyse, surroundings);
  return deliver(analysis, judgement, options, surroundings, (file, text, path) =>
    options.check
      ? compare(file, text, options, surroundings, (before) => describe(path, before))
      : replace(file, text, options, surroundings),
  );
}

/**
 * Tells what was found and, if nothing is broken, shows what was generated or does with each file what is to be done.
 *
 * @param settle gives the exit status for one file
 */
export async function deliver(
  { root, outputs }: Analysis,
  { targets, diagnostics, isBroken }: Judgement,
  options: GenerateOptions,
  surroundings: Surroundings,
  settle: (file: OutputFile, text: string, path: string) => ExitStatus | Promise<ExitStatus>,
): Promise<ExitStatus> {
  tellDiagnostics(diagnostics, root, options, surroundings);
  if (isBroken) return 2;
  if (options.output === '-') {
    for (const { text } of outputs) await surroundings.writeData(text ?? '');
    return 0;
  }
  let status: ExitStatus = 0;
  for (const { file, text, path } of targets) {
    if (file instanceof Failure) throw file;
    const done = await settle(file, text, path);
    if (done !== 0) status = done;
  }
  return status;
}

/** What is to be done with an analysis. */
export interface Judgement {
  readonly targets: readonly Target[];
  /** Those of the analysis, and what is wrong with the files that are there. */
  readonly diagnostics: readonly Diagnostic[];
  /** There is an error, and nothing may be written. */
  readonly isBroken: boolean;
}

/**
 * Looks at the files that an analysis is to be written to.
 *
 * @param isDone whether a file need not be written
 */
export function judge(
  analysis: Analysis,
  options: GenerateOptions,
  surroundings: Surroundings,
  isDone: (target: Target) => boolean = () => false,
): Judgement {
  const targets =
    options.output === '-' ? [] : analysis.outputs.map(lookAt(analysis, surroundings));
  const found = [
    ...analysis.diagnostics,
    ...targets.flatMap((target) =>
      isDone(target) ? [] : checkReplaceable(target, analysis, options.force ?? false),
    ),
  ];
  const diagnostics = judgedBy(found, options);
  const isBroken = diagnostics.some(isError) || analysis.outputs.some(({ text }) => text === null);
  return { targets, diagnostics, isBroken };
}

/** An output, and the file that is there now. */
export interface Target {
  readonly path: string;
  readonly text: string;
  /** Whether it is the module for the host's own side, and not the injections. */
  readonly isHostConfig: boolean;
  /** A failure is told after the diagnostics, and only if there is something to write. */
  readonly file: OutputFile | Failure;
}

/** What `generate` reads. */
export function generateRequest(
  entry: string,
  options: GenerateOptions,
  workingFolder: string,
): AnalysisRequest {
  const { hostConfig } = options;
  return {
    ...placedRequest(entry, options, workingFolder),
    ...(hostConfig === undefined ? {} : { hostConfig: resolve(workingFolder, encode(hostConfig)) }),
  };
}

/** What is read, and where its file is. */
export function placedRequest(
  entry: string,
  options: PlacedOptions,
  workingFolder: string,
): AnalysisRequest {
  const { output } = options;
  const request = requestOf(entry, options, workingFolder);
  if (output === undefined) return request;
  return output === '-'
    ? { ...request, isShown: true }
    : { ...request, output: resolve(workingFolder, encode(output)) };
}

function lookAt(
  { root }: Analysis,
  { workingFolder }: Surroundings,
): (output: AnalysedOutput) => Target {
  return ({ path, text, isHostConfig = false }) => ({
    path,
    text: text ?? '',
    isHostConfig,
    file: tryOutputFile(path, root, workingFolder),
  });
}

/** `not-generated`, if the file that is there must stay. */
function checkReplaceable(
  { path, file }: Target,
  { diagnostics, filesRead }: Analysis,
  force: boolean,
): readonly Diagnostic[] {
  if (file instanceof Failure || file.current === null) return [];
  const { name, target, current } = file;
  const source = { path, text: current.text };
  const firstLine = current.text.split('\n', 1).join();
  const diagnostic = {
    code: 'not-generated',
    span: { source, start: 0, end: firstLine.length },
    related: [],
  } as const;
  if (filesRead.includes(target)) {
    if (diagnostics.some(({ code }) => code === 'output-imported')) return [];
    return [
      {
        ...diagnostic,
        message: `\`${name}\` is a file of the configuration, and would be replaced`,
        help: 'give another file with `--output`',
      },
    ];
  }
  if (force || isGenerated(current.text)) return [];
  return [
    {
      ...diagnostic,
      message: `\`${name}\` was not generated by vmsilo-nixgen, and would be replaced`,
      help: 'give another file with `--output`, or replace this one with `--force`',
    },
  ];
}

/**
 * Tells what a stale file means for the network.
 *
 * @param request is analysed again, once, if that is asked for
 */
export function describeLater(
  request: AnalysisRequest,
  analyse: Analyse,
  surroundings: Surroundings,
): (path: string, before: string | null) => Promise<string> {
  const analyseOnce = once(async () => analyse({ ...request, asksView: true }));
  return async (path, before) => {
    const { describeChanges } = await import('./network-changes.ts');
    return describeChanges(path, before, await analyseOnce(), surroundings);
  };
}

/**
 * Shows what would change, for the network and in the text.
 *
 * @param describe tells what a stale file means for the network
 * @returns 1 if something would
 */
export async function compare(
  { name, current }: OutputFile,
  file: string,
  options: GenerateOptions,
  surroundings: Surroundings,
  describe: (before: string | null) => Promise<string>,
): Promise<ExitStatus> {
  if (current?.text === file) {
    tell(`\`${name}\` is up to date`, options, surroundings);
    return 0;
  }
  const { unifiedDiff } = await import('./diff.ts');
  const before = current?.text ?? null;
  const changes = await describe(before);
  const diff = unifiedDiff(encode(name), before, file);
  if (changes !== '') await surroundings.writeData(`${changes}\n`);
  await writeShown(diff, surroundings);
  tell(
    `\`${name}\` is stale, run vmsilo-nixgen without --check to write it`,
    options,
    surroundings,
  );
  return 1;
}

function replace(
  output: OutputFile,
  file: string,
  options: GenerateOptions,
  surroundings: Surroundings,
): ExitStatus {
  const isWritten = writeFile(output, file);
  tell(`\`${output.name}\` is ${isWritten ? 'written' : 'up to date'}`, options, surroundings);
  return 0;
}

/** For people only: other formats have a form for each of their lines. */
export function tell(
  message: string,
  { quiet, format }: ReadingOptions,
  { writeMessage }: Surroundings,
): void {
  if (!quiet && format === 'pretty') writeMessage(`${message}\n`);
}
