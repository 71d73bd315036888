import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../src/syntax/parse.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { errorsOf } from './parsed.ts';

beforeAll(loadParser);

/** Each error of a text: where it is, what it says, and what to do. */
function explain(text: string): readonly string[] {
  const { program, diagnostics } = parse({ path: '/test.nix', text });
  expect(program).toBeNull();
  return diagnostics.map(({ message, help, span }) => `${span.start}: ${message}; ${help}`);
}

describe('a file that is no text of Nix', () => {
  it.each([
    ['', '0: the file is empty; write a Nix expression'],
    [' \n# a\n/* b */', '0: the file is empty; write a Nix expression'],
    ['\xef\xbb\xbf{ }', '0: the file begins with a byte order mark; save it as UTF-8 without one'],
    ['\xff\xfe{\0 \0}\0', '0: the file is in UTF-16; save it as UTF-8'],
    ['{\0 \0}\0', '0: the file is in UTF-16; save it as UTF-8'],
    ['{ a = 1;\0 }', '8: unexpected NUL byte; remove it: Nix takes it for the end of the file'],
    ['{ a = "\0"; }', "7: a string can't hold a NUL byte; remove it"],
    [
      '{\n<<<<<<< HEAD\n  a = 1;\n=======\n  a = 2;\n>>>>>>> branch\n}',
      '2: unsolved merge conflict; choose a side, and remove the markers',
    ],
  ])('%j', (text, error) => {
    expect(explain(text)).toEqual([error]);
  });
});

it('tells of very many mistakes only the first', () => {
  expect(explain('a = ;\n'.repeat(1_000)).length).toBe(100);
});

describe('brackets, strings and comments that do not match', () => {
  it.each([
    ['{ a = [ 1 2; b = 3; }', '6: this `[` is never closed; add `]`'],
    ['{ a = (1 + ; b = 2; }', '6: this `(` is never closed; add `)`'],
    ['with lib; { a = b c', '10: this `{` is never closed; add `}`'],
    ['{ a = { b = 1; }; } }', '20: `}` closes nothing; remove it'],
    ['{ a = [ 1 2 ); }', '12: `)` closes nothing; remove it, or write `]`'],
    ['{ a = "b; c = 1; }', '6: this string is never closed; add `"`'],
    ['{ a = "${b"; }', '10: this string is never closed; add `"`'],
    ["{ a = ''b; c = 1; }", "6: this string is never closed; add `''`"],
    ['{ a = 1; /* b }', '9: this comment is never closed; add `*/`'],
    ["{ a' = b''; c = [ ; }", '16: this `[` is never closed; add `]`'],
    ['{ /* } */ a = [ ; }', '14: this `[` is never closed; add `]`'],
  ])('%s', (text, error) => {
    expect(explain(text)).toEqual([error]);
  });

  it('finds the bracket by indentation', () => {
    expect(explain('{\n  a = {\n    b = 1;\n  c = 2;\n}\n')).toEqual([
      '8: this `{` is never closed; add `}`',
    ]);
  });

  it('asks for no indentation in very long lines', () => {
    expect(explain(`{ a = {\n  b = {${' '.repeat(1200)}}; }`)).toEqual([
      '0: this `{` is never closed; add `}`',
    ]);
  });

  it('takes a bracket for unclosed by indentation only if a bracket is', () => {
    expect(explain('[\n  [\n]\n  ] "a')).toEqual(['12: this string is never closed; add `"`']);
  });

  it('finds the string by what follows the next quote', () => {
    expect(explain('{\n  a = "b;\n  c = "d";\n  e = "f";\n}\n')).toEqual([
      '8: this string is never closed; add `"`',
    ]);
  });
});

describe("what the parser can't use", () => {
  it.each([
    ['{ a = 1 b = 2; }', '7: missing `;` after the value of `a`; add `;`'],
    ['{ a = 1; b = { c = 2 }; }', '20: missing `;` after the value of `c`; add `;`'],
    ['{ a 1; }', '4: unexpected `1`; write a binding as `name = value;`'],
    ['{ a = ; }', '6: unexpected `;`; expected here: an expression'],
    ['[ 1, 2, 3 ]', '3: unexpected `,`; separate list elements by spaces'],
    ['a == b == c', '7: unexpected `==`; put one comparison into parentheses'],
    ['a |> b <| c', '7: unexpected `<|`; put one pipe into parentheses'],
    ['{ if = 1; }', '2: unexpected `if`; quote the name: `"if"`'],
    ['(then)', '1: unexpected `then`; expected here: an expression'],
    ['{ lib, ... }\n{ a = 1; }', '13: unexpected `{`; expected here: `:`'],
    ['let a = 1; in', '13: unexpected end of file; expected here: an expression'],
    ['{ a = ./b/; }', '6: path `./b/` ends in a slash; remove the slash'],
    [
      '{ a = b ? c.d/e; }',
      '10: unexpected `c.d/e`; this is a path: to divide, put spaces around the `/`',
    ],
    ['a = 1;', '2: unexpected `=`; put bindings between `{` and `}`; `==` compares'],
    [
      '{ a\xc2\xa0= 1; }',
      '3: unexpected `\u00a0` (U+00A0); replace it by a plain space: it looks like one, or like nothing',
    ],
    [
      '{ a = \xe2\x80\x9cb\xe2\x80\x9d; }',
      '6: unexpected `“` (U+201C); write strings between plain quotes: `"…"`',
    ],
  ])('%s', (text, error) => {
    expect(explain(text)).toEqual([error]);
  });
});

describe('a token that is missing', () => {
  it.each([
    ['with', '4: unexpected end of file; expected here: an expression'],
    ['with a', '6: missing `;` after `with a`; add `;`'],
    ['{ a = with b [ c ]; }', '12: missing `;` after `with b`; add `;`'],
    ['{ a = with b [ c ]; d = 1; }', '12: missing `;` after `with b`; add `;`'],
    ['{ a = with b.c [ d ]; }', '14: missing `;` after `with b.c`; add `;`'],
    ['{ a = with import; }', '19: unexpected `}`; expected here: an expression'],
    ['{ a = with import b [ c ]; }', '19: missing `;` after `with import b`; add `;`'],
    ['{ a = with b; }', '14: unexpected `}`; expected here: an expression'],
    ['{ a = assert b c }', '16: missing `;` after what `assert` takes; add `;`'],
    ['{ ${a}.b = c }', '12: missing `;` after the value of `${a}.b`; add `;`'],
    ['{ "a${b}" = c }', '13: missing `;` after the value of `"a${b}"`; add `;`'],
  ])('%s', (text, error) => {
    expect(explain(text)).toEqual([error]);
  });

  const equals = 'bind names in `{ … }` or `let … in`, and compare with `==`';

  it.each([
    ['{ a = if b = c; }', 11],
    ['{ a = if b then c = d; }', 18],
    ['{ a = (b) = c; }', 10],
    ['{ a = assert b = c; }', 15],
  ])('is not the reason for an equals sign: %s', (text, at) => {
    expect(explain(text)).toEqual([`${at}: unexpected \`=\`; ${equals}`]);
  });
});

describe('a comma', () => {
  it.each([
    ['[ "a", b ]', '5: unexpected `,`; separate list elements by spaces'],
    ["[ ''a'', b ]", '7: unexpected `,`; separate list elements by spaces'],
    [
      'f (a, b)',
      '4: unexpected `,`; a call is written `function argument argument`, without commas',
    ],
    ['{ a = 1, b = 2 }', '7: unexpected `,`; end each binding with `;`'],
    ['{ a,, b }: a', '4: unexpected `,`; expected here: a name'],
  ])('%s', (text, error) => {
    expect(explain(text)).toContain(error);
  });
});

describe('several mistakes', () => {
  it('are each reported once', () => {
    expect(errorsOf('{\n  a = ;\n  b = 1;\n  c 2;\n  d = 3;\n  e = 1 < 2 < 3;\n}')).toEqual([
      '8-9 syntax-error: unexpected `;`',
      '23-24 syntax-error: unexpected `2`',
      '47-48 syntax-error: unexpected `<`',
    ]);
  });

  it('are found behind those of the file', () => {
    const text = '\xef\xbb\xbf{\n<<<<<<< a\n  b = 1;\n=======\n  b = 2;\n>>>>>>> c\n  d = ;\n}';
    expect(errorsOf(text)).toEqual([
      '0-3 syntax-error: the file begins with a byte order mark',
      '5-12 syntax-error: unsolved merge conflict',
      '57-58 syntax-error: unexpected `;`',
    ]);
  });
});
