import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../commands/folder.ts';
import { runProgram } from './program.ts';

/** Runs the program over a configuration with one VM, whose netvm is what an expression gives. */
function runWith(netvm: string) {
  const folder = makeFolder();
  const text = `{ programs.vmsilo.enable = true; programs.vmsilo.nixosVms = {
    net.network.isNetvm = true;
    client.network.netvm = ${netvm};
  }; }\n`;
  writeFileSync(join(folder, 'configuration.nix'), text);
  return runProgram(folder, '--format=gnu');
}

const done = { status: 0, stdout: '', stderr: '' };

test('10,000 nested calls give their value, whatever stack that takes', () => {
  const count = 'let f = n: if n == 0 then 0 else 1 + f (n - 1); in f';
  expect(runWith(`if ${count} 9990 == 9990 then "net" else "no"`)).toEqual(done);
});

test('a fold over 100,000 elements gives its value', () => {
  const sum = "builtins.foldl' (a: b: a + b) 0 (builtins.genList (n: n) 100000)";
  expect(runWith(`if ${sum} == 4999950000 then "net" else "no"`)).toEqual(done);
});

test('nesting up to the limit of the source is no matter', () => {
  const nested = `${'('.repeat(4_900)}"net"${')'.repeat(4_900)}`;
  expect(runWith(nested)).toEqual(done);
});

test.each([
  ['an endless recursion', '(let f = n: f (n + 1); in f 0)'],
  ['a value that needs itself', '(let a = b; b = a; in a)'],
  ['100,000 brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['100,000 parentheses', `${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
  ['100,000 applications', `(x: x)${' 1'.repeat(100_000)}`],
  [
    'a chain of thunks',
    "(builtins.foldl' (a: b: { v = a.v + b; }) { v = 0; } (builtins.genList (n: n) 300000)).v",
  ],
  ['a set that is its own text', '(let x = { outPath = x; }; in "${x}")'],
  ['JSON without an end', '(builtins.toJSON (let x = [ x ]; in x))'],
  ['exponential blow-up', '(let f = n: if n < 2 then 1 else f (n - 1) + f (n - 2); in f 60)'],
])('%s ends in a diagnostic with a place', (_name, netvm) => {
  const { status, stdout, stderr } = runWith(netvm);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    /^configuration\.nix:\d+:\d+: error: .*\[(limit-exceeded|infinite-recursion|eval-error)\]\n/,
  );
});
