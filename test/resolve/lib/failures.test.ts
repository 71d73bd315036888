import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { call } from '../../../src/resolve/apply.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { force } from '../../../src/resolve/thunk.ts';
import { evaluateWith } from '../evaluate.ts';
import { hasNix } from '../nix.ts';
import { print } from './print.ts';

/** What fails in lib, and what is said of it: only what is thrown or asserted can be caught. */
const failures: readonly (readonly [string, string])[] = [
  [
    'cli.toCommandLineGNU { } { "" = true; }',
    'missing-attribute: lib.cli.toCommandLine only accepts non-empty option names',
  ],
  [
    'fileset.toSource { root = sources.cleanSource ./.; fileset = ./.; }',
    'throw: lib.fileset.toSource: `root` is a `lib.sources`-based value, but it should be a path instead',
  ],
  [
    'fileset.gitTracked 1',
    "throw: lib.fileset.gitTracked: expected the argument to be a path, but it's a int instead",
  ],
  [
    'fileset.gitTrackedWith { recurseSubmodules = 1; } ./.',
    'throw: lib.fileset.gitTrackedWith: expected `recurseSubmodules` to be a boolean',
  ],
  [
    'fileset.fileFilter (file: true) 1',
    'throw: lib.fileset.fileFilter: Second argument is of type int, but it should be a path instead',
  ],
  [
    'fileset.fileFilter (file: true) fileset.empty',
    'throw: lib.fileset.fileFilter: Second argument is a file set, but it should be a path instead',
  ],
  ...[
    ['[ 1 ]', 'lists not supported: [\\n  1\\n]'],
    ['{ a = 1; }', 'attrsets not supported: {\\n  a = 1;\\n}'],
    ['(x: x)', 'functions not supported: <function>'],
    ['/x', 'this value is not supported: /x'],
  ].map(
    ([value, what]) =>
      [
        `generators.mkValueStringDefault { } ${value}`,
        `abort: evaluation aborted: generators.mkValueStringDefault: ${what}`,
      ] as const,
  ),
  [
    'fileset.maybeMissing map',
    'throw: lib.fileset.maybeMissing: the argument is of type lambda, but it should be a path instead',
  ],
  [
    'fileset.toSource { fileset = ./.; }',
    'missing-argument: function called without required argument `root`',
  ],
  ['concatStrings [ 1.5 ]', "type: can't turn a float into a string"],
  ['optionalAttrs 5 { }', 'type: expected a Boolean but found an integer'],
  [
    '(extendDerivation 5 { } { outPath = 1; }).outPath',
    'type: expected a Boolean but found an integer',
  ],
  ['fixedWidthString 3 "" "x"', 'limit: fixedWidthString: an empty text never fills it up'],
  ['fixedWidthString 20000 "a" ""', "limit: more than 10000 nested calls (Nix's own limit)"],
  [
    'generators.toPlist { escape = true; } (x: x)',
    'abort: evaluation aborted: generators.toPlist: should never happen',
  ],
  [
    'generators.toDhall { } null',
    'abort: evaluation aborted: generators.toDhall: cannot convert a null to Dhall',
  ],
  [
    'generators.toDhall { } (x: x)',
    'abort: evaluation aborted: generators.toDhall: cannot convert a function to Dhall',
  ],
  [
    'generators.toLua { } (x: x)',
    'abort: evaluation aborted: generators.toLua: type lambda is unsupported',
  ],
  ['generators.withRecursion { depthLimit = "a"; } 1', 'assertion: assertion failed'],
  ["foldl' 1 0 [ ]", 'type: expected a function but found an integer'],
  ['sublist (-1) 2 [ 1 2 3 ]', 'value: list index -1 is out of bounds'],
  ['sublist 1 (-2) [ 1 2 3 ]', 'value: cannot create list of size -2'],
  ['strings.replicate (-1) "a"', 'value: cannot create list of size -1'],
  ['listDfs true (a: b: a < b) [ ]', 'value: list index 0 is out of bounds'],
  ['options.mergeEqualOption [ ] [ ]', 'abort: This case should never happen.'],
  ['strings.cmakeBool "a" 1', 'assertion: assertion failed'],
  [
    'strings.charToInt "ab"',
    'missing-attribute: attribute missing in the table of ASCII characters',
  ],
  ['toInt "1.5"', 'throw: toInt: Could not convert "1.5" to int.'],
  ['fromHexString "xyz"', 'value: fromHexString: this is not a hexadecimal number'],
  ['toBaseDigits 2 "a"', 'assertion: assertion failed'],
  [
    'updateManyAttrsByPath [ { path = [ "a" "b" ]; update = x: 1; } ] { a = 2; }',
    'throw: updateManyAttrsByPath: a path leads through what is no set',
  ],
  [
    'updateManyAttrsByPath [ { path = [ "a" ]; update = x: x; } ] { }',
    "throw: updateManyAttrsByPath: Path 'a' does not exist in the given value",
  ],
  ['misc.getValue { } [ [ ] ] "a"', 'value: `head` takes a list that is not empty'],
  ['misc.closePropagation [ "a" ]', 'type: expected a set but found a string'],
  ['generators.toGitINI { a = 1; }', 'type: expected a set but found an integer'],
  [
    'generators.toGitINI { a = { type = "derivation"; b = { }; }; }',
    'abort: evaluation aborted: generators.mkValueStringDefault: attrsets not supported: { }',
  ],
  [
    'getAttrFromPath [ "a" "b" ] { a = { }; }',
    "abort: evaluation aborted: cannot find attribute 'a.b'",
  ],
  [
    'callPackagesWith { } ({ }: { type = "derivation"; }) { }',
    'throw: function `callPackages` was called on a *single* derivation "<unknown-name>"; did you mean to use `callPackage` instead?',
  ],
  [
    '(mkSinkUndeclaredOptions { }).apply 1',
    'throw: Option value is not readable because the option is not declared.',
  ],
  [
    '(mkRenamedOptionModule [ "a" ] [ "b" ] { config = { a = 1; }; options = { a = { isDefined = true; }; }; }).options.a.apply 1',
    "abort: evaluation aborted: Renaming error: option `b' does not exist.",
  ],
  ['mkRenamedOptionModule [ "a" ] [ "b" ] 1', 'type: expected a set but found an integer'],
  [
    'callPackageWith { } ({ a }: a) { }',
    'abort: evaluation aborted: lib.customisation.callPackageWith: function called without required argument "a"',
  ],
];

test.each(failures)('fails on %s', (text, error) => {
  const shown = evaluateWith(`lib: with lib; ${text}`, { budget: 100_000 }, (slot, evaluation) =>
    print(call(force(slot), createLib(evaluation))),
  );
  expect(shown).toBe(`error: ${error}`);
});

const nixpkgsLib = process.env.NIXPKGS_LIB;

describe.skipIf(!hasNix || nixpkgsLib === undefined)(
  'real Nix, with the lib of NIXPKGS_LIB,',
  () => {
    test.each(failures)('fails on %s', (text, error) => {
      const value = `let lib = import ${nixpkgsLib}/lib; in with lib; ${text}`;
      const caught = `(builtins.tryEval (let value = ${value}; in builtins.deepSeq value value)).success`;
      const { status, stdout } = spawnSync('nix-instantiate', ['--eval', '-E', caught], {
        encoding: 'utf8',
      });
      const isCaught = /^(throw|assertion):/.test(error);
      expect([status, stdout]).toEqual(isCaught ? [0, 'false\n'] : [1, '']);
    });
  },
);
