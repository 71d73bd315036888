import { styleText } from 'node:util';
import { type Severity, severityOf } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import { frameOf } from './frame.ts';
import { locate } from './location.ts';
import { showPath } from './path.ts';
import { escapeText } from './quote.ts';
import type { ReportSettings } from './settings.ts';
import type { Span } from './span.ts';
import { columns } from './width.ts';

/** For people: each diagnostic with the source lines that matter, and a last line that counts them. */
export function pretty(diagnostics: readonly Diagnostic[], settings: ReportSettings): string {
  const paragraphs = diagnostics.map((diagnostic) => printDiagnostic(diagnostic, settings));
  return `${[...paragraphs, countBySeverity(diagnostics)].join('\n\n')}\n`;
}

/** `2 errors, 1 warning` */
export function countBySeverity(diagnostics: readonly Diagnostic[]): string {
  return severities
    .map((severity) => {
      const count = diagnostics.filter(({ code }) => severityOf[code] === severity).length;
      return count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`;
    })
    .filter((part) => part !== '')
    .join(', ');
}

const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** Columns of source text; with the line numbers, what fits into a hundred. */
const frameWidth = 92;

type Style = Parameters<typeof styleText>[0];

const severityStyle: Readonly<Record<Severity, Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  note: ['bold', 'cyan'],
};

function printDiagnostic(diagnostic: Diagnostic, settings: ReportSettings): string {
  const { code, message, help, span, related } = diagnostic;
  const severity = severityOf[code];
  const paint = (style: Style, text: string) =>
    settings.colour ? styleText(style, text, { validateStream: false }) : text;

  const lineNumbers = [span, ...related.map((place) => place.span)].map(
    ({ source, start }) => locate(source, start).line,
  );
  const gutter = ' '.repeat(String(Math.max(...lineNumbers)).length);

  const place = (arrow: string, span: Span, mark: string, style: Style, label: string) => {
    const { line, column } = locate(span.source, span.start);
    const file = showPath(span.source.path, settings.workingFolder);
    const location = `${gutter}${paint('blue', arrow)} ${file}:${line}:${column}${label}`;
    if (span.source.text === '') return [location];

    const frame = frameOf(span, frameWidth);
    const bar = paint('blue', `${gutter} |`);
    const number = paint('blue', `${String(frame.line).padStart(gutter.length)} |`);
    const underline = mark.repeat(Math.max(1, columns(frame.marked)));
    const source = `${frame.before}${frame.marked}${frame.after}`;
    return [
      location,
      bar,
      source === '' ? number : `${number} ${source}`,
      `${bar} ${' '.repeat(columns(frame.before))}${paint(style, underline)}`,
    ];
  };

  const title = `${paint(severityStyle[severity], `${severity}[${code}]`)}${paint('bold', `: ${escapeText(message)}`)}`;
  return [
    title,
    ...place('-->', span, '^', severityStyle[severity], ''),
    ...related.flatMap(({ message, span }) =>
      place(':::', span, '-', 'blue', `: ${escapeText(message)}`),
    ),
    ...(help === undefined
      ? []
      : [`${gutter} ${paint('blue', '=')} ${paint('bold', 'help:')} ${escapeText(help)}`]),
  ].join('\n');
}
