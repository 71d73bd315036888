import { severityOf } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import { gnu } from './gnu.ts';
import { inOrder } from './order.ts';
import { pretty } from './pretty.ts';
import type { ReportSettings } from './settings.ts';

const printers = { pretty, gnu } as const satisfies Record<
  string,
  (diagnostics: readonly Diagnostic[], settings: ReportSettings) => string
>;

export type Format = keyof typeof printers;

/** Every format, the one that people read first. */
export const formats: readonly Format[] = ['pretty', 'gnu'];

/** The diagnostics as text in a format, sorted and each once. Empty if there are none. */
export function report(
  diagnostics: readonly Diagnostic[],
  format: Format,
  settings: ReportSettings,
): string {
  return diagnostics.length === 0 ? '' : printers[format](inOrder(diagnostics), settings);
}

export function isError(diagnostic: Diagnostic): boolean {
  return severityOf[diagnostic.code] === 'error';
}
