import type { Diagnostic } from '../report/diagnostic.ts';
import { escapeLines } from '../report/quote.ts';
import { isError, report } from '../report/report.ts';
import { strictly } from '../report/strict.ts';
import { decode, encode } from '../report/utf8.ts';
import type { Analyse, Analysis, AnalysisRequest } from './analyse.ts';
import type { ReadingOptions } from './reading-options.ts';
import type { Surroundings } from './surroundings.ts';

/** The diagnostics as severe as the options have them. */
export function judgedBy(
  diagnostics: readonly Diagnostic[],
  { strict = false }: ReadingOptions,
): readonly Diagnostic[] {
  return strict ? diagnostics.map(strictly) : diagnostics;
}

/**
 * Tells diagnostics in the format that was asked for; under `--quiet`, errors only.
 *
 * @param root of the configuration
 */
export function tellDiagnostics(
  diagnostics: readonly Diagnostic[],
  root: string,
  { quiet, format }: ReadingOptions,
  { workingFolder, colour, width, writeMessage }: Surroundings,
): void {
  const told = quiet ? diagnostics.filter(isError) : diagnostics;
  const text = report(told, format, { workingFolder, root, colour, width });
  if (text !== '') writeMessage(text);
}

/** An analysis, with its diagnostics as severe as the options have them. */
export interface Told {
  readonly analysis: Analysis;
  readonly diagnostics: readonly Diagnostic[];
}

/** Analyses, and tells what was found. */
export async function analyseAndTell(
  request: AnalysisRequest,
  options: ReadingOptions,
  analyse: Analyse,
  surroundings: Surroundings,
): Promise<Told> {
  const analysis = await analyse(request);
  const diagnostics = judgedBy(analysis.diagnostics, options);
  tellDiagnostics(diagnostics, analysis.root, options, surroundings);
  return { analysis, diagnostics };
}

/** Writes lines that may hold anything, also escape sequences: where a person reads them, those are shown. */
export async function writeShown(bytes: string, surroundings: Surroundings): Promise<void> {
  const { dataIsShown, writeData } = surroundings;
  await writeData(dataIsShown ? encode(escapeLines(decode(bytes))) : bytes);
}
