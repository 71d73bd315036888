import { type Diagnostic, severityIn } from './diagnostic.ts';
import { showPlace } from './path.ts';
import { escapeText } from './quote.ts';
import type { ReportSettings } from './settings.ts';

/** One line a diagnostic, `file:line:column: severity: message [code]`, the form that every editor reads. */
export function gnu(diagnostics: readonly Diagnostic[], settings: ReportSettings): string {
  return diagnostics.map((diagnostic) => `${printLine(diagnostic, settings)}\n`).join('');
}

function printLine(diagnostic: Diagnostic, settings: ReportSettings): string {
  const { code, message, span } = diagnostic;
  const place = showPlace(span, settings.workingFolder);
  return `${place}: ${severityIn(diagnostic)}: ${escapeText(message)} [${code}]`;
}
