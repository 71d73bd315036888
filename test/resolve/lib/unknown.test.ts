import { describe, expect, test } from 'vitest';
import { call } from '../../../src/resolve/apply.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { delay, force } from '../../../src/resolve/thunk.ts';
import { unknown } from '../../../src/resolve/unknown.ts';
import { attributeSet, setOf } from '../../../src/resolve/value.ts';
import { evaluateWith } from '../evaluate.ts';
import { print } from './print.ts';

/** What an expression over `lib`, the unknown `pkgs` and the partly known `part` (`{ a = 1; … }`) gives. */
function evaluate(expression: string): string {
  return evaluateWith(
    `{ lib, pkgs, part }: ${expression}`,
    { budget: 100_000 },
    (slot, evaluation) => {
      const pkgs = unknown('pkgs', 'it is not known');
      const part = attributeSet(new Map([['a', { slot: 1, span: null }]]), pkgs);
      const args = setOf([
        ['lib', createLib(evaluation)],
        ['pkgs', pkgs],
        ['part', part],
      ]);
      return print(delay(() => call(force(slot), args)));
    },
  );
}

const renaming =
  'lib.head (lib.mkRenamedOptionModule [ "a" ] [ "b" ] { config = { }; options = pkgs.x; }).config.content.contents';

const whenUnknown = '{ _type = "if"; condition = «unknown: pkgs.version»; content = 2; }';

describe('what does not hang on an unknown value stays known', () => {
  test.each([
    [
      'lib.mkIf pkgs.x { a = 1; }',
      '{ _type = "if"; condition = «unknown: pkgs.x»; content = { a = 1; }; }',
    ],
    ['lib.optionals pkgs.x [ ]', '[ ]'],
    ['(lib.types.submodule { }).description', '"submodule"'],
    [
      '(lib.types.submodule { freeformType = lib.types.str; }).description',
      '«unknown: types.submodule.description»',
    ],
    [
      '(lib.types.submodule { freeformType = lib.types.str; }).nestedTypes',
      '{ «unknown: types.submodule.nestedTypes.freeformType» }',
    ],
    ['(lib.types.submodule { }).nestedTypes', '{ }'],
    [
      '(lib.types.submodule { options = { }; }).emptyValue',
      '{ value = «unknown: types.submodule.emptyValue.value»; }',
    ],
    [
      'map dirOf [ "a//b" "///a" "//" ]',
      '[ «unknown: dirOf `a//b`» «unknown: dirOf `///a`» «unknown: dirOf `//`» ]',
    ],
    ['let inherit (pkgs.a) x; in x', '«unknown: pkgs.a.x»'],
    ['let inherit (lib.id pkgs) x; in x', '«unknown: pkgs»'],
    ['lib.optional pkgs.x 1', '[ «unknown: pkgs.x» ]'],
    ['lib.optionalAttrs pkgs.x { a = 1; }', '{ «unknown: pkgs.x» }'],
    ['lib.optionalString pkgs.x ""', '""'],
    [
      'lib.recursiveUpdate { a.b = pkgs.x; a.c = 1; } { a.d = 2; }',
      '{ a = { b = «unknown: pkgs.x»; c = 1; d = 2; }; }',
    ],
    [
      'lib.recursiveUpdate pkgs.x { a = 1; b.c = 2; }',
      '{ a = 1; b = { c = 2; «unknown: pkgs.x» }; «unknown: pkgs.x» }',
    ],
    ['lib.recursiveUpdate { a = 1; } pkgs.x', '{ a = «unknown: pkgs.x»; «unknown: pkgs.x» }'],
    ['lib.mapAttrsRecursive (_: v: v) part', '{ a = 1; «unknown: pkgs» }'],
    ['lib.filterAttrs (n: _: n == "a") part', '{ a = 1; «unknown: pkgs» }'],
    ['lib.filterAttrs (_: v: v == 1) { a = 1; b = pkgs.x; }', '{ a = 1; «unknown: pkgs.x» }'],
    ['lib.attrByPath [ "a" ] 0 part', '1'],
    ['lib.attrByPath [ "b" ] 0 part', '«unknown: pkgs»'],
    ['lib.hasAttrByPath [ "a" ] part', 'true'],
    ['lib.mod 1 0', 'error: value: division by zero'],
    ['lib.range 1 1000000000', 'error: limit: gave up after 4000000 evaluation steps'],
    ['lib.elem "x86_64-linux" lib.platforms.linux', 'true'],
    ['lib.elem "x86_64-linux" lib.systems.doubles.all', 'true'],
    ['lib.elem "x86_64-darwin" lib.platforms.darwin', '«unknown: lib.platforms»'],
    ['lib.platforms.mips', '«unknown: lib.platforms.mips»'],
    ['(lib.genAttrs lib.systems.flakeExposed (system: system)).x86_64-linux', '"x86_64-linux"'],
    [
      '(lib.genAttrs lib.systems.flakeExposed (system: system)) ? x86_64-darwin',
      '«unknown: lib.systems.flakeExposed»',
    ],
    ['lib.genAttrs [ "a" ] (_: pkgs.x)', '{ a = «unknown: pkgs.x»; }'],
    ['lib.mergeAttrsList [ { a = 1; } part { b = 2; } ]', '{ a = 1; b = 2; «unknown: pkgs» }'],
    ["lib.foldl' (acc: _: acc + 1) 0 [ pkgs.x pkgs.y ]", '2'],
    ...[
      "lib.foldl' (_: item: item) pkgs.x [ 1 ]",
      "lib.foldl' (_: item: item) 0 [ pkgs.x 1 ]",
      'lib.foldlAttrs (_: _: value: value) 0 { a = pkgs.x; b = 1; }',
      'lib.pipe 0 [ (_: pkgs.x) (_: 1) ]',
      'lib.traceValFn (_: pkgs.x) 1',
      'lib.traceSeqN 1 { a = pkgs.x; } 1',
    ].flatMap((text) => [
      [text, '1'],
      [`(builtins.tryEval (${text})).success`, '«unknown: builtins.tryEval»'],
    ]),
    ['lib.elem 1 [ pkgs.x 1 ]', 'true'],
    ['lib.elem 2 [ pkgs.x 1 ]', '«unknown: pkgs.x»'],
    ['lib.or pkgs.x true', 'true'],
    ['lib.and pkgs.x false', 'false'],
    ['lib.warnIf pkgs.x "w" 1', '1'],
    ['lib.throwIf pkgs.x "w" 1', '1'],
    ['builtins.length (lib.lists.flatten [ 1 pkgs.x ])', '«unknown: pkgs.x»'],
    ['lib.flatten [ 1 pkgs.x [ pkgs.y 2 ] ]', '[ 1 2 «unknown: pkgs.y» ]'],
    ['lib.flatten [ (builtins.filter (_: pkgs.x) [ 1 ]) pkgs.y ]', '[ «unknown: pkgs.x» ]'],
    ['lib.last [ pkgs.x 2 ]', '2'],
    ['(lib.types.listOf pkgs.x).check [ ]', 'true'],
    ['(lib.callPackageWith pkgs ({ hello }: { a = 1; b = hello; }) { }).a', '1'],
    ['(lib.callPackageWith pkgs ({ hello, a }: { b = hello; c = a; }) { a = 1; }).c', '1'],
    ['(lib.callPackageWith pkgs ({ hello }: { b = hello; }) { }).b', '«unknown: hello»'],
    [
      'let f = lib.setFunctionArgs (_: { a = 1; }) { b = pkgs.x; }; in (lib.callPackageWith { } f { }).a',
      '1',
    ],
    ['(lib.makeOverridable (args: { a = 1; b = args.x; }) pkgs.args).a', '1'],
    ['(lib.makeOverridable (args: pkgs.x) { }).override', '«unknown: pkgs.x»'],
    ['((lib.makeOverridable (args: args) { a = pkgs.x; b = 1; }).override { b = 2; }).b', '2'],
    ['(lib.makeScope pkgs.newScope (self: { a = 1; b = self.callPackage ./x.nix { }; })).a', '1'],
    ['(lib.overrideDerivation (pkgs.x // { passthru = { a = 1; }; }) (old: { })).a', '1'],
    ['(lib.extendDerivation pkgs.x { a = 1; } pkgs.y).a', '1'],
    ['(lib.extendDerivation true { a = 1; } { outPath = 2; }).outPath', '2'],
    ['(lib.lazyDerivation { derivation = pkgs.x; meta = { a = 1; }; }).meta', '{ a = 1; }'],
    ['(lib.warnOnInstantiate "m" (pkgs.x // { name = 1; })).name', '1'],
    ['lib.meta.availableOn pkgs.x { }', 'true'],
    ['lib.meta.platformMatch { system = pkgs.x; } "x86_64-linux"', '«unknown: pkgs.x»'],
    [
      'lib.getExe { type = "derivation"; name = "a"; outPath = "/a"; meta = pkgs.x; }',
      '«unknown: pkgs.x»',
    ],
    ['(lib.gvariant.mkArray [ pkgs.x ])._type', '"gvariant"'],
    ['toString (lib.gvariant.mkArray [ pkgs.x ])', '«unknown: pkgs.x»'],
    ['(lib.kernel.whenHelpers pkgs.version).whenAtLeast "1" 2', whenUnknown],
    ['(lib.fetchers.normalizeHash { } { hash = pkgs.x; }).outputHashAlgo', 'null'],
    ['(lib.cleanSource pkgs.x).name', '«unknown: pkgs.x»'],
    ['(lib.cleanSourceWith { src = pkgs.x; name = "n"; }).name', '"n"'],
    ['(lib.cleanSource ./.).outPath', '«unknown: builtins.path»'],
    ['lib.fileset.toList (lib.fileset.unions [ ./. pkgs.x ])', '«unknown: pkgs.x»'],
    [
      'lib.fileset.toList { _type = "fileset"; _internalVersion = 0; _internalBase = pkgs.x; _internalTree = { }; }',
      '«unknown: pkgs.x»',
    ],
    ['lib.fileset.toList (lib.fileset.difference lib.fileset.empty ./.)', '[ ]'],
    ['lib.fileset.toSource (pkgs.x // { fileset = ./.; })', '«unknown: pkgs.x»'],
    [
      'lib.filesystem.packagesFromDirectoryRecursive { callPackage = _: _: 1; directory = pkgs.x; }',
      '«unknown: pkgs.x»',
    ],
    ['lib.cmakeBool pkgs.x true', '«unknown: pkgs.x»'],
    ['lib.hasSuffix pkgs.x "a"', '«unknown: pkgs.x»'],
    [`(${renaming}) ? warnings`, '«unknown: pkgs.x»'],
    [`(${renaming}) ? a`, 'false'],
    ['lib.generators.toLua { } /a', '«unknown: /a»'],
    ['lib.condConcat /a [ true "b" ] (x: x)', '«unknown: lib.condConcat»'],
    ['lib.misc.uniqList { inputList = [ 1 1 ]; acc = [ pkgs.x ]; }', '«unknown: pkgs.x»'],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});
