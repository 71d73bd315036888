import { expect, it } from 'vitest';
import { traces } from '../../src/resolve/trace.ts';
import { evaluate } from './evaluate.ts';

it('tells what a program traces, where it does, and gives the value', () => {
  traces.told = [];
  expect(evaluate('builtins.trace "a" 1 + builtins.warn "b" 2 + builtins.trace { } 3')).toBe('6');
  expect(traces.told).toMatchObject([
    { kind: 'trace', message: 'a', span: { start: 0, end: 20 } },
    { kind: 'warning', message: 'b', span: { start: 23, end: 42 } },
    { kind: 'trace', message: '«a set»' },
  ]);
});

it('tells nothing that is not evaluated', () => {
  traces.told = [];
  expect(evaluate('{ a = builtins.trace "a" 1; b = 2; }.b')).toBe('2');
  expect(traces.told).toEqual([]);
});
