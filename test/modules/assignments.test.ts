import { expect, test } from 'vitest';
import { answersFor } from '../../src/modules/assignments.ts';
import type { Span } from '../../src/report/span.ts';
import { force } from '../../src/resolve/thunk.ts';

const span: Span = { source: { path: '<command line>', text: '' }, start: 0, end: 0 };

test('a string is given as it is, and not as Nix', () => {
  const assignment = {
    path: ['config', 'a'],
    span,
    value: { kind: 'string', string: '1 +' },
  } as const;
  const { all, check } = answersFor([assignment], () => {
    throw new Error('no text was given');
  });
  expect(check()).toEqual([]);
  expect(all.map(({ slot }) => force(slot))).toEqual(['1 +']);
});

test('what is no failure of the text is passed on', () => {
  const value = { kind: 'text', source: span.source, folder: '/' } as const;
  const { check } = answersFor([{ path: ['config', 'a'], span, value }], () => {
    throw new Error('out of memory');
  });
  expect(check).toThrow('out of memory');
});
