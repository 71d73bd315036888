import { type Diagnostic, severityIn } from './diagnostic.ts';
import { printJson } from './json-text.ts';
import { plainPlace } from './plain-place.ts';
import type { ReportSettings } from './settings.ts';

/**
 * One JSON object a line, with the fields `severity`, `code`, `message`, `help`, `file`, `line`, `column`, `endLine`,
 * `endColumn` and `related`; the last is a list of places with a message each. `help` is null where there is none.
 */
export function json(
  diagnostics: readonly Diagnostic[],
  { workingFolder }: ReportSettings,
): string {
  return diagnostics
    .map((diagnostic) => {
      const { code, message, help = null, span, related } = diagnostic;
      return `${printJson({
        severity: severityIn(diagnostic),
        code,
        message,
        help,
        ...plainPlace(span, workingFolder),
        related: related.map((one) => ({
          message: one.message,
          ...plainPlace(one.span, workingFolder),
        })),
      })}\n`;
    })
    .join('');
}
