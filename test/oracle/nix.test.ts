import { describe, expect, it } from 'vitest';
import { evaluate, evaluateEach, needsNix, nixString, nixValue, nixVersion } from './nix.ts';

describe.skipIf(nixVersion === null)(`asking real Nix ${needsNix}`, () => {
  it('gives each of many expressions its own value or error', () => {
    const outcomes = evaluateEach(['1 + 1', 'throw "no"', '[ 1 ] # the end', '{', 'null']);
    expect(outcomes).toEqual([
      { value: 2 },
      { error: expect.stringContaining('no') },
      { value: [1] },
      { error: expect.stringContaining('syntax error') },
      { value: null },
    ]);
  });

  it('throws what Nix says about an error', () => {
    expect(() => evaluate('{ }.a')).toThrow("attribute 'a' missing");
  });

  it('reads the texts and data it is handed as they were', () => {
    const text = 'a "quoted" ${interpolation} \\n and $${both}\r\té';
    expect(evaluate(nixString(text))).toBe(text);
    expect(evaluate(nixValue({ text, list: [1, null] }))).toEqual({ text, list: [1, null] });
  });
});
