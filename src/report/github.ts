import { posix } from 'node:path';
import type { Severity } from './codes.ts';
import { type Diagnostic, severityIn } from './diagnostic.ts';
import { locate } from './location.ts';
import { relativePath, showPlace } from './path.ts';
import { escapeText } from './quote.ts';
import type { ReportSettings } from './settings.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
};

/**
 * GitHub's workflow commands, one line a diagnostic: an annotation of its place in the repository. Related places and
 * the help follow in its message.
 */
export function github(diagnostics: readonly Diagnostic[], settings: ReportSettings): string {
  return diagnostics.map((diagnostic) => `${printCommand(diagnostic, settings)}\n`).join('');
}

function printCommand(diagnostic: Diagnostic, settings: ReportSettings): string {
  const { code, message, help, related } = diagnostic;
  const properties = [...placeOf(diagnostic, settings), ['title', code] as const]
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  const lines = [
    message,
    ...related.map(({ message, span }) => `${showPlace(span, settings.root)}: ${message}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ];
  const text = lines.map((line) => escapeData(escapeText(line))).join('%0A');
  return `::${commands[severityIn(diagnostic)]} ${properties}::${text}`;
}

type Property = readonly [name: string, value: string | number];

/** What is not in the repository has no place there. */
function placeOf({ span }: Diagnostic, { root }: ReportSettings): readonly Property[] {
  const { source, start, end } = span;
  if (!posix.isAbsolute(source.path)) return [];
  const file = relativePath(source.path, root);
  if (file.startsWith('../')) return [];
  const first = locate(source, start);
  const last = locate(source, end);
  const place: readonly Property[] = [
    ['file', escapeText(file)],
    ['line', first.line],
    ['endLine', last.line],
  ];
  return first.line === last.line
    ? [...place, ['col', first.column], ['endColumn', last.column]]
    : place;
}

/** As the runner's own toolkit does (`command.ts` of actions/toolkit). */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
