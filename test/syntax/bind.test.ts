import { beforeAll, describe, expect, it } from 'vitest';
import { bind } from '../../src/syntax/bind.ts';
import type { Binding, Expression } from '../../src/syntax/expression.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { programOf } from './parsed.ts';
import { hasNix, nixParse, withNix } from './real-nix.ts';

beforeAll(loadParser);

const globals = new Set(['true']);

/** The expression in all functions, `let`s and `with`s of a text, once names are bound. */
function innermostIn(text: string): Expression {
  const program = programOf(text);
  bind(program, globals);
  let inner: Expression = program.body;
  while ('body' in inner) inner = inner.body;
  return inner;
}

describe('a variable is bound to', () => {
  it.each<[string, string, Binding]>([
    ['an argument', 'x: x', { kind: 'local', level: 0, index: 0 }],
    ['an argument further out', 'x: y: x', { kind: 'local', level: 1, index: 0 }],
    ['the innermost of a name', 'x: x: x', { kind: 'local', level: 0, index: 0 }],
    ['a formal', '{ a, x }@b: x', { kind: 'local', level: 0, index: 1 }],
    ['the name beside formals', 'x@{ a, b }: x', { kind: 'local', level: 0, index: 2 }],
    ['a name of a let', 'let a = 1; x = 2; in x', { kind: 'local', level: 0, index: 1 }],
    ['a name outside of a with', 'x: with { }; x', { kind: 'local', level: 1, index: 0 }],
    ['a global, before any with', 'with { }; true', { kind: 'global', name: 'true' }],
    ['a name before a global', 'true: true', { kind: 'local', level: 0, index: 0 }],
    ['the withs around it', 'with { }; a: with { }; x', { kind: 'with', levels: [0, 2] }],
  ])('%s', (_what, text, binding) => {
    expect(innermostIn(text)).toMatchObject({ kind: 'variable', binding });
  });
});

describe('an operator that is a call is', () => {
  it.each<[string, string, Binding | null]>([
    ["the program's own", 'let __sub = 1; in a: 2 - 3', { kind: 'local', level: 1, index: 0 }],
    ["Nix's, whatever a with has", 'with { __sub = 1; }; 2 - 3', null],
    ["Nix's, if only another is bound", 'let __mul = 1; in 2 - 3', null],
  ])('%s', (_whose, text, redefined) => {
    const operation = innermostIn(text);
    if (operation.kind !== 'binary') throw new Error('no operation');
    expect(operation.redefined ?? null).toEqual(redefined);
  });
});

/** Texts, and the names in them that are in no scope. */
const texts: readonly (readonly [string, readonly string[]])[] = [
  ['{ x = 1; y = x; }', ['x']],
  ['rec { x = 1; y = x; }', []],
  ['let x = x; in 1', []],
  ['let { body = x; x = 1; }', []],
  ['(x: 1) x', ['x']],
  ['rec { inherit x; }', ['x']],
  ['let x = 1; in rec { inherit x; }', []],
  ['{ inherit (x) x; }', ['x']],
  ['rec { inherit (x) x; }', []],
  ['{ x = 1; ${x} = 2; }', ['x']],
  ['rec { x = "a"; ${x} = 2; }', []],
  ['rec { "${y}" = 1; y = "x"; z = x; }', ['x']],
  ['{ a ? b, b }: a', []],
  ['{ a ? c, b }: a', ['c']],
  ['{ a ? c }@c: a', []],
  ['with x; y', ['x']],
  ['with { }; y', []],
  ['[ x (-y) (!z) ]', ['x', 'y', 'z']],
  ['x.x.${y} or z', ['x', 'y', 'z']],
  ['x ? x.${y}', ['x', 'y']],
  ['"${x}" + ./${y}', ['x', 'y']],
  ['if x then y else z', ['x', 'y', 'z']],
  ['assert x; y', ['x', 'y']],
];

describe('a name that is in no scope is told', () => {
  it.each(texts)('%s', (text, names) => {
    const told = bind(programOf(text), globals).map(({ span }) => text.slice(span.start, span.end));
    expect(told).toEqual(names);
  });

  it.skipIf(!hasNix).each(texts)(`${withNix}: %s`, (text, names) => {
    expect(nixParse(text, '/') === null).toBe(names.length > 0);
  });
});
