import { describe, expect, test } from 'vitest';
import {
  eventPrinters,
  eventTeller,
  type RunEvent,
  runEvent,
  type WatchEvent,
} from '../../../src/commands/watching/events.ts';

const run: RunEvent = {
  event: 'run',
  changed: ['vms/a.nix'],
  errors: 0,
  warnings: 0,
  outputs: [{ file: 'netvm-injections.nix', state: 'written', vms: ['a', 'sys-net'] }],
  failure: null,
};

const print = (format: string, event: WatchEvent) => eventPrinters[format]?.(event);

describe('pretty', () => {
  test.each<[string, WatchEvent, string | null]>([
    [
      'ready',
      { event: 'ready', files: 3, folders: 1 },
      'watching 3 files in 1 folder; Ctrl-C ends',
    ],
    ['a run that begins', { event: 'run-started', changed: [] }, null],
    ['a run', run, 'vms/a.nix changed: `netvm-injections.nix` is written (a, sys-net)'],
    [
      'many changes',
      { ...run, changed: ['1', '2', '3', '4', '5'], outputs: [] },
      '1, 2, 3 and 2 more changed: ',
    ],
    ['the first run', { ...run, changed: [] }, '`netvm-injections.nix` is written (a, sys-net)'],
    ['errors', { ...run, errors: 2 }, 'vms/a.nix changed: 2 errors, nothing is written'],
    [
      'a file without VMs',
      { ...run, outputs: [{ file: 'host.nix', state: 'written', vms: [] }] },
      'vms/a.nix changed: `host.nix` is written',
    ],
    [
      'a failure',
      { ...run, failure: 'cannot write `x`: permission denied' },
      'vms/a.nix changed: cannot write `x`: permission denied',
    ],
  ])('%s', (_, event, line) => {
    expect(print('pretty', event)).toBe(line);
  });
});

test('gnu: each line names the program, and no number follows a colon', () => {
  const events: readonly WatchEvent[] = [
    { event: 'ready', files: 3, folders: 1 },
    { event: 'run-started', changed: [] },
    { event: 'run-started', changed: ['a.nix'] },
    run,
    { ...run, errors: 1 },
  ];
  expect(events.map((event) => print('gnu', event))).toEqual([
    'vmsilo-nixgen: ready, watching 3 files',
    'vmsilo-nixgen: run started',
    'vmsilo-nixgen: run started, a.nix changed',
    'vmsilo-nixgen: run finished, `netvm-injections.nix` is written (a, sys-net)',
    'vmsilo-nixgen: run finished, 1 error, nothing is written',
  ]);
});

test('json: one versioned object a line', () => {
  expect(print('json', run)).toBe(
    '{"version":1,"event":"run","changed":["vms/a.nix"],"errors":0,"warnings":0,' +
      '"outputs":[{"file":"netvm-injections.nix","state":"written","vms":["a","sys-net"]}],"failure":null}',
  );
});

test('names are escaped for people, and left as they are for programs', () => {
  const event: RunEvent = { ...run, changed: ['a\n.nix'], outputs: [], failure: 'x\u001b' };
  expect(print('gnu', { event: 'run-started', changed: event.changed })).toBe(
    'vmsilo-nixgen: run started, a\\n.nix changed',
  );
  expect(print('pretty', event)).toBe('a\\n.nix changed: x\\u{1b}');
  expect(print('json', event)).toContain('"changed":["a\\n.nix"]');
});

test('severities are those that --strict gives', () => {
  const span = { source: { path: '/a.nix', text: '' }, start: 0, end: 0 };
  const diagnostic = { code: 'no-vms', message: '', span, related: [] } as const;
  const event = (severity: 'error' | 'warning') =>
    runEvent(['/w/a\xff'], [{ ...diagnostic, severity }], [], null, '/w');
  expect(event('error')).toMatchObject({ errors: 1, warnings: 0, changed: ['a\udcff'] });
  expect(event('warning')).toMatchObject({ errors: 0, warnings: 1 });
});

test('under --quiet, people are told of failures only, and programs of everything', () => {
  const told = (format: string) => {
    const lines: string[] = [];
    const tell = eventTeller(
      { format, quiet: true },
      {
        workingFolder: '/',
        colour: false,
        dataColour: false,
        width: 100,
        dataIsShown: false,
        writeData: async () => {},
        writeMessage: (text) => lines.push(text),
      },
    );
    for (const event of [run, { ...run, failure: 'no' }]) tell(event);
    return lines.length;
  };
  expect(['pretty', 'gnu', 'json'].map(told)).toEqual([1, 2, 2]);
});
