import { expect, test } from 'vitest';
import { call } from '../../src/resolve/apply.ts';
import { compileProgram } from '../../src/resolve/compile/index.ts';
import { createLib } from '../../src/resolve/lib/index.ts';
import { LimitError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack, StackHandover } from '../../src/resolve/stack.ts';
import { force } from '../../src/resolve/thunk.ts';
import { unknown } from '../../src/resolve/unknown.ts';
import { setOf } from '../../src/resolve/value.ts';
import { programOf } from '../syntax/parsed.ts';
import { evaluateWith } from './evaluate.ts';

/** Each nests without end: `set` and `list` by what is in them, the others by what they evaluate. */
test.each([
  'builtins.toJSON list',
  'builtins.toXML set',
  'builtins.deepSeq list 1',
  'set == (f 1)',
  'list == (g 1)',
  'list < (g 1)',
  '"${text}"',
  'toString list',
  'let f = n: { ${f n} = 1; }; in f 1',
  'let f = n: if pkgs then 1 + f n else 2 + f n; in f 1',
  'let f = n: pkgs && (f n) && true; in f 1',
  'let f = n: builtins.sort (a: b: f n) [ 1 2 ]; in f 1',
  'let __lessThan = x: y: (0 >= 0) -> 0; in 0 < 0',
  'lib.flatten list',
  'lib.collect lib.isString set',
  'lib.compareLists lib.compare list (g 1)',
  'lib.generators.toPretty { } set',
  'lib.generators.toPlist { } set',
  'lib.generators.toPlist { } list',
  'lib.generators.toLua { } set',
  'lib.generators.toDhall { } set',
  'lib.generators.toGitINI { a = set; }',
  'builtins.deepSeq (lib.recursiveUpdate set set) 1',
])('%s is given to a larger stack before it overflows this one', (expression) => {
  const text = `{ lib, pkgs }:
    let
      f = n: { a = f n; };
      g = n: [ (g n) ];
      h = n: { outPath = h n; };
      set = f 1;
      list = g 1;
      text = h 1;
    in
    ${expression}`;
  const run = () =>
    evaluateWith(text, {}, (slot, evaluation) => {
      const args = setOf([
        ['lib', createLib(evaluation)],
        ['pkgs', unknown('pkgs', 'it is not known')],
      ]);
      return String(call(force(slot), args));
    });
  expect(run).toThrow(StackHandover);
});

test.each([
  ['a larger stack', 1_000, StackHandover],
  ['no stack, if it is beyond the limit', 100, LimitError],
])('a file that nests too deeply for this stack is given to %s', (_what, depth, signal) => {
  const program = programOf('['.repeat(60) + ']'.repeat(60));
  const { source } = program;
  const unit = {
    source,
    directory: '/',
    copiedFrom: null,
    globals: new Map(),
    searchPath: () => null,
  };
  resetStack({ ...defaultLimits, depth }, 100);
  expect(() => compileProgram(program, unit)).toThrow(signal);
});
