import { type Diagnostic, severityIn } from './diagnostic.ts';
import { github } from './github.ts';
import { gnu } from './gnu.ts';
import { json } from './json.ts';
import { inOrder } from './order.ts';
import { pretty } from './pretty.ts';
import { sarif } from './sarif.ts';
import type { ReportSettings } from './settings.ts';

const printers = { pretty, gnu, json, github, sarif } as const satisfies Record<
  string,
  (diagnostics: readonly Diagnostic[], settings: ReportSettings) => string
>;

export type Format = keyof typeof printers;

/** Every format, the one that people read first. */
export const formats: readonly Format[] = Object.keys(printers).filter(isFormat);

function isFormat(name: string): name is Format {
  return Object.hasOwn(printers, name);
}

/** The diagnostics as text in a format, sorted and each once. Of none, most formats are empty. */
export function report(
  diagnostics: readonly Diagnostic[],
  format: Format,
  settings: ReportSettings,
): string {
  return printers[format](inOrder(diagnostics), settings);
}

export function isError(diagnostic: Diagnostic): boolean {
  return severityIn(diagnostic) === 'error';
}
