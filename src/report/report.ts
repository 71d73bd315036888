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
export const formats: readonly Format[] = ['pretty', 'gnu', 'json', 'github', 'sarif'];

/** The diagnostics as text in a format, sorted and each once. Of none, only SARIF says so. */
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
