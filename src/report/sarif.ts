import { posix } from 'node:path';
import { type Code, codes, type Severity, severityOf } from './codes.ts';
import { type Diagnostic, severityIn } from './diagnostic.ts';
import { printJson } from './json-text.ts';
import { locate } from './location.ts';
import { relativePath } from './path.ts';
import type { ReportSettings } from './settings.ts';
import type { Span } from './span.ts';
import { encode } from './utf8.ts';

/** One log of SARIF 2.1.0 (OASIS), with every code as a rule; without diagnostics, too. */
export function sarif(
  diagnostics: readonly Diagnostic[],
  settings: Pick<ReportSettings, 'root'>,
): string {
  const log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'vmsilo-nixgen', rules: codes.map(ruleOf) } },
        columnKind: 'unicodeCodePoints',
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, settings)),
      },
    ],
  };
  return `${printJson(log)}\n`;
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'note',
};

function ruleOf(code: Code) {
  return {
    id: code,
    help: { text: `vmsilo-nixgen explain --code ${code}` },
    defaultConfiguration: { level: levels[severityOf[code]] },
  };
}

function resultOf(diagnostic: Diagnostic, settings: Pick<ReportSettings, 'root'>) {
  const { code, message, help, span, related } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severityIn(diagnostic)],
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: locationsOf(span, settings),
    relatedLocations: related.flatMap((one, index) =>
      locationsOf(one.span, settings).map((location) => ({
        id: index + 1,
        ...location,
        message: { text: one.message },
      })),
    ),
  };
}

/** What is in no file has no location. */
function locationsOf({ source, start, end }: Span, { root }: Pick<ReportSettings, 'root'>) {
  if (!posix.isAbsolute(source.path)) return [];
  const first = locate(source, start);
  const last = locate(source, end);
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: uriOf(relativePath(source.path, root)) },
        region: {
          startLine: first.line,
          startColumn: first.column,
          endLine: last.line,
          endColumn: last.column,
        },
      },
    },
  ];
}

/** A relative reference (RFC 3986) of a path: each byte that is not plain is encoded. */
function uriOf(path: string): string {
  return encode(path).replace(/[^A-Za-z0-9._~/-]/g, (byte) => {
    const digits = byte.charCodeAt(0).toString(16).toUpperCase();
    return `%${digits.padStart(2, '0')}`;
  });
}
