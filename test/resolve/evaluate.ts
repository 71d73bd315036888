import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from '../../src/report/utf8.ts';
import type { Evaluation } from '../../src/resolve/evaluation.ts';
import { createEvaluation } from '../../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../../src/resolve/files.ts';
import { NixError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack, shallowBudget } from '../../src/resolve/stack.ts';
import { force } from '../../src/resolve/thunk.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { print } from './print.ts';

await loadParser();

export interface Surroundings {
  /** The folder that relative paths start from, below which files are read; an empty one by default. */
  readonly root?: string;
  /** The files that we write, absolute. */
  readonly outputs?: readonly string[];
  /** What the stack carries, in units. */
  readonly budget?: number;
}

/**
 * Evaluates Nix text.
 *
 * @returns what `nix-instantiate --eval --strict` prints, decoded, with `«unknown: subject»` for what is unknown;
 *   for an error `error: KIND: MESSAGE`
 */
export function evaluate(text: string, surroundings: Surroundings = {}): string {
  return evaluateWith(text, surroundings, print);
}

/** As {@link evaluate}, of the file at an absolute path below the root. */
export function evaluateFile(path: string, surroundings: Surroundings): string {
  return evaluateWith('null', surroundings, (_, { importFile }) =>
    print(force(importFile(encode(path)))),
  );
}

/** As {@link evaluate}, in an evaluation that `use` may look at. */
export function evaluateWith(
  text: string,
  { root = emptyFolder, outputs = [], budget = shallowBudget }: Surroundings,
  show: (value: ReturnType<Evaluation['evaluateText']>, evaluation: Evaluation) => string,
): string {
  resetStack(defaultLimits, budget);
  const evaluation = createEvaluation(openFiles({ root, outputs, maxBytes: defaultMaxBytes }));
  const source = { path: `${root}/default.nix`, text: encode(text) };
  try {
    return show(evaluation.evaluateText(source, root), evaluation);
  } catch (error) {
    if (error instanceof NixError) return `error: ${error.kind}: ${error.message}`;
    throw error;
  }
}

const emptyFolder = mkdtempSync(join(tmpdir(), 'evaluate-'));
