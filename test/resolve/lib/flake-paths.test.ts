import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** What an expression over `lib` gives in a flake, which Nix copies to an unknown place. */
function evaluate(expression: string): string {
  resetStack(defaultLimits, defaultLimits.depth);
  const files = openFiles({ root, outputs: [], maxBytes: defaultMaxBytes });
  const evaluation = createEvaluation(files, root);
  const source = { path: `${root}/flake.nix`, text: `lib: ${expression}` };
  const slot = evaluation.evaluateText(source, root);
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
    ['lib.path.hasPrefix /etc ./a', '«unknown: ./a»'],
    ['map toString (lib.filesystem.listFilesRecursive ./a)', '[ «unknown: ./a/one.nix» ]'],
    ['(lib.fileset.toSource { root = ./.; fileset = ./a; }).filter "/a" "x"', '«unknown: ./a»'],
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
