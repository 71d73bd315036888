import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedText, generalText, jsonNumberText } from '../../src/resolve/float-text.ts';
import { evaluate } from '../oracle/nix.ts';
import { comparedWithNix, hasNix } from './nix.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });

test('a float in JSON reads back as itself', () => {
  fc.assert(
    fc.property(number, (value) => {
      expect(Number(jsonNumberText(value))).toBe(value);
    }),
  );
});

test.each([
  [0.0078125, '0.007812'],
  [0.0234375, '0.023438'],
  [-0.5, '-0.500000'],
  [1e21, '1000000000000000000000.000000'],
  [5e-324, '0.000000'],
  [Number.POSITIVE_INFINITY, 'inf'],
])('%d has six digits behind the point', (value, text) => {
  expect(fixedText(value)).toBe(text);
});

test.each([
  [0, '0'],
  [-0, '-0'],
  [100000, '100000'],
  [1000000, '1e+06'],
  [999999.5, '1e+06'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.5e300, '1.5e+300'],
  [0.1 + 0.2, '0.3'],
])('%d has six significant digits at most', (value, text) => {
  expect(generalText(value)).toBe(text);
});

test.each([
  [100, '100.0'],
  [1e15, '1e+15'],
  [123456789012345.6, '123456789012345.6'],
  [-301.874606, '-301.87460600000003'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
])('%d is JSON with the digits of Nix', (value, text) => {
  expect(jsonNumberText(value)).toBe(text);
});

describe.skipIf(!hasNix)(comparedWithNix, () => {
  test('any float is JSON, and text, as there', () => {
    const values = fc.sample(number, { numRuns: 3000, seed: 1 });
    const json = JSON.stringify(values.map((value) => (Object.is(value, -0) ? 0 : value)));
    const theirs = evaluate(
      `map (value: [ (builtins.toJSON value) (toString value) ])
        (map (value: value + 0.0) (builtins.fromJSON ''${json}''))`,
    );
    const ours = values.map((value) => [jsonNumberText(value + 0), fixedText(value + 0)]);
    expect(ours).toEqual(theirs);
  });
});
