import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchAll, matchWhole } from '../../../../src/resolve/builtins/regex/match.ts';
import { compilePattern } from '../../../../src/resolve/builtins/regex/program.ts';
import { defaultLimits, resetStack, shallowBudget } from '../../../../src/resolve/stack.ts';
import { evaluate as evaluateInNix, nixString } from '../../../oracle/nix.ts';
import { comparedWithNix, hasNix } from '../../nix.ts';

test('a repeat of repeats that matches nothing takes no exponential time', () => {
  expect(groupsOf('(x+x+)+y', 'x'.repeat(300))).toBeNull();
  expect(groupsOf('((a*)*)*b', 'a'.repeat(300))).toBeNull();
  expect(groupsOf('(a|a)*(a|a)*(a|a)*b', 'a'.repeat(300))).toBeNull();
});

test('a match is as long as the text, whatever the stack', () => {
  const text = 'a'.repeat(50_000);
  expect(groupsOf('(a|b)*', text)).toEqual(['a']);
  expect(groupsOf('((a)|b)+', text)).toEqual(['a', 'a']);
});

test('all matches of a long text are found in one pass', () => {
  const text = 'a'.repeat(20_000);
  resetStack(defaultLimits, shallowBudget);
  expect(matchAll(compilePattern('a*b'), text)).toEqual([]);
  expect(matchAll(compilePattern('(a*b)?'), text)).toHaveLength(text.length + 1);
});

describe.skipIf(!hasNix)(comparedWithNix, () => {
  test('any pattern matches and splits as there', () => {
    const cases = fc.sample(fc.tuple(patternOf(1), text), { numRuns: 2000, seed: 1 });
    const ours = cases.map(([regex, from]) => [groupsOf(regex, from), split(regex, from)]);
    const inputs = cases.map((pair) => `[ ${pair.map(nixString).join(' ')} ]`).join('\n');
    const theirs = evaluateInNix(`
      let
        apply = f: pair: f (builtins.elemAt pair 0) (builtins.elemAt pair 1);
      in
      map (pair: [ (apply builtins.match pair) (apply builtins.split pair) ]) [ ${inputs} ]`);
    expect(ours).toEqual(theirs);
  });
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{0}', '{2}', '{1,}', '{0,2}', '**');

/** Alternatives, of sequences, of what quantifiers stand behind; nested as deep as said. */
function patternOf(depth: number): fc.Arbitrary<string> {
  const simple = fc.constantFrom('a', 'b', '.', '[^a]', '[bc]');
  const group = depth === 0 ? simple : patternOf(depth - 1).map((inner) => `(${inner})`);
  const atom = fc.oneof({ weight: 2, arbitrary: simple }, { weight: 1, arbitrary: group });
  const term = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(atom, quantifier).map((pair) => pair.join('')) },
    { weight: 1, arbitrary: fc.constantFrom('^', '$') },
  );
  const sequence = fc.array(term, { maxLength: 3 }).map((terms) => terms.join(''));
  return fc.array(sequence, { minLength: 1, maxLength: 2 }).map((all) => all.join('|'));
}

function groupsOf(regex: string, from: string): readonly (string | null)[] | null {
  resetStack(defaultLimits, shallowBudget);
  const match = matchWhole(compilePattern(regex), from);
  return match === null ? null : match.groups.map((group) => group && from.slice(...group));
}

function split(regex: string, from: string): readonly unknown[] {
  const parts: unknown[] = [];
  let end = 0;
  for (const match of matchAll(compilePattern(regex), from)) {
    const groups = match.groups.map((group) => group && from.slice(...group));
    parts.push(from.slice(end, match.start), groups);
    end = match.end;
  }
  return [...parts, from.slice(end)];
}
