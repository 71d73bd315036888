import { expect, it } from 'vitest';
import { suggest } from '../../src/report/suggestion.ts';

it.each([
  ['sys-nett', ['work', 'sys-net'], 'sys-net'],
  ['sys-nte', ['sys-net'], 'sys-net'],
  ['ab', ['abc', 'ac'], 'abc'],
  ['firewall', ['sys-net', 'work'], null],
  ['a', ['bc'], null],
  ['', ['ab'], null],
  ['same', ['sane', 'same'], 'same'],
])('%j among %j: %j', (name, candidates, expected) => {
  expect(suggest(name, candidates)).toBe(expected);
});
