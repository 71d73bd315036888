import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createEvaluation } from '../src/resolve/evaluation.ts';
import { openFiles } from '../src/resolve/files.ts';
import { defaultLimits, resetStack } from '../src/resolve/stack.ts';
import { force } from '../src/resolve/thunk.ts';
import { loadParser } from '../src/syntax/parser.ts';

/** Evaluates a file whose value is a number or a text, and prints that. */
export async function evaluateFile(path: string): Promise<void> {
  await loadParser();
  resetStack({ ...defaultLimits, steps: 2 ** 31 - 1 }, 2 ** 31 - 1);
  const folder = dirname(path);
  const files = openFiles({ root: folder, outputs: [], maxBytes: 2 ** 22 });
  const source = { path, text: readFileSync(path, 'latin1') };
  const value = force(createEvaluation(files).evaluateText(source, folder));
  if (typeof value === 'object' && value !== null) throw new Error('the value is not plain');
  console.log(String(value));
}
