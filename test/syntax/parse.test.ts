import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../src/syntax/parse.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { nixNotation } from './nix-notation.ts';
import { errorsOf, expressionOf, programOf } from './parsed.ts';

beforeAll(loadParser);

/** As `nix-instantiate --parse` prints it. */
const notationOf = (text: string) => nixNotation(expressionOf(text), '/folder');

describe('attribute sets', () => {
  it.each([
    ['{ a.b = 1; a = { c = 2; }; }', '{ a = { b = 1; c = 2; }; }'],
    ['{ a = rec { b = 1; }; a.c = b; }', '{ a = rec { b = 1; c = b; }; }'],
    ['{ a.c = b; a = rec { b = 1; }; }', '{ a = { b = 1; c = b; }; }'],
    ['{ a = { b.c = 1; }; a = { b = { d = 2; }; }; }', '{ a = { b = { c = 1; d = 2; }; }; }'],
    [
      '{ a = { inherit (x) b; }; a = { inherit (y) c; }; }',
      '{ a = { inherit (x) b; inherit (y) c; }; }',
    ],
    ['{ "a b" = 1; ${"c"} = 2; "${d}" = 3; }', '{ "a b" = 1; c = 2; "${(d)}" = 3; }'],
    ['{ ${x}.a = 1; ${x}.b = 2; }', '{ "${x}" = { a = 1; }; "${x}" = { b = 2; }; }'],
    ['let { a = 1; body = a; }', '(rec { a = 1; body = a; }).body'],
  ])('%s', (text, expected) => {
    expect(notationOf(text)).toBe(expected);
  });

  it('keeps source order, and the place of the first definition of a merged set', () => {
    expect(expressionOf('{ b.x = 1; a = 2; b = { y = 3; }; }')).toMatchObject({
      bindings: {
        attributes: [
          {
            name: 'b',
            start: 2,
            end: 3,
            value: {
              start: 2,
              end: 9,
              bindings: {
                attributes: [
                  { name: 'x', start: 4, end: 5 },
                  { name: 'y', start: 24, end: 25 },
                ],
              },
            },
          },
          { name: 'a', start: 11, end: 12 },
        ],
      },
    });
  });

  it.each([
    ['{ a = 1; a = 2; }', ['9-10 duplicate-attribute: attribute `a` is defined twice']],
    ['{ a.b = 1; a.b.c = 2; }', ['13-14 duplicate-attribute: attribute `a.b` is defined twice']],
    ['{ a = 1; a.b = 2; }', ['9-10 duplicate-attribute: attribute `a` is defined twice']],
    [
      '{ a.b.c = 1; a = { b = { c = 2; }; }; }',
      ['25-26 duplicate-attribute: attribute `a.b.c` is defined twice'],
    ],
    [
      '{ inherit a; inherit (b) a; }',
      ['25-26 duplicate-attribute: attribute `a` is defined twice'],
    ],
    ['let ${x} = 1; in 1', ["4-8 dynamic-attribute: `let` can't bind a computed name"]],
    ['{ inherit ${x}; }', ["10-14 dynamic-attribute: `inherit` can't take a computed name"]],
    [
      '{ a = 1; a = 2; b = 3; b = 4; }',
      [
        '9-10 duplicate-attribute: attribute `a` is defined twice',
        '23-24 duplicate-attribute: attribute `b` is defined twice',
      ],
    ],
  ])('%s', (text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });

  it('points to the first definition of a duplicate, and gives the program all the same', () => {
    const { program, diagnostics } = parse({ path: '/test.nix', text: '{ a = 1; a = 2; }' });
    expect(diagnostics).toMatchObject([
      { related: [{ message: 'first defined here', span: { start: 2, end: 3 } }] },
    ]);
    expect(program).not.toBeNull();
  });
});

describe('functions', () => {
  it.each([
    ['a: { b, c ? 1, ... }@d: e', '(a: ({ b, c ? 1, ... } @ d: e))'],
    ['f a b', '(f a b)'],
    ['a |> f x |> g', '(g (f x a))'],
    ['f <| g <| a', '(f (g a))'],
    ['f or x', '(f or x)'],
  ])('%s', (text, expected) => {
    expect(notationOf(text)).toBe(expected);
  });

  it('applies to all arguments at once only what is written side by side', () => {
    expect(expressionOf('f a b')).toMatchObject({ function: { kind: 'variable' } });
    expect(expressionOf('(f a) b')).toMatchObject({ function: { kind: 'apply' } });
    expect(expressionOf('b |> f a')).toMatchObject({ function: { kind: 'apply' } });
  });

  it.each([
    ['{ a, b, a }: 1', ['8-9 duplicate-formal: argument `a` is named twice']],
    ['a@{ a }: 1', ['4-5 duplicate-formal: argument `a` is named twice']],
    ['{ a }@a: 1', ['6-7 duplicate-formal: argument `a` is named twice']],
  ])('%s', (text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });
});

describe('operators and selections', () => {
  it.each([
    ['a.b.c or d.e', '(a).b.c or ((d).e)'],
    ['a ? b."c" && !a ? b', '(((a) ? b.c) && (! ((a) ? b)))'],
    ['-a ++ b', '((__sub 0 a) ++ b)'],
    ['1 * !b + c', '(__mul 1 (! (b + c)))'],
    ['a -> b -> c || d', '(a -> (b -> (c || d)))'],
    ['a // b // c', '(a // (b // c))'],
    ['a - b - c', '(__sub (__sub a b) c)'],
    ['__curPos', '__curPos'],
  ])('%s', (text, expected) => {
    expect(notationOf(text)).toBe(expected);
  });
});

describe('literals', () => {
  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['9223372036854775807', 9223372036854775807n],
    ['007', 7],
    ['.5', 0.5],
    ['1.', 1],
    ['1.5e3', 1500],
  ])('%s', (text, value) => {
    expect(expressionOf(text)).toMatchObject({ value });
  });

  it.each([
    ['9223372036854775808', '0-19 syntax-error: integer `9223372036854775808` is too large'],
    ['1.0e309', '0-7 syntax-error: number `1.0e309` is out of range'],
    ['1.0e-309', '0-8 syntax-error: number `1.0e-309` is out of range'],
  ])('%s', (text, error) => {
    expect(errorsOf(text)).toEqual([error]);
  });

  it('keeps paths as they are written', () => {
    expect(expressionOf('./a/../b')).toMatchObject({ kind: 'path', parts: ['./a/../b'] });
    expect(expressionOf('~/a')).toMatchObject({ kind: 'path', parts: ['~/a'] });
    expect(expressionOf('./a/${b}/c')).toMatchObject({
      kind: 'path',
      parts: ['./a/', { kind: 'variable', name: 'b' }, '/c'],
    });
    expect(expressionOf('<a/b>')).toMatchObject({ kind: 'search-path', path: 'a/b' });
  });

  it('takes URIs for text', () => {
    expect(expressionOf('x:x')).toMatchObject({ kind: 'text', parts: ['x:x'] });
  });
});

describe('nesting', () => {
  it.each([
    ['1', 1],
    ['((1))', 1],
    ['[ 1 ]', 2],
    ['{ a.b = 1; }', 3],
    ['a |> f', 2],
    ['let { body = 1; }', 3],
    ['x: "${x.${y}}"', 4],
  ])('has the height of the tree: %s', (text, height) => {
    expect(programOf(text).height).toBe(height);
  });

  it('is limited by its count only', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(errorsOf(deep)).toEqual([
      '5000-195000 limit-exceeded: expressions nest more than 5000 deep',
    ]);
    const { program } = parse({ path: '/test.nix', text: deep }, { maxNesting: 100_000 });
    expect(program?.height).toBe(100_000);
  });

  it('counts operators on the left', () => {
    const sum = '1 + '.repeat(20_000);
    expect(errorsOf(`${sum}1`)[0]).toContain('limit-exceeded');
    const { program } = parse({ path: '/test.nix', text: `${sum}1` }, { maxNesting: 30_000 });
    expect(program?.height).toBe(20_001);
  });

  it.each([
    '[',
    '(',
    '{ a = ',
    '"${',
    "''${",
    'a.',
    'let ',
    'if ',
    '}',
    ')',
    '<a/',
    '$',
    '@',
  ])('reports 100,000 times %s', (piece) => {
    expect(errorsOf(piece.repeat(100_000))).not.toEqual([]);
  });
});
