import { severityOf } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import { locate } from './location.ts';
import { showPath } from './path.ts';
import { escapeText } from './quote.ts';
import type { ReportSettings } from './settings.ts';

/** One line a diagnostic, `file:line:column: severity: message [code]`, the form that every editor reads. */
export function gnu(diagnostics: readonly Diagnostic[], settings: ReportSettings): string {
  return diagnostics.map((diagnostic) => `${printLine(diagnostic, settings)}\n`).join('');
}

function printLine({ code, message, span }: Diagnostic, settings: ReportSettings): string {
  const { line, column } = locate(span.source, span.start);
  const file = showPath(span.source.path, settings.workingFolder);
  return `${file}:${line}:${column}: ${severityOf[code]}: ${escapeText(message)} [${code}]`;
}
