import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { nixString } from '../../oracle/nix.ts';
import { evaluate } from '../evaluate.ts';
import { comparedWithNix, hasNix } from '../nix.ts';

/** What Nix fails on, and as what: only `throw` and `assertion` can be caught. */
const failures: readonly (readonly [string, string])[] = [
  ['throw "x"', 'throw'],
  ['assert false; 1', 'assertion'],
  ['abort "x"', 'abort'],
  ['throw (throw "inner")', 'throw'],
  ['throw 1', 'type'],
  ['builtins.tryEval (abort "x")', 'abort'],
  ['builtins.tryEval { }.a', 'missing-attribute'],
  ['builtins.add 1 "a"', 'type'],
  ['builtins.add 9223372036854775807 1', 'value'],
  ['builtins.div 1 0', 'value'],
  ['1 / 0', 'value'],
  ['if 1 then 2 else 3', 'type'],
  ['1 + "a"', 'type'],
  ['1 + { }', 'type'],
  ['"${1}"', 'type'],
  ['"${{ }}"', 'type'],
  ['"${x: x}"', 'type'],
  ['./${1}', 'type'],
  ['with 1; a', 'type'],
  ['1 2', 'type'],
  ['{ } 1', 'type'],
  ['({ a }: a) 1', 'type'],
  ['({ a }: a) { a = 1; b = 2; }', 'type'],
  ['({ a }: a) { }', 'missing-argument'],
  ['{ ${1} = 1; }', 'type'],
  ['let a = "b"; in { ${a} = 1; ${a} = 2; }', 'value'],
  ['rec { __overrides = 1; }', 'type'],
  ['/a < "b"', 'type'],
  ['[ 1 ] < [ "a" ]', 'type'],
  ['-"a"', 'type'],
  ['1.5 / 0', 'value'],
  ['builtins.div 1 0.0', 'value'],
  ['builtins.div (-9223372036854775807 - 1) (-1)', 'value'],
  ['builtins.bitAnd 1 1.0', 'type'],
  ['builtins.ceil "1"', 'type'],
  ['builtins.lessThan 1 "a"', 'type'],
  ['builtins.lessThan null null', 'type'],
  ['builtins.lessThan { } { }', 'type'],
  ['[ ] < { }', 'type'],
  ['builtins.functionArgs { __functor = self: { a }: a; }', 'type'],
  ['builtins.length { }', 'type'],
  ['builtins.head [ ]', 'value'],
  ['builtins.tail [ ]', 'value'],
  ['builtins.elemAt [ 1 ] 1', 'value'],
  ['builtins.elemAt [ 1 ] (-1)', 'value'],
  ['map 1 [ 1 ]', 'type'],
  ['map { } [ 1 ]', 'type'],
  ['map [ ] [ 1 ]', 'type'],
  ['builtins.any 1 [ ]', 'type'],
  ['builtins.filter (x: 1) [ 1 ]', 'type'],
  ['builtins.genList (x: x) (-1)', 'value'],
  ['builtins.genList 1 0', 'type'],
  ['builtins.concatLists [ 1 ]', 'type'],
  ['builtins.groupBy (x: x) [ 1 ]', 'type'],
  ['builtins.sort (a: b: 1) [ 1 2 ]', 'type'],
  ['builtins.getAttr "b" { a = 1; }', 'missing-attribute'],
  ['builtins.listToAttrs [ { name = "a"; } ]', 'missing-attribute'],
  ['builtins.removeAttrs { } [ 1 ]', 'type'],
  [
    'builtins.genericClosure { startSet = [ { key = null; } { key = null; } ]; operator = x: [ ]; }',
    'type',
  ],
  ['builtins.genericClosure { startSet = [ { } ]; operator = x: [ ]; }', 'missing-attribute'],
  ['builtins.substring (-1) 1 "a"', 'value'],
  ['builtins.substring (-1) (throw "not reached") "a"', 'value'],
  ['0 // (throw "not reached")', 'type'],
  ['"" / 0', 'value'],
  ['builtins.div "" 0.0', 'value'],
  ['builtins.substring 0 1 1', 'type'],
  ['builtins.concatStringsSep "," [ 1 ]', 'type'],
  ['builtins.replaceStrings [ "a" ] [ ] "a"', 'value'],
  ['builtins.replaceStrings [ "a" ] [ 1 ] "a"', 'type'],
  ['toString (x: x)', 'type'],
  ['toString { }', 'type'],
  ['baseNameOf 1', 'type'],
  ['builtins.toPath "a"', 'value'],
  ['builtins.readFile "a"', 'value'],
  ['builtins.toJSON (x: x)', 'type'],
  ['builtins.toJSON (builtins.substring 0 1 "é")', 'value'],
  ...[
    ['', '[1,]', '01', '1.', '.5', '+1', '[1] 2', 'nul', '{"a" 1}', '{a: 1}', "'a'", '1e999'],
    ['"\\ud800"', '"\\ud800\\u0041"', '"\\udc00"', '"\\u0000"', '"\\x41"', '"\t"', '"a'],
    ['9223372036854775808', '[', '// a', 'NaN'],
  ]
    .flat()
    .map((json) => [`builtins.fromJSON ${nixString(json)}`, 'value'] as const),
  ...[
    ['a = 1979-05-27', 'a = 07:32:00', 'a = 1\na = 2', 'a = 01', 'a = 1.', 'a', 'a =', '= 1'],
    ['[a]\n[a]', 'a.b = 1\n[a]', 'a = { b = 1 }\na.c = 2', 'a = { b = 1, }', 'a = 1 b = 2'],
    ['a = "x\ny"', 'a = 1__0', '[[a]]\n[a]', 'a = [ ]\n[[a]]', '[a]\nb.c = 1\n[a.b]', 'a = 1e400'],
    ['a = "\\u0000"', 'a = "\\ud800"', 'a = "\\x41"', 'a = -0x1', 'a = 99999999999999999999'],
    ['a = 1\n[a.b]', 'a = { b = { } }\n[a.b.c]', 'a = [ { } ]\n[a.b]'],
    ['a = [ 1,, 2 ]', 'a = [ 1 2 ]', "a = 'x", "a = '''x", 'a = """x', 'é = 1', 'a = 1\rb = 2'],
  ]
    .flat()
    .map((toml) => [`fromTOML ${nixString(toml)}`, 'value'] as const),
  ...[
    [
      'a{2,1}',
      'a{2',
      'a{,2}',
      '[b-a]',
      '[a',
      '(',
      ')',
      '*',
      'a|*b',
      '[[:foo:]]',
      '[[:alpha',
      '[[:alpha:',
      '[a-z--0]',
    ],
    ['[-----]', '[[:alpha:]-z]', '\\d', 'a\\', '^*', '[a-b-c]', '[[', '(?:a)', 'a{100000}', '\\}'],
  ]
    .flat()
    .map((pattern) => [`builtins.match ${nixString(pattern)} "a"`, 'value'] as const),
  ['builtins.hashString "sha3" "a"', 'value'],
  [
    'builtins.convertHash { hash = "md5-1B2M2Y8AsgTpgAmY7PhCfg=="; toHashFormat = "base8"; }',
    'value',
  ],
  ['import { a = 1; }', 'type'],
  ['builtins.convertHash { hash = "00"; hashAlgo = "md5"; toHashFormat = "sri"; }', 'value'],
  [
    'builtins.convertHash { hash = "d41d8cd98f00b204e9800998ecf8427e"; toHashFormat = "sri"; }',
    'value',
  ],
  [
    'builtins.convertHash { hash = "md5-1B2M2Y8AsgTpgAmY7PhCfg=="; hashAlgo = "sha1"; toHashFormat = "sri"; }',
    'value',
  ],
  ...[
    ...['d41d8cd98f00b204e9800998ecf8427g', '3y8bwfr609h3lh9ch0izcqq7fe'],
    ...['zy8bwfr609h3lh9ch0izcqq7fl', '1B2M2Y8AsgTpgAmY7PhC!g==', '1B2M2Y8AsgTpgAmY7PhCfgA='],
  ].map(
    (hash) =>
      [
        `builtins.convertHash { hash = "${hash}"; hashAlgo = "md5"; toHashFormat = "sri"; }`,
        'value',
      ] as const,
  ),
  ['builtins.fromJSON ("\\"" + builtins.substring 0 1 "é" + "\\"")', 'value'],
  ['fromTOML ("a = \\"" + builtins.substring 0 1 "é" + "\\"")', 'value'],
  ['builtins.any (x: throw "x") [ 1 ]', 'throw'],
  ['builtins.tryEval (rec { a = a; }.a)', 'infinite-recursion'],
  ['builtins.addDrvOutputDependencies "a"', 'value'],
  ['builtins.findFile [ ] "x"', 'throw'],
];

test.each(failures)('%s', (text, kind) => {
  expect(evaluate(text).split(': ').slice(0, 2)).toEqual(['error', kind]);
});

describe.skipIf(!hasNix)(comparedWithNix, () => {
  test.each(failures)('fails on %s', (text, kind) => {
    const caught = `(builtins.tryEval (${text})).success`;
    const args = ['--eval', '--store', 'dummy://', '-E', caught];
    const { status, stdout } = spawnSync('nix-instantiate', args, { encoding: 'utf8' });
    const isCaught = kind === 'throw' || kind === 'assertion';
    expect([status, stdout]).toEqual(isCaught ? [0, 'false\n'] : [1, '']);
  });
});
