import { expect, test } from 'vitest';
import { unknown } from '../../src/resolve/unknown.ts';
import { updateSets } from '../../src/resolve/update.ts';
import { attributeSet, setOf } from '../../src/resolve/value.ts';
import { print } from './print.ts';

const cause = unknown('inputs.x', 'it is not read');

test('what the right set may define is unknown in the left one', () => {
  const left = setOf([
    ['a', 1],
    ['b', 2],
  ]);
  const right = attributeSet(new Map([['b', { slot: 3, span: null }]]), cause);
  expect(print(updateSets(left, right))).toBe(
    '{ a = «unknown: inputs.x»; b = 3; «unknown: inputs.x» }',
  );
});

test('what the right set can not define stays known in the left one', () => {
  const right = attributeSet(new Map(), cause, new Set(['c']));
  expect(print(updateSets(setOf([['a', 1]]), right))).toBe('{ a = 1; «unknown: inputs.x» }');
});
