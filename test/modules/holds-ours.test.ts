import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { holdsOurs } from '../../src/modules/ours.ts';
import { call } from '../../src/resolve/apply.ts';
import { createLib } from '../../src/resolve/lib/index.ts';
import { delay, force } from '../../src/resolve/thunk.ts';
import { evaluateWith } from '../resolve/evaluate.ts';

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
