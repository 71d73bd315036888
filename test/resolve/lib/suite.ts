import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { call } from '../../../src/resolve/apply.ts';
import { createEvaluation } from '../../../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../../../src/resolve/files.ts';
import { createLib } from '../../../src/resolve/lib/index.ts';
import { NixError } from '../../../src/resolve/nix-error.ts';
import { bytesPerUnit, defaultLimits, resetStack } from '../../../src/resolve/stack.ts';
import { force } from '../../../src/resolve/thunk.ts';
import { isUnknown } from '../../../src/resolve/unknown.ts';
import type { AttributeSet, Slot } from '../../../src/resolve/value.ts';
import { sortedNames } from '../../../src/resolve/value.ts';
import { loadParser } from '../../../src/syntax/parser.ts';
import { print } from './print.ts';

await loadParser();

export interface Outcome {
  readonly name: string;
  readonly verdict: 'equal' | 'unknown' | 'wrong';
  readonly ours: string;
  readonly expected: string;
}

/**
 * Runs a file of nixpkgs' tests of its `lib` with ours: each test has an `expr` and what is `expected` of it.
 *
 * @param lib the folder of nixpkgs' `lib`, that the file is in
 * @param megabytes what the stack holds
 */
export function runSuite(file: string, lib: string, megabytes: number): readonly Outcome[] {
  const budget = Math.floor((megabytes * 2 ** 20) / bytesPerUnit);
  resetStack(defaultLimits, budget);
  const evaluation = createEvaluation(
    openFiles({ root: lib, outputs: [], maxBytes: defaultMaxBytes }),
  );
  const source = { path: file, text: withOurLib(readFileSync(file, 'latin1')) };
  const suite = force(evaluation.evaluateText(source, dirname(file)));
  const tests = asSet(call(suite, createLib(evaluation)));
  return sortedNames(tests)
    .filter((name) => name.startsWith('test'))
    .map((name) => {
      const test = tests.attributes.get(name)?.slot ?? null;
      resetStack(defaultLimits, budget);
      const ours = printed(test, 'expr');
      const expected = printed(test, 'expected');
      return { name, verdict: judge(ours, expected), ours, expected };
    });
}

function judge(ours: string, expected: string): Outcome['verdict'] {
  if (`${ours}${expected}`.includes('«unknown: ')) return 'unknown';
  return ours === expected ? 'equal' : 'wrong';
}

/** The file as a function of `lib`, which gives the tests as they are. */
function withOurLib(text: string): string {
  const tests = text
    .replace(
      /import (?:\.\.\/default\.nix|\.\/\.\.|libpath);/,
      'ourLib // { runTests = tests: tests; };',
    )
    .replace(/^\{ libpath \}:/m, '')
    .replace(/^in\s+lib\.debug\.throwTestFailures .*$/ms, 'in failures');
  return `ourLib: ${tests}`;
}

function printed(test: Slot, name: string): string {
  try {
    const value = force(test);
    return print(isUnknown(value) ? value : (asSet(value).attributes.get(name)?.slot ?? null));
  } catch (error) {
    if (error instanceof NixError) return `error: ${error.kind}: ${error.message}`;
    throw error;
  }
}

function asSet(slot: Slot): AttributeSet {
  const value = force(slot);
  if (typeof value === 'object' && value?.kind === 'set') return value;
  throw new TypeError('a suite of tests is a set of sets');
}
