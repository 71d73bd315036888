import { expect, test } from 'vitest';
import { memberOf, parseJson } from '../../src/modules/json-value.ts';

test('what is no JSON is null', () => {
  expect([parseJson('{ "a": [1] }'), parseJson('{'), parseJson('')]).toEqual([
    { a: [1] },
    null,
    null,
  ]);
});

test('an object has its own members, and no others', () => {
  const object = JSON.parse('{ "a": 5, "__proto__": 6 }');
  expect(['a', '__proto__', 'b', 'toString'].map((name) => memberOf(object, name))).toEqual([
    5,
    6,
    undefined,
    undefined,
  ]);
});

test.each([[null], [['a']], ['text'], [5]])('%j has no members', (value) => {
  expect(memberOf(value, 'length')).toBeUndefined();
});
