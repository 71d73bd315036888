import { resolve } from 'node:path/posix';
import { quote } from '../../report/quote.ts';
import { known } from '../demand.ts';
import type { Evaluation } from '../evaluation.ts';
import { NixError } from '../nix-error.ts';
import { coerceToString, concatenation } from '../text.ts';
import { force } from '../thunk.ts';
import type { Slot } from '../value.ts';
import { primop } from '../value.ts';
import type { Builtins } from './index.ts';

/** The builtins that read files, which are those below the root. */
export function fileBuiltins(evaluation: Evaluation): Builtins {
  return {
    import: primop('import', 1, (path) => force(evaluation.importFile(realisePath(path)))),
  };
}

/** The path that a path, a string or a set with `outPath` stands for; absolute and normalised. */
export function realisePath(slot: Slot): string {
  const value = known(slot);
  const text = coerceToString(value, concatenation);
  if (text.startsWith('/')) return resolve(text);
  throw new NixError('value', `${quote(text)} is not an absolute path`);
}
