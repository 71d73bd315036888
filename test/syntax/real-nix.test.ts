import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../src/syntax/parse.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { nixNotation, normalised } from './nix-notation.ts';
import { hasNix, nixParse, withNix } from './real-nix.ts';

/** So that no name is undefined. */
const scope = 'with { };';
const folder = '/';

beforeAll(loadParser);

describe.skipIf(!hasNix)(`each example of the grammar, ${withNix}`, () => {
  it.each(grammarExamples())('%s: %s', (_file, _name, example) => expectAsNix(example));
});

describe.skipIf(!hasNix)(`what is not syntax, ${withNix}`, () => {
  it.each([
    '{ a.b = 1; a = { c = 2; }; a.d.e = 3; }',
    '{ a = { b.c = 1; }; a = { b = { d = 2; }; }; }',
    '{ a = rec { b = 1; }; a.c = b; }',
    '{ a.c = b; a = rec { b = 1; }; }',
    '{ a = ({ b = 1; }); a.c = 2; }',
    '{ a = { inherit (x) b; }; a.c = 1; a = { inherit (y) d; }; }',
    '{ a = { inherit b; }; a = { inherit c; }; }',
    '{ a = { ${x} = 1; }; a = { ${y} = 2; }; }',
    '{ ${x}.a = 1; ${x}.b = 2; }',
    '{ "a" = 1; ${"b"} = 2; ${"${"c"}"} = 3; ${("d")} = 4; ${http://e} = 5; }',
    "{ ${''a''} = 1; ${''${\"b\"}''} = 2; ${'' ${\"c\"}''} = 3; ${''d${\"\"}''} = 4; }",
    'x."a".${"b"}."${c}" or y',
    'x ? ${"a"}.${b}',
    'let a.${x} = 1; in a',
    'let ${"a"} = 1; in a',
    'let { ${x} = 1; body = 2; }',
    '{ inherit ${"a"} "b"; }',
    '[ __curPos (__curPos: 1) 9223372036854775807 007 1.5 ]',
    '{ a = 1; a = 2; }',
    '{ a = 1; a.b = 2; }',
    '{ a.b = 1; a = 2; }',
    '{ a = { b = 1; }; a.b = 2; }',
    '{ a = let { body = { }; }; a.b = 2; }',
    '{ inherit a; inherit a; }',
    '{ inherit a; a.b = 1; }',
    '{ a.b = 1; inherit (x) a; }',
    'let a = 1; a = 2; in a',
    'let ${x} = 1; in 1',
    'let ${x}.a = 1; in 1',
    '{ inherit ${x}; }',
    '{ inherit "${x}"; }',
    '{ a, b, a }: 1',
    'a@{ a }: 1',
    '{ a }@a: 1',
    '9223372036854775808',
    '-9223372036854775808',
    '1.0e308 1.0e309',
    '1.0e-307 1.0e-309',
    '0.0e999',
    '1\0 2',
    '# \0\n1',
    '"\0"',
    "''\0''",
    '"\x80\xff" ',
    '# a\r1',
    '"a\r\nb\rc\\\r\n"',
    "''\r\n  a\r\n  b''",
    "''\n    a\n   ''\\n  b\n  ''\\t c\n   ''",
  ])('%j', (example) => expectAsNix(example));
});

function expectAsNix(example: string): void {
  // What must come first in a file is tried without the scope.
  const text = /^[ -~]/.test(example) ? `${scope}${example}` : example;
  const { program, diagnostics } = parse({ path: '/test.nix', text });
  const ours =
    program === null || diagnostics.length > 0 ? null : nixNotation(program.body, folder);
  const theirs = nixParse(text, folder);
  expect(ours).toBe(theirs === null ? null : normalised(theirs));
}

/** The file, name and text of each test in grammar/test/corpus. */
function grammarExamples(): readonly (readonly [string, string, string])[] {
  const corpus = new URL('../../grammar/test/corpus/', import.meta.url);
  return readdirSync(corpus).flatMap((file) => {
    const text = readFileSync(new URL(file, corpus), 'latin1');
    const examples = text.matchAll(/^=+\n(.*)\n(?::error\n)?=+\n\n([\s\S]*?)\n\n---$/gm);
    return [...examples].map(([, name = '', example = '']) => [file, name, example] as const);
  });
}
