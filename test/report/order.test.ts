import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { inOrder } from '../../src/report/order.ts';
import type { Source } from '../../src/report/span.ts';

const a: Source = { path: '/a.nix', text: '{ }' };
const b: Source = { path: '/b.nix', text: '{ }' };

function finding(source: Source, start: number, message = 'm'): Diagnostic {
  return { code: 'eval-error', message, span: { source, start, end: 3 }, related: [] };
}

test('sorts by file, then by place', () => {
  const first = finding(a, 0);
  const second = finding(a, 2);
  const third = finding(b, 1);
  expect(inOrder([third, second, first])).toEqual([first, second, third]);
});

test('keeps one of equal findings, also of one file read twice', () => {
  expect(inOrder([finding(a, 0), finding({ ...a }, 0), finding(a, 0, 'other')])).toEqual([
    finding(a, 0),
    finding(a, 0, 'other'),
  ]);
});
