import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codes } from '../../src/report/codes.ts';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { explanationOf } from '../../src/report/explanation.ts';
import { reportFailure } from '../../src/report/failure.ts';
import { formats, report } from '../../src/report/report.ts';
import { strictly } from '../../src/report/strict.ts';
import { encode } from '../../src/report/utf8.ts';
import { marked } from './sources.ts';

const settings = { workingFolder: '/tree/hosts', root: '/tree', colour: false, width: 100 };

const finding: Diagnostic = {
  code: 'netvm-unknown',
  message: 'there is no VM `sys-nte` to route through: 100%',
  help: 'did you mean `sys-net`?',
  span: marked('{\n  é😀 = |"sys-nte"|;\n}', '/tree/hosts/a b,c:d.nix'),
  related: [{ message: 'it is set here', span: marked('|x|', '/tree/vms.nix') }],
};

describe('a diagnostic', () => {
  test('as JSON', () => {
    expect(JSON.parse(report([finding], 'json', settings))).toEqual({
      severity: 'error',
      code: 'netvm-unknown',
      message: 'there is no VM `sys-nte` to route through: 100%',
      help: 'did you mean `sys-net`?',
      file: 'a b,c:d.nix',
      line: 2,
      column: 8,
      endLine: 2,
      endColumn: 17,
      related: [
        {
          message: 'it is set here',
          file: '../vms.nix',
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 2,
        },
      ],
    });
  });

  test('as a workflow command', () => {
    expect(report([finding], 'github', settings)).toBe(
      '::error file=hosts/a b%2Cc%3Ad.nix,line=2,endLine=2,col=8,endColumn=17,title=netvm-unknown' +
        '::there is no VM `sys-nte` to route through: 100%25%0Avms.nix:1:1: it is set here' +
        '%0Ahelp: did you mean `sys-net`?\n',
    );
  });

  test('in a SARIF log', () => {
    const log = JSON.parse(report([finding], 'sarif', settings));
    expect(log.runs[0].columnKind).toBe('unicodeCodePoints');
    expect(log.runs[0].results).toEqual([
      {
        ruleId: 'netvm-unknown',
        ruleIndex: codes.indexOf('netvm-unknown'),
        level: 'error',
        message: {
          text: 'there is no VM `sys-nte` to route through: 100%\ndid you mean `sys-net`?',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'hosts/a%20b%2Cc%3Ad.nix' },
              region: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 17 },
            },
          },
        ],
        relatedLocations: [
          {
            id: 1,
            physicalLocation: {
              artifactLocation: { uri: 'vms.nix' },
              region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
            },
            message: { text: 'it is set here' },
          },
        ],
      },
    ]);
  });

  test('of the command line has no place in a repository', () => {
    const given = { ...finding, related: [], span: marked('--range |x|', '<command line>') };
    expect(report([given], 'github', settings)).toMatch(/^::error title=netvm-unknown::/);
    expect(JSON.parse(report([given], 'sarif', settings)).runs[0].results[0].locations).toEqual([]);
    expect(JSON.parse(report([given], 'json', settings)).file).toBe('<command line>');
  });
});

test('of nothing found, SARIF says so, and what people and editors read is empty', () => {
  expect(JSON.parse(report([], 'sarif', settings)).runs[0].results).toEqual([]);
  expect(
    (['pretty', 'gnu', 'json', 'github'] as const).map((one) => report([], one, settings)),
  ).toEqual(['', '', '', '']);
});

describe('--strict', () => {
  test.each([
    ['netvm-unknown', 'error'],
    ['subnet-without-netvm', 'error'],
    ['import-unknown', 'error'],
    ['vmsilo-enable-unknown', 'error'],
    ['slot-collision', 'note'],
    ['trace', 'note'],
  ] as const)('takes %s for: %s', (code, severity) => {
    const line = report([strictly({ ...finding, code })], 'gnu', settings);
    expect(line).toContain(`: ${severity}: `);
  });
});

const nasty = fc.string({ unit: 'binary' });

const anyDiagnostic = fc
  .record({
    code: fc.constantFrom(...codes),
    message: nasty,
    help: nasty,
    text: nasty,
    path: nasty,
  })
  .map(({ code, message, help, text, path }): Diagnostic => {
    const source = { path: encode(`/tree/${path.replaceAll('\0', '')}`), text: encode(text) };
    const span = { source, start: 0, end: Math.min(3, source.text.length) };
    return { code, message, help, span, related: [{ message, span }] };
  });

describe('whatever is in names and messages', () => {
  test('a diagnostic is one line of gnu, of JSON and of workflow commands', () => {
    fc.assert(
      fc.property(anyDiagnostic, (diagnostic) => {
        for (const format of ['gnu', 'json', 'github'] as const) {
          const printed = report([diagnostic], format, settings);
          expect(printed.split(/[\n\r\u2028\u2029]/)).toHaveLength(2);
        }
      }),
    );
  });

  test('JSON says the same by numbers', () => {
    const text = 'a\u009b\u007f\u202e\u{e0041}b';
    const printed = report([{ ...finding, message: text }], 'json', settings);
    expect(printed).toContain('"a\\u009b\\u007f\\u202e\\udb40\\udc41b"');
    expect(JSON.parse(printed).message).toBe(text);
  });

  test('no control character is printed', () => {
    fc.assert(
      fc.property(anyDiagnostic, (diagnostic) => {
        for (const format of formats) {
          expect(report([diagnostic], format, settings)).not.toMatch(
            /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u,
          );
        }
      }),
    );
  });
});

test('in a GitHub workflow, what is outside of the repository has no place', () => {
  const outside = { ...finding, span: marked('|x|', '/nix/store/a.nix') };
  expect(report([outside], 'github', settings)).toMatch(/^::error title=[^,:]*::there is no VM /);
});

test.each([
  ['netvm-self', '## netvm-self\nIt routes through itself.'],
  ['no-vms', '## no-vms\nThere are none.'],
  ['no-such', null],
  ['netvm', null],
])('the explanation of %s', (code, text) => {
  const page =
    '# Codes\n\n## netvm-self\nIt routes through itself.\n\n## no-vms\nThere are none.\n';
  expect(explanationOf(code, page)).toBe(text);
});

const schemaPath = process.env.SARIF_SCHEMA;
const needsSchema = schemaPath === undefined ? '(SKIPPED: SARIF_SCHEMA is not set)' : '';

test.skipIf(schemaPath === undefined)(
  `SARIF logs are as the schema of version 2.1.0 says ${needsSchema}`,
  () => {
    // It is of draft 4, of which it uses nothing but its name for `$id`.
    const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaPath ?? '', 'utf8'));
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 3 }), (diagnostics) => {
        const log = report(diagnostics, 'sarif', settings);
        validate(JSON.parse(log));
        expect(validate.errors ?? []).toEqual([]);
        validate(JSON.parse(reportFailure('cannot write', 'sarif', log)));
        expect(validate.errors ?? []).toEqual([]);
      }),
    );
  },
);
