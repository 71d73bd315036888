import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call } from '../../../src/resolve/apply.ts';
import { createEvaluation } from '../../../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../../../src/resolve/files.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { defaultLimits, resetStack } from '../../../src/resolve/stack.ts';
import { delay, force } from '../../../src/resolve/thunk.ts';
import { loadParser } from '../../../src/syntax/parser.ts';
import { print } from './print.ts';

await loadParser();

const root = realpathSync(mkdtempSync(join(tmpdir(), 'flake-paths-')));
mkdirSync(join(root, 'a'));
writeFileSync(join(root, 'a', 'one.nix'), '1');
writeFileSync(join(root, 'two.nix'), '2');
mkdirSync(join(root, 'repository', '.git'), { recursive: true });

/** What an expression over `lib` gives in a flake, which Nix copies to an unknown place. */
function evaluate(expression: string, flake = root): string {
  resetStack(defaultLimits, defaultLimits.depth);
  const files = openFiles({ root: flake, outputs: [], maxBytes: defaultMaxBytes });
  const evaluation = createEvaluation(files, flake);
  const source = { path: join(flake, 'flake.nix'), text: `lib: ${expression}` };
  const slot = evaluation.evaluateText(source, flake);
  const result = print(delay(() => call(force(slot), createLib(evaluation))));
  return result.replaceAll(root, '.');
}

describe("a flake's paths are below an unknown one", () => {
  test.each([
    ['toString (lib.path.append ./a "one.nix")', '«unknown: ./a/one.nix»'],
    ['toString /etc/hosts', '"/etc/hosts"'],
    ['import (./a + /one.nix)', '1'],
    ['lib.path.splitRoot ./a', '{ root = /; subpath = «unknown: ./a»; }'],
    ['lib.path.hasStorePathPrefix ./a', 'true'],
    ['lib.path.hasStorePathPrefix ./..', `«unknown: ${dirname(root)}»`],
    ['lib.path.hasPrefix /etc ./a', '«unknown: ./a»'],
    ['map toString (lib.filesystem.listFilesRecursive ./a)', '[ «unknown: ./a/one.nix» ]'],
    ['map baseNameOf (lib.filesystem.listFilesRecursive "${./a}")', '[ "one.nix" ]'],
    ['map import (lib.filesystem.listFilesRecursive (toString ./a))', '[ 1 ]'],
    ['(lib.fileset.toSource { root = ./.; fileset = ./a; }).filter "/a" "x"', '«unknown: ./a»'],
    ['(lib.fileset.toSource { root = ./.; fileset = ./a; }).filter ./a "x"', '«unknown: ./a»'],
    ['(lib.cleanSource ./.).outPath', '«unknown: builtins.path»'],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

describe('a path in the store is known but for its hash', () => {
  test.each([
    ['lib.hasSuffix ".nix" (toString ./a/one.nix)', 'true'],
    ['baseNameOf (toString ./a/one.nix)', '"one.nix"'],
    ['baseNameOf "${toString ./a}/"', '"a"'],
    ['baseNameOf "${./a}/one.nix"', '"one.nix"'],
    ['baseNameOf (toString ./.)', '«unknown: .»'],
    ['baseNameOf "${./a}"', '«unknown: ./a»'],
    ['[ (toString ./a != null) ({ at = toString ./a; } == { at = ./a; }) ]', '[ true false ]'],
    ['toString ./a == "/home"', '«unknown: ./a»'],
    ['[ (builtins.typeOf "${./a}") (builtins.isPath (toString ./a)) ]', '[ "string" false ]'],
    ['lib.hasSuffix "/a/one.nix" "${toString ./.}/a/one.nix"', 'true'],
    ['lib.hasSuffix ".md" (toString ./a/one.nix)', 'false'],
    ['lib.hasSuffix ".nix" ./a/one.nix', 'true'],
    ['lib.hasSuffix ./two.nix ./two.nix', 'false'],
    ['lib.hasPrefix "/nix/store/" (toString ./a)', 'true'],
    ['lib.hasPrefix "/home" (toString ./a)', 'false'],
    ['lib.hasPrefix "/nix/store/e" (toString ./a)', 'false'],
    ['lib.hasPrefix "/nix/store/0" (toString ./a)', '«unknown: ./a»'],
    ['lib.hasPrefix (toString ./a) (toString ./a/one.nix)', 'true'],
    ['lib.hasPrefix (toString ./b) (toString ./a/one.nix)', 'false'],
    ['lib.hasPrefix (toString ./a) "/etc/nixos/a/one.nix/that/is/long/enough/to/be/one"', 'false'],
    ['lib.hasInfix "/_" (toString ./a/one.nix)', 'false'],
    ['lib.hasInfix "/a/" (toString ./a/one.nix)', 'true'],
    ['lib.hasInfix "source/a" "${toString ./.}/a"', 'true'],
    ['lib.hasInfix "abc" (toString ./a)', '«unknown: ./a»'],
    ['lib.hasInfix "one" ./a/one.nix', 'true'],
    ['lib.hasInfix "/a/" ./a/one.nix', 'false'],
    ['lib.removePrefix (toString ./. + "/") (toString ./a/one.nix)', '"a/one.nix"'],
    ['lib.removePrefix "/etc" (toString ./a)', '«unknown: ./a»'],
    ['lib.removePrefix "/nix/store/" (toString ./a)', '«unknown: ./a»'],
    ['lib.hasSuffix "/a" (lib.removePrefix "" (toString ./a))', 'true'],
    [
      'lib.removePrefix (toString ./two.nix) "/nix/store/00000000000000000000000000000000-source/a"',
      '"/nix/store/00000000000000000000000000000000-source/a"',
    ],
    [
      'lib.hasPrefix (toString ./a) "/nix/store/00000000000000000000000000000000-source/a"',
      '«unknown: ./a»',
    ],
    ['lib.hasPrefix (toString ./a) "${./a}"', '«unknown: ./a»'],
    ['lib.hasPrefix ./two.nix "a"', 'false'],
    ['lib.hasSuffix (toString ./a) (toString ./a)', '«unknown: ./a»'],
    [`lib.hasSuffix "${'x'.repeat(60)}/a" (toString ./a)`, 'false'],
    ['lib.hasSuffix "-source" "${./.}"', '«unknown: .»'],
    ['lib.hasSuffix "b" "${./. + "/a b"}"', '«unknown: ./a b»'],
    ['lib.hasSuffix "one" (lib.removeSuffix ".nix" (toString ./a/one.nix))', 'true'],
    ['builtins.stringLength (toString ./a)', '52'],
    ['builtins.stringLength ./a', '45'],
    [
      'map baseNameOf (lib.filter (lib.hasSuffix ".nix") (lib.filesystem.listFilesRecursive ./a))',
      '[ "one.nix" ]',
    ],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

describe('what is below the flake is known', () => {
  test.each([
    ['lib.path.hasPrefix ./a ./a/one.nix', 'true'],
    ['lib.path.removePrefix ./. ./a/one.nix', '"./a/one.nix"'],
    ['import (lib.path.append ./a "one.nix")', '1'],
    [
      'map baseNameOf (lib.fileset.toList (lib.fileset.union ./a ./two.nix))',
      '[ "one.nix" "two.nix" ]',
    ],
    ['map baseNameOf (lib.fileset.toList (lib.fileset.difference ./. ./a))', '[ "two.nix" ]'],
    ['map baseNameOf (lib.fileset.toList (lib.fileset.gitTracked ./a))', '[ "one.nix" ]'],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

test('a flake may be the root of the file system', () => {
  expect(evaluate('lib.hasSuffix "-source/etc" (toString ./etc)', '/')).toBe('true');
});

test("a failure names a flake's paths as they are outside of the store", () => {
  expect(() => evaluate('lib.fileset.toList ./nowhere')).toThrow(`(${root}/nowhere)`);
  expect(() => evaluate('lib.fileset.gitTracked ./repository')).toThrow(
    `${root}/repository is a store path within a working tree of a Git repository`,
  );
});
