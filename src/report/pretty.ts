import type { Code, Severity } from './codes.ts';
import { count } from './count.ts';
import { type Diagnostic, severityIn } from './diagnostic.ts';
import { frameOf } from './frame.ts';
import { locate } from './location.ts';
import { type Paint, painter, type Style } from './paint.ts';
import { showPlace } from './path.ts';
import { escapeText } from './quote.ts';
import type { ReportSettings } from './settings.ts';
import type { Span } from './span.ts';
import { columns } from './width.ts';

/**
 * For people: each diagnostic with the source lines that matter and, once a code, where to read more of it; imports
 * that are left out in a line each, if there are several; and a last line that counts.
 */
export function pretty(diagnostics: readonly Diagnostic[], settings: ReportSettings): string {
  if (diagnostics.length === 0) return '';
  const skipped = diagnostics.filter(isSkippedImport);
  const listed = skipped.length > 1 ? skipped : [];
  const told = new Set<Code>();
  const paragraphs = diagnostics
    .filter((diagnostic) => !listed.includes(diagnostic))
    .map((diagnostic) => {
      const isFirst = !told.has(diagnostic.code);
      told.add(diagnostic.code);
      return printDiagnostic(diagnostic, isFirst, settings);
    });
  if (listed.length > 0) paragraphs.push(printSkippedImports(listed, settings));
  return `${[...paragraphs, countBySeverity(diagnostics)].join('\n\n')}\n`;
}

function isSkippedImport({ code, severity }: Diagnostic): boolean {
  return code === 'import-unknown' && severity === undefined;
}

function printSkippedImports(
  skipped: readonly Diagnostic[],
  { workingFolder, colour }: ReportSettings,
): string {
  const paint = painter(colour);
  const lines = skipped.map(({ message, span }) => {
    const place = showPlace(span, workingFolder);
    return `  ${paint('blue', '-->')} ${place}: ${escapeText(message)}`;
  });
  const title = `${skipped.length} imports can't be known and are skipped`;
  return [
    `${paint(severityStyle.note, 'note[import-unknown]')}${paint('bold', `: ${title}`)}`,
    ...lines,
    seeAlso('import-unknown', ' ', paint),
  ].join('\n');
}

function seeAlso(code: Code, gutter: string, paint: Paint): string {
  return `${gutter} ${paint('blue', '=')} ${paint('dim', `see: vmsilo-nixgen explain --code ${code}`)}`;
}

/** `2 errors, 1 warning` */
function countBySeverity(diagnostics: readonly Diagnostic[]): string {
  return severities
    .map((severity) => {
      const number = diagnostics.filter((one) => severityIn(one) === severity).length;
      return number === 0 ? '' : count(number, severity);
    })
    .filter((part) => part !== '')
    .join(', ');
}

const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** Columns that stand before a line of source text, with room for line numbers of five digits. */
const margin = 8;

/** Less is not worth a frame. */
const leastFrameWidth = 32;

const severityStyle: Readonly<Record<Severity, Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  note: ['bold', 'cyan'],
};

/** @param isFirst of its code */
function printDiagnostic(
  diagnostic: Diagnostic,
  isFirst: boolean,
  settings: ReportSettings,
): string {
  const { code, message, help, span, related } = diagnostic;
  const severity = severityIn(diagnostic);
  const paint = painter(settings.colour);
  const frameWidth = Math.max(leastFrameWidth, settings.width - margin);

  const lineNumbers = [span, ...related.map((place) => place.span)].map(
    ({ source, start }) => locate(source, start).line,
  );
  const gutter = ' '.repeat(String(Math.max(...lineNumbers)).length);

  const place = (arrow: string, span: Span, mark: string, style: Style, label: string) => {
    const where = showPlace(span, settings.workingFolder);
    const location = `${gutter}${paint('blue', arrow)} ${where}${label}`;
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
    ...(isFirst ? [seeAlso(code, gutter, paint)] : []),
  ].join('\n');
}
