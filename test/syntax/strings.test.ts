import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../src/syntax/parser.ts';
import { expressionOf } from './parsed.ts';
import { hasNix, nixEval, withNix } from './real-nix.ts';

beforeAll(loadParser);

/** The text of a string without interpolation. */
function textOf(literal: string): string {
  const expression = expressionOf(literal);
  if (expression.kind !== 'text') throw new Error('not a string');
  return expression.parts.map((part) => (typeof part === 'string' ? part : '?')).join('');
}

describe('a string', () => {
  it.each([
    ['"a\\n\\r\\t\\"\\\\\\${b}\\x"', 'a\n\r\t"\\${b}x'],
    ['"$${a} $ $$"', '$${a} $ $$'],
    ['"a\r\nb\rc\n"', 'a\nb\nc\n'],
    ['"\\\r\n"', '\r\n'],
    ['"\xff\x80"', '\xff\x80'],
  ])('%j', (literal, text) => {
    expect(textOf(literal)).toBe(text);
  });

  it('holds interpolations between texts', () => {
    expect(expressionOf('"a${b}${c}$d"')).toMatchObject({
      parts: ['a', { name: 'b' }, { name: 'c' }, '$d'],
    });
    expect(expressionOf('""')).toMatchObject({ parts: [] });
  });

  it('is any text, if escaped', () => {
    fc.assert(
      fc.property(bytes, (text) => {
        const escaped = text.replace(/["\\]|\$(?=\{)/g, '\\$&').replace(/\r/g, '\\r');
        expect(textOf(`"${escaped}"`)).toBe(text);
      }),
    );
  });
});

describe('an indented string', () => {
  it.each([
    ["''a''", 'a'],
    ["''\n  a\n    b\n''", 'a\n  b\n'],
    ["''\n  a\n\n \n  b\n  ''", 'a\n\n\nb\n'],
    ["''  a\n  b''", 'a\nb'],
    ["''   \n  a''", 'a'],
    ["''\n\ta\n\tb''", '\ta\n\tb'],
    ["''\r\n  a\r\n  b''", '\r\n  a\r\n  b'],
    ["''\n  a\r\n  b''", 'a\r\nb'],
    ["''''' ''$ ''\\n ''\\x ''${a}''", "'' $ \n x ${a}"],
    ["''\n  a\n  ''\\n  b\n  ''", 'a\n\nb\n'],
    ["''\n    a\n  ''\\ta\n  ''", '  a\n\ta\n'],
    ["''$${a} ' $''", "$${a} ' $"],
    ["''\n    ${a}\n      ${b}\n  ''", '?\n  ?\n'],
    ["''\n  ${a}\n b''", ' ?\nb'],
    ["''   ''", ''],
    ["''\n  ''\n", ''],
  ])('%j', (literal, text) => {
    expect(textOf(literal)).toBe(text);
  });

  it('loses the spaces that all its lines begin with', () => {
    fc.assert(
      fc.property(bytes, fc.nat(9), (text, width) => {
        const plain = text.replace(/['$]/g, '');
        const start = `x${plain}`.replaceAll('\n', `\n${' '.repeat(width)}`);
        const unindented = textOf(`''\nx${plain}\n''`);
        expect(textOf(`''\n${' '.repeat(width)}${start}\n''`)).toBe(unindented);
      }),
    );
  });
});

describe.skipIf(!hasNix)(`both forms of strings, ${withNix}`, () => {
  it('have the same value', () => {
    const literals = fc
      .sample(pieces, { numRuns: 1000, seed: 1 })
      .flatMap((content) => [`"${content.replaceAll('"', '')}"`, `''${content}''`])
      .filter((literal) => isString(literal));
    const values = nixEval(`[ ${literals.join('\n')} ]`);
    expect(literals.map(textOf)).toEqual(values);
  });
});

const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', ' ', '\r', '\t', '$', '{', '"', "'", '\\', 'a'),
      fc.integer({ min: 1, max: 255 }).map((byte) => String.fromCharCode(byte)),
    ),
  )
  .map((characters) => characters.join(''));

const pieces = fc
  .array(
    fc.constantFrom(
      ...[
        '\n',
        '\n',
        ' ',
        '  ',
        '\t',
        '\r',
        'a',
        '$',
        "'",
        '"',
        '{',
        '}',
        '\\n',
        "''\\n",
        "'''",
        "''$",
      ],
      ...['\\\\', '\\"', "''\\t", '\r\n', '\n  ', '\n    ', '\n\n'],
    ),
    { maxLength: 14 },
  )
  .map((found) => found.join(''));

function isString(literal: string): boolean {
  try {
    textOf(literal);
    return true;
  } catch {
    return false;
  }
}
