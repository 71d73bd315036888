import { show } from '../../report/quote.ts';
import { NixError } from '../nix-error.ts';
import { coerceToString, concatenation } from '../text.ts';
import { force } from '../thunk.ts';
import { primop } from '../value.ts';
import type { Builtins } from './index.ts';

export const controlBuiltins: Builtins = {
  true: true,
  false: false,
  null: null,
  throw: primop('throw', 1, (message) => {
    throw new NixError('throw', show(coerceToString(message, concatenation)));
  }),
  abort: primop('abort', 1, (message) => {
    const text = show(coerceToString(message, concatenation));
    throw new NixError('abort', `evaluation aborted: ${text}`);
  }),
  seq: primop('seq', 2, (first, second) => {
    force(first);
    return force(second);
  }),
};
