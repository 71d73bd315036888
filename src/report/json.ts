import { type Diagnostic, severityIn } from './diagnostic.ts';
import { locate } from './location.ts';
import { relativePath } from './path.ts';
import type { ReportSettings } from './settings.ts';
import type { Span } from './span.ts';

/**
 * One JSON object a line, with the fields `severity`, `code`, `message`, `help`, `file`, `line`, `column`, `endLine`,
 * `endColumn` and `related`; the last is a list of places with a message each. `help` is null where there is none.
 */
export function json(diagnostics: readonly Diagnostic[], settings: ReportSettings): string {
  return diagnostics
    .map((diagnostic) => {
      const { code, message, help = null, span, related } = diagnostic;
      return `${JSON.stringify({
        severity: severityIn(diagnostic),
        code,
        message,
        help,
        ...placeOf(span, settings),
        related: related.map((one) => ({ message: one.message, ...placeOf(one.span, settings) })),
      })}\n`;
    })
    .join('');
}

/** Lines and columns from 1, columns in code points, the end exclusive. */
function placeOf({ source, start, end }: Span, { workingFolder }: ReportSettings) {
  const first = locate(source, start);
  const last = locate(source, end);
  return {
    file: relativePath(source.path, workingFolder),
    line: first.line,
    column: first.column,
    endLine: last.line,
    endColumn: last.column,
  };
}
