import { type Diagnostic, severityIn } from './diagnostic.ts';
import { locate } from './location.ts';
import { showPath } from './path.ts';
import { escapeText } from './quote.ts';
import type { ReportSettings } from './settings.ts';

/** One line a diagnostic, `file:line:column: severity: message [code]`, the form that every editor reads. */
export function gnu(diagnostics: readonly Diagnostic[], settings: ReportSettings): string {
  return diagnostics.map((diagnostic) => `${printLine(diagnostic, settings)}\n`).join('');
}

function printLine(diagnostic: Diagnostic, settings: ReportSettings): string {
  const { code, message, span } = diagnostic;
  const { line, column } = locate(span.source, span.start);
  const file = showPath(span.source.path, settings.workingFolder);
  return `${file}:${line}:${column}: ${severityIn(diagnostic)}: ${escapeText(message)} [${code}]`;
}
