import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedMark } from '../../src/modules/generated.ts';
import { holdsOurs } from '../../src/modules/ours.ts';
import { call } from '../../src/resolve/apply.ts';
import { createLib } from '../../src/resolve/lib/index.ts';
import { delay, force } from '../../src/resolve/thunk.ts';
import { pathTo, unknown } from '../../src/resolve/unknown.ts';
import { makeFolder } from '../commands/folder.ts';
import { evaluateWith } from '../resolve/evaluate.ts';
import { filesBelow } from './tree.ts';

/** Whether what an expression over `lib` gives may become a module of ours in somebody else's hands. */
function isOurs(expression: string): string {
  return evaluateWith(`lib: ${expression}`, {}, (slot, evaluation) => {
    const value = delay(() => call(force(slot), createLib(evaluation)));
    return String(holdsOurs(value, evaluation.files));
  });
}

describe('a function of lib is as much ours as what it is made of', () => {
  test.each([
    ['{ inherit lib; }', 'false'],
    ['lib.id', 'false'],
    ['lib.extend (final: prev: { a = ./a.nix; })', 'true'],
    ['lib.mkForce', 'false'],
    ['lib.callPackageWith { }', 'false'],
    ['map (x: x)', 'true'],
    ['lib.flip (x: y: x)', 'true'],
    ['lib.callPackageWith { a = ./a.nix; }', 'true'],
    ['lib.setFunctionArgs (x: x) { }', 'true'],
    ['lib.toFunction ./a.nix', 'true'],
    ['lib.makeOverridable (x: x)', 'true'],
    ['lib.callPackageWith { } <a> { }', 'false'],
    ['lib.callPackageWith { } <a> { a = ./a.nix; }', 'true'],
    ['(lib.makeOverridable (x: { }) { }).override', 'true'],
    ['lib.toExtension { a = ./a.nix; }', 'true'],
    ['let set = { inherit set; }; in set', 'false'],
    ['let deeper = n: { next = deeper (n + 1); }; in deeper 0', 'true'],
    ['let wider = n: map (i: wider (n * 9 + i)) [ 1 2 3 4 5 6 7 8 ]; in wider 0', 'true'],
  ])('%s: %s', (expression, expected) => {
    expect(isOurs(expression)).toBe(expected);
  });
});

test.each([
  ['configuration.nix', 'true'],
  ['netvm-injections.nix', 'false'],
  ['missing.nix', 'true'],
])('a path to %s: %s, for what we have written is data', (name, expected) => {
  const fixture = resolve('fixtures/laptop');
  const told = evaluateWith(`${fixture}/${name}`, { root: fixture }, (slot, { files }) =>
    String(holdsOurs(slot, files)),
  );
  expect(told).toBe(expected);
});

test.each([
  ['5', 'false'],
  ['null', 'false'],
  ['1.5', 'false'],
  ['"text"', 'false'],
  ['"a/b.nix"', 'false'],
  ['"/a.nix"', 'true'],
  ['./a.nix', 'true'],
  ['x: x', 'true'],
  ['[ ]', 'false'],
  ['[ 1 { } ./a.nix ]', 'true'],
  ['{ a.b = [ 1 ]; }', 'false'],
  ['{ a.b = ./a.nix; }', 'true'],
  ['throw "no"', 'false'],
  ['[ (throw "no") ./a.nix ]', 'true'],
  ['let deep = n: if n == 0 then 1 else [ (deep (n - 1)) ]; in deep 30', 'false'],
  ['let deep = n: if n == 0 then 1 else [ (deep (n - 1)) ]; in deep 32', 'true'],
  ['let deep = n: if n == 0 then 1 else builtins.map (deep (n - 1)); in deep 30', 'false'],
  ['let deep = n: if n == 0 then 1 else builtins.map (deep (n - 1)); in deep 40', 'true'],
  ['let deep = n: if n == 0 then 1 else <a> (deep (n - 1)); in deep 30', 'false'],
  ['let deep = n: if n == 0 then 1 else <a> (deep (n - 1)); in deep 40', 'true'],
  ['builtins.genList (i: [ i ]) 19990', 'false'],
  ['builtins.genList (i: [ i ]) 20010', 'true'],
  ['<a>', 'false'],
  ['<a> { a = 5; }', 'false'],
  ['<a> { a = ./a.nix; }', 'true'],
  ['(<a> ./a.nix).b', 'true'],
  ['builtins.getEnv "A"', 'false'],
  ['if <a> then [ ] else { }', 'false'],
  ['if <a> then [ ] else <b>', 'false'],
  ['if <a> then [ ] else ./a.nix', 'true'],
  ['if <a> then [ ] else (builtins.filter (x: <b>) [ ./a.nix ])', 'true'],
])('%s: %s', (expression, expected) => {
  expect(evaluateWith(expression, {}, (slot, { files }) => String(holdsOurs(slot, files)))).toBe(
    expected,
  );
});

test('what is put together from what is unknown may hold something of ours', () => {
  const files = filesBelow('/');
  expect(holdsOurs(unknown('a', 'no'), files)).toBe(false);
  expect(holdsOurs({ ...unknown('a', 'no'), foreign: false }, files)).toBe(true);
  expect(holdsOurs({ ...unknown('a', 'no'), given: ['/a.nix'] }, files)).toBe(true);
});

test('a text that is not known, but for the file that it is the path of, is ours if we did not write that', () => {
  const root = makeFolder();
  const paths = ['own.nix', 'written.nix', 'output.nix'].map((name) => join(root, name));
  const [own = '', written = '', output = ''] = paths;
  writeFileSync(own, '{ }');
  writeFileSync(written, `${generatedMark}from .\n`);
  const files = filesBelow(root, { outputs: [output] });
  expect([own, written, output, root].map((path) => holdsOurs(pathTo(path), files))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test("a file that can't be read is ours", () => {
  const root = makeFolder();
  writeFileSync(join(root, 'a.nix'), `${generatedMark}from .\n`);
  expect(holdsOurs(join(root, 'a.nix'), filesBelow(root))).toBe(false);
  expect(holdsOurs(`${root}/b/../a.nix`, filesBelow(root))).toBe(false);
  expect(holdsOurs(join(root, 'a.nix'), filesBelow(root, { maxBytes: 5 }))).toBe(true);
});
