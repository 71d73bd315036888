import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { report } from '../../src/report/report.ts';
import { columns } from '../../src/report/width.ts';
import { marked } from './sources.ts';

function print(...diagnostics: Diagnostic[]): string {
  return report(diagnostics, 'pretty', {
    workingFolder: '/tree',
    root: '/tree',
    colour: false,
    width: 100,
  });
}

function finding(text: string, rest: Partial<Diagnostic> = {}): Diagnostic {
  return { code: 'eval-error', message: 'wrong', span: marked(text), related: [], ...rest };
}

/** The line of source and the line of marks below it. */
function frameOf(text: string): readonly string[] {
  return print(finding(text)).split('\n').slice(3, 5);
}

test('a diagnostic with a place in another file and help', () => {
  const diagnostic: Diagnostic = {
    code: 'netvm-not-gateway',
    message: '`sys-net` is no gateway',
    help: 'Set `network.isNetvm = true` in it.',
    span: marked('{\n  banking.network.netvm = |"sys-net"|;\n}\n'),
    related: [
      {
        message: 'it is defined here',
        span: marked(`${'\n'.repeat(11)}  |sys-net| = { };\n`, '/tree/vms/net.nix'),
      },
    ],
  };
  expect(print(diagnostic)).toBe(`\
error[netvm-not-gateway]: \`sys-net\` is no gateway
  --> configuration.nix:2:27
   |
 2 |   banking.network.netvm = "sys-net";
   |                           ^^^^^^^^^
  ::: vms/net.nix:12:3: it is defined here
   |
12 |   sys-net = { };
   |   -------
   = help: Set \`network.isNetvm = true\` in it.
   = see: vmsilo-nixgen explain --code netvm-not-gateway

1 error
`);
});

test('the last line counts by severity', () => {
  const text = print(
    finding('||'),
    finding('x ||'),
    finding('||', { code: 'no-vms' }),
    finding('||', { code: 'slot-collision' }),
  );
  expect(text.split('\n').at(-2)).toBe('2 errors, 1 warning, 1 note');
});

test('imports that are skipped are a line each, before the count', () => {
  const skipped = (text: string): Diagnostic =>
    finding(text, { code: 'import-unknown', message: 'it depends on `pkgs`' });
  expect(print(skipped('[ |a| b ]'), finding('||'), skipped('[ a |b| ]'))).toBe(`\
error[eval-error]: wrong
 --> configuration.nix:1:1
  = see: vmsilo-nixgen explain --code eval-error

note[import-unknown]: 2 imports can't be known and are skipped
  --> configuration.nix:1:3: it depends on \`pkgs\`
  --> configuration.nix:1:5: it depends on \`pkgs\`
  = see: vmsilo-nixgen explain --code import-unknown

1 error, 2 notes
`);
});

test.each([
  ['only one', [finding('[ |a| ]', { code: 'import-unknown' })]],
  [
    'an error each, as --strict makes them',
    ['[ |a| b ]', '[ a |b| ]'].map((text) =>
      finding(text, { code: 'import-unknown', severity: 'error' }),
    ),
  ],
])('imports that are skipped have their source lines where they are %s', (_, diagnostics) => {
  const text = print(...diagnostics);
  expect(text.match(/\^/g)).toHaveLength(diagnostics.length);
  expect(text).not.toContain('are skipped');
});

test('an empty source, or what is no file at all, has a place and no frame', () => {
  expect(print(finding('||'))).toBe(`\
error[eval-error]: wrong
 --> configuration.nix:1:1
  = see: vmsilo-nixgen explain --code eval-error

1 error
`);
});

test('the end of a file after its last line', () => {
  expect(frameOf('a\n||')).toEqual(['2 |', '  | ^']);
});

test('the end of a line is one mark past it', () => {
  expect(frameOf('ab||\nc')).toEqual(['1 | ab', '  |   ^']);
});

test('of a span over several lines, the first', () => {
  expect(frameOf('a = |{\r\n  b = 1;\r\n}|;')).toEqual(['1 | a = {', '  |     ^']);
});

test('a tab is four spaces in both lines', () => {
  expect(frameOf('\ta\t|b|')).toEqual(['1 |     a    b', '  |          ^']);
});

test('wide characters take two columns, combining marks none', () => {
  expect(frameOf('"漢字e\u0301" |"漢"|')).toEqual(['1 | "漢字e\u0301" "漢"', '  |         ^^^^']);
});

test('control characters of the source never reach the terminal', () => {
  expect(frameOf('"\x1b[2J" |"\x07"|')).toEqual([
    '1 | "\\u{1b}[2J" "\\u{7}"',
    '  |             ^^^^^^^',
  ]);
});

test.each([
  ['the middle', `${'a'.repeat(300)}|bbb|${'c'.repeat(300)}`],
  ['the start', `|bbb|${'c'.repeat(600)}`],
  ['the end', `${'漢'.repeat(300)}|bbb|`],
  ['a megabyte', `${'é'.repeat(500_000)}|bbb|${'é'.repeat(500_000)}`],
])('a long line is cut around the place: %s', (_, text) => {
  const [source = '', marks = ''] = frameOf(text);
  expect(columns(source)).toBeLessThanOrEqual(100);
  expect(columns(source)).toBeGreaterThan(80);
  expect(columns(source.slice(0, source.indexOf('b')))).toBe(marks.indexOf('^'));
  expect(marks.match(/\^+/)?.[0]).toBe('^^^');
  expect(source).toContain('…');
});

test('a mark longer than the frame is cut with it', () => {
  const [source = '', marks = ''] = frameOf(`|${'b'.repeat(1000)}|`);
  expect(source.endsWith('b…')).toBe(true);
  expect(marks.length).toBe(source.length - 1);
});

test('colour only where it is asked for', () => {
  const coloured = report([finding('||')], 'pretty', {
    workingFolder: '/tree',
    root: '/tree',
    colour: true,
    width: 100,
  });
  expect(coloured).toContain('\u001b[');
  expect(print(finding('||'))).not.toContain('\u001b');
});
