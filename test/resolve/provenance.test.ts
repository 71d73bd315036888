import { expect, it } from 'vitest';
import { set } from '../../src/resolve/demand.ts';
import { originOf } from '../../src/resolve/provenance.ts';
import { force } from '../../src/resolve/thunk.ts';
import { evaluateWith } from './evaluate.ts';

/** The attribute `v` of a set must be found where `<<` and `>>` stand around it in the program. */
function expectOrigin(program: string): void {
  const start = program.indexOf('<<');
  const end = program.indexOf('>>') - 2;
  const text = program.replace('<<', '').replace('>>', '');
  const found = evaluateWith(text, {}, (value) => {
    const attribute = set(value).attributes.get('v');
    force(attribute?.slot ?? null);
    const { span } = originOf(attribute?.slot ?? null);
    return span === null ? 'nowhere' : span.source.text.slice(span.start, span.end);
  });
  expect(found).toBe(text.slice(start, end));
}

it.each([
  ['a literal', '{ v = <<"a">>; }'],
  ['a name', 'let n = <<"a">>; in { v = n; }'],
  ['names of names', 'let n = m; m = <<"a">>; in { v = n; }'],
  ['an inherited name', 'let v = <<"a">>; in { inherit v; }'],
  ['inherit from a set', 'let s = { v = <<"a">>; }; in { inherit (s) v; }'],
  ['a recursive set', 'rec { n = <<"a">>; v = n; }'],
  ['with', 'with { n = <<"a">>; }; { v = n; }'],
  ['a selection', 'let s = { a.b = <<"a">>; }; in { v = s.a.b; }'],
  ['a default of a selection', '{ v = { }.a or <<"a">>; }'],
  ['the branch taken', '{ v = if 1 < 2 then <<"a">> else "b"; }'],
  ['behind an assertion', '{ v = assert true; <<"a">>; }'],
  ['inside a let', '{ v = let n = <<"a">>; in n; }'],
  ['an argument', 'let f = x: x; in { v = f <<"a">>; }'],
  ['a function body', 'let f = x: <<"a">>; in { v = f 1; }'],
  ['a curried function', 'let f = x: y: x; in { v = f <<"a">> 2; }'],
  ['a formal', 'let f = { n, m ? 1 }: n; in { v = f { n = <<"a">>; }; }'],
  ['the default of a formal', 'let f = { n ? <<"a">> }: n; in { v = f { }; }'],
  ['a functor', 'let f = { __functor = self: x: self.n; n = <<"a">>; }; in { v = f 1; }'],
  ['an updated set', '({ v = "b"; } // { v = <<"a">>; })'],
  ['a set from a function', 'let f = x: { v = x; }; in f <<"a">>'],
  ['what is computed, where it is', 'let n = "a"; in { v = <<n + "b">>; }'],
  ['interpolated text, where it is', 'let n = "a"; in { v = <<"${n}b">>; }'],
])('%s', (_title, program) => expectOrigin(program));

it('names the calls that a value came through, the nearest first', () => {
  const text = 'let f = x: g x; g = y: y; in { v = f "a"; }';
  const calls = evaluateWith(text, {}, (value) => {
    const slot = set(value).attributes.get('v')?.slot ?? null;
    force(slot);
    const spans = originOf(slot).calls;
    return spans.map(({ source, start, end }) => source.text.slice(start, end)).join(', ');
  });
  expect(calls).toBe('f "a", g x');
});
