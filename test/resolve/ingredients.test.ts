import { expect, test } from 'vitest';
import { set } from '../../src/resolve/demand.ts';
import { ingredientsOf } from '../../src/resolve/ingredients.ts';
import { force } from '../../src/resolve/thunk.ts';
import { evaluateWith } from './evaluate.ts';

/** What the attribute `v` of a set was made from, as `name = value`. */
function ingredientsIn(program: string): string {
  return evaluateWith(program, {}, (value) => {
    const slot = set(value).attributes.get('v')?.slot ?? null;
    force(slot);
    return ingredientsOf(slot)
      .map((each) => `${each.expression} = ${JSON.stringify(each.value)}`)
      .join('; ');
  });
}

test.each([
  ['text', 'let zone = "sys"; in { v = "${zone}-net"; }', 'zone = "sys"'],
  ['a selection', 'let s.zone = "sys"; in { v = s.zone + "-net"; }', 's.zone = "sys"'],
  ['an argument', 'let f = x: x + 1; n = 2; in { v = f n * 3; }', 'n = 2'],
  ['elements', 'let a = true; b = 1; in { v = [ a b ]; }', 'a = true; b = 1'],
  ['what is negated', 'let n = 2; off = false; in { v = [ (-n) (!off) ]; }', 'n = 2; off = false'],
  ['each once', 'let a = "x"; in { v = a + a; }', 'a = "x"'],
  ['no set, list or function', 'let a = { }; b = [ ]; c = x: x; in { v = [ a b c ]; }', ''],
  ['nothing that fails', 'let a = throw "x"; b = "y"; in { v = [ a b ]; }', 'b = "y"'],
  ['nothing of a literal', '{ v = "a"; }', ''],
])('%s', (_name, program, expected) => {
  expect(ingredientsIn(program)).toBe(expected);
});

test('text is shown up to sixty bytes', () => {
  const ofLength = (length: number) =>
    ingredientsIn(`let a = "${'x'.repeat(length)}"; in { v = a + ""; }`);
  expect(ofLength(60)).toBe(`a = "${'x'.repeat(60)}"`);
  expect(ofLength(61)).toBe('a = null');
});

test('six are told at most', () => {
  const names = [...'abcdefgh'];
  const bound = names.map((name) => `${name} = 1;`).join(' ');
  const told = ingredientsIn(`let ${bound} in { v = [ ${names.join(' ')} ]; }`);
  expect(told).toBe('a = 1; b = 1; c = 1; d = 1; e = 1; f = 1');
});
