import { describe, expect, test } from 'vitest';
import { diagnosticsOf, unresolved } from '../../src/modules/problems.ts';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import type { Span } from '../../src/report/span.ts';
import { LimitError, NixError } from '../../src/resolve/nix-error.ts';
import { settableAt, unknown } from '../../src/resolve/unknown.ts';

const source = { path: '/tree/configuration.nix', text: 'abcdef' };
const use = spanAt(0);
const inner = spanAt(2);
const outer = spanAt(4);

function spanAt(start: number): Span {
  return { source, start, end: start + 1 };
}

function related({ related: places }: Diagnostic): readonly string[] {
  return places.map(({ message, span }) => `${span.start}: ${message}`);
}

describe('what to do about a failure that is met before or outside of modules', () => {
  test.each([
    [new LimitError('steps', ''), 'limit-exceeded', 'raise the limit with `--max-steps`'],
    [new LimitError(null, ''), 'limit-exceeded', 'Nix may fail here, too'],
    [new NixError('limit', ''), 'limit-exceeded', 'Nix may fail here, too'],
    [new NixError('file-untracked', ''), 'file-untracked', '`git add --intent-to-add` is enough'],
    [new NixError('file-unstaged', ''), 'file-untracked', 'add it with `git add`'],
    [new NixError('entry', ''), 'entry-not-a-module', 'name the file that declares the VMs'],
  ] as const)('%j: %s, %s', (failure, code, help) => {
    expect(diagnosticsOf(failure, use)).toEqual([
      { code, message: '', help: expect.stringContaining(help), span: use, related: [] },
    ]);
  });

  test('is nothing more, of a text that is no Nix', () => {
    const failure = new NixError('syntax', 'this is no Nix', inner);
    expect(diagnosticsOf(failure, use)).toEqual([
      { code: 'syntax-error', message: 'this is no Nix', span: inner, related: [] },
    ]);
  });

  test('is what the failure says, if it does', () => {
    const failure = new NixError('throw', 'no');
    failure.help = 'say yes';
    expect(diagnosticsOf(failure, use)).toMatchObject([{ help: 'say yes' }]);
  });
});

test('a failure is told with the steps to it, each place once, and not its own', () => {
  const failure = new NixError('throw', 'no', inner);
  failure.frames.push(
    { message: 'its own place', span: inner },
    { message: '', span: use },
    { message: 'called here', span: outer },
    { message: 'and here again', span: outer },
  );
  const [told] = diagnosticsOf(failure, use);
  expect(told && related(told)).toEqual(['4: called here']);
});

test('the mistakes of a text are told as they are', () => {
  const mistake: Diagnostic = { code: 'syntax-error', message: 'one', span: inner, related: [] };
  expect(diagnosticsOf(new NixError('syntax', 'all', null, [mistake]), use)).toEqual([mistake]);
});

describe('what can not be known', () => {
  const at = (span: Span | null) => ({ ...unknown('site', 'nobody sets it'), span });

  test('is told with the way to its source, each place once, and not that of its use', () => {
    const way = [
      { message: 'from here', span: outer },
      { message: 'from the use', span: use },
      { message: 'from here again', span: outer },
    ];
    expect(related(unresolved('it', at(inner), use, { way }))).toEqual([
      '4: from here',
      '2: `site` is used here',
    ]);
  });

  test.each([
    ['has no place', null],
    ['is where it is used', use],
    ['is in no text that can be shown', { ...inner, source: { ...source, text: '' } }],
  ])('has no source to show that %s', (_why, span) => {
    expect(related(unresolved('it', at(span), use))).toEqual([]);
  });

  test('can be given by its own path, else by that of the option', () => {
    const settable = settableAt(['site', 'a b'], at(null));
    const option = ['config', 'x'];
    expect([
      unresolved('it', settable, use, { option }).help,
      unresolved('it', at(null), use, { option }).help,
      unresolved('it', at(null), use).help,
    ]).toEqual([
      'write the value here, or give it with `--set \'site."a b"=…\'`',
      "write the value here, or give it with `--set 'config.x=…'`",
      'write the value here, or take it from a file that is read',
    ]);
  });
});
