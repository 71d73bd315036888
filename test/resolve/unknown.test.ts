import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';

/** Something unknown, and a set that is known in part. */
const scope =
  'let u = builtins.currentSystem; open = u // { a = 1; }; items = builtins.filter (x: u) [ 1 ]; in';

/** What an expression gives, with `U` for what is {@link scope}'s unknown. */
function shown(text: string): string {
  return evaluate(`${scope} ${text}`).replaceAll('«unknown: builtins.currentSystem»', 'U');
}

function have(values: readonly (readonly [string, string])[]): void {
  test.each(values)('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
}

describe('of a choice that can not be known, what its ways agree in', () => {
  have([
    ['if u then 1 else 1', '1'],
    ['if u then 1 else 2', 'U'],
    ['if u then 1 else 1.0', 'U'],
    ['if u then 1.5 else 1.5', '1.5'],
    ['if u then 1.5 else 2.5', 'U'],
    ['if u then "a" else "a"', '"a"'],
    ['if u then "a" else "b"', 'U'],
    ['if u then null else 1', 'U'],
    ['if u then /a else /a', '/a'],
    ['if u then /a else /b', 'U'],
    ['if u then u else 1', 'U'],
    ['if u then 1 else u', 'U'],
    ['if u then { } else u', 'U'],
    ['if u then [ 1 2 ] else [ 1 3 ]', '[ 1 U ]'],
    ['if u then [ ] else [ 1 ]', '[ U ]'],
    ['if u then items else items', '[ U ]'],
    ['if u then [ 1 ] else items', 'U'],
    ['if u then (x: x) else (x: x)', 'U'],
    ['let f = x: x; in if u then f else f', '<LAMBDA>'],
    ['let f = x: x; in if u then [ f ] else [ f ]', '[ <LAMBDA> ]'],
    ['if u then { a = 1; b = 2; } else { a = 1; c = 3; }', '{ a = 1; U }'],
    ['(if u then { a = 1; b = 2; } else { a = 1; }) ? b', 'U'],
    ['(if u then { a = 1; b = 2; } else { a = 1; }) ? c', 'false'],
    ['(if u then { b = 1; } else open).a', 'U'],
    ['(if u then open else { a = 1; }).a', '1'],
  ]);
});

describe('a way that fails is not the one that Nix goes', () => {
  have([
    ['if u then throw "x" else 1', '1'],
    ['if u then 1 else throw "x"', '1'],
    ['if u then throw "x" else throw "y"', 'error: throw: x'],
    ['assert u; 1', '1'],
    ['assert u; throw "x"', 'error: throw: x'],
    ['u || throw "x"', 'true'],
    ['u && throw "x"', 'false'],
    ['u && 1', 'false'],
  ]);
});

describe('a recursion or a limit says nothing of a way', () => {
  have([
    ['if u then rec { a = a; }.a else 1', 'U'],
    ['u || rec { a = a; }.a', 'U'],
    ['let x = u && x; in x', 'U'],
  ]);
});

describe('logic is decided by either side', () => {
  have([
    ['u || true', 'true'],
    ['u && false', 'false'],
    ['u -> true', 'true'],
    ['true -> u', 'U'],
    ['u || false', 'U'],
    ['u && true', 'U'],
    ['u || u', 'U'],
    ['!u', 'U'],
    ['if !u then 1 else 2', 'U'],
  ]);
});

describe('a comparison is decided by a difference', () => {
  have([
    ['u == u', 'U'],
    ['[ u ] == [ u ]', 'true'],
    ['[ u 1 ] == [ u 2 ]', 'false'],
    ['[ u 1 ] == [ 1 ]', 'false'],
    ['[ 1 ] == [ u ]', 'U'],
    ['items == [ 1 ]', 'U'],
    ['[ 1 ] == items', 'U'],
    ['[ (throw "x") 1 ] == [ 1 2 ]', 'error: throw: x'],
    ['[ u (throw "x") ] == [ 1 1 ]', 'U'],
    ['[ u 1 (throw "x") ] == [ 1 2 1 ]', 'false'],
    ['{ a = throw "x"; b = 1; } == { a = 1; b = 2; }', '«unknown: ==»'],
    ['open == { a = 1; }', 'U'],
    ['{ a = 1; b = 2; } == open', 'U'],
    ['{ a = 2; } == open', 'false'],
    ['items < [ 1 ]', 'U'],
    ['[ 1 ] < items', 'U'],
    ['[ u 2 ] < [ u 3 ]', 'true'],
    ['u < 1', 'U'],
    ['"a" < u', 'U'],
  ]);
});

describe('whether a comparison fails hangs on the order in which Nix compares, which is told where it is caught', () => {
  const one = `(builtins.fromJSON ''{ "a": 1, "b": 1 }'')`;
  have([
    [`(builtins.tryEval (${one} == ${one} // { a = 2; })).success`, 'true'],
    [
      `(builtins.tryEval (${one} == { a = 2; b = throw "x"; })).success`,
      '«unknown: builtins.tryEval»',
    ],
    [
      `(builtins.tryEval ({ a = 2; b = throw "x"; } == ${one})).success`,
      '«unknown: builtins.tryEval»',
    ],
  ]);
});

describe('a set that may be a derivation', () => {
  have([
    ['{ type = "derivation"; outPath = 1; } == { type = "derivation"; outPath = u; }', 'U'],
    ['{ type = "derivation"; outPath = 1; } == (u // { type = "derivation"; })', 'U'],
    ['(u // { type = "derivation"; }) == { type = "derivation"; outPath = 1; }', 'U'],
    ['{ type = u; a = 1; } == { type = "derivation"; a = 2; }', 'U'],
    ['{ type = u; a = 1; } == { type = u; a = 1; }', 'true'],
  ]);
});

describe('attributes that may be there', () => {
  have([
    ['{ ${u} = 1; a = 2; }', '{ a = 2; U }'],
    ['{ a = 2; ${u} = 1; } ? b', 'U'],
    ['rec { a = 1; __overrides = u; b = a; }.b', 'U'],
    ['(rec { a = 1; __overrides = u // { b = 2; }; b = 1; c = b; }).b', '2'],
    ['u.a or 1', '«unknown: u.a»'],
    ['open.b or 1', '«unknown: open.b»'],
    ['u.a.b', '«unknown: u.a.b»'],
    ['u.${"a"}', '«unknown: u.a»'],
    ['open.${u} or 1', 'U'],
    ['{ a = 1; }.${u} or 1', 'U'],
    ['<nixpkgs>.a', '«unknown: <nixpkgs>.a»'],
    ['(if u then { } else { a = 1; }).a', 'U'],
    ['open ? b.c', 'U'],
    ['open ? a.b', 'false'],
    ['{ a = u; } ? a.b', 'U'],
    ['{ } ? ${u}', 'U'],
  ]);
});

describe('a name that may be bound by a with', () => {
  have([
    ['with u; a', '«unknown: a»'],
    ['with open; a', '1'],
    ['with open; b', '«unknown: b»'],
    ['with open; builtins.typeOf 1', '"int"'],
    ['with { a = 1; }; with u; a', '«unknown: a»'],
    ['with { b = 1; }; with open; b', '«unknown: b»'],
    ['with u; with { a = 1; }; a', '1'],
    ['with open; with { }; b', '«unknown: b»'],
  ]);
});

describe('a call', () => {
  have([
    ['u 1 2', 'U'],
    ['open 1', 'U'],
    ['({ a }: a) u', '«unknown: a»'],
    ['({ a }: a) open', '1'],
    ['({ a, b ? 2 }: b) open', '«unknown: b»'],
    ['({ b ? 1 }: b) u', '«unknown: b»'],
    ['({ a, ... }@all: all) open', '{ a = 1; U }'],
  ]);
});

describe('text', () => {
  have([
    ['"a${u}"', 'U'],
    ['"${u}b"', 'U'],
    ['"${open}"', 'U'],
    ['"${{ outPath = u; }}"', 'U'],
    ['"${{ __toString = self: u; }}"', 'U'],
    ['toString [ u ]', 'U'],
    ['toString items', 'U'],
    ['toString (1.0e308 * 10 - 1.0e308 * 10)', '«unknown: NaN»'],
    ['"a" + u', 'U'],
    ['u + "a"', 'U'],
    ['/${u}', 'U'],
    ['/a/${u}/c', 'U'],
    ['~/a', '«unknown: ~/a»'],
  ]);
});

describe('an operand', () => {
  have([
    ['-u', 'U'],
    ['1 + u', 'U'],
    ['1 / u', 'U'],
    ['u / 0', 'U'],
    ['u // 1', 'error: type: expected a set but found an integer'],
    ['u // { a = 1; }', '{ a = 1; U }'],
    ['u ++ [ 1 ]', '[ 1 U ]'],
    ['[ 1 ] ++ u', '[ 1 U ]'],
    ['[ ] ++ u', 'U'],
  ]);
});
