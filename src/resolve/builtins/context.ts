import { completeSet, string } from '../demand.ts';
import { NixError } from '../nix-error.ts';
import { coerceToString, interpolation } from '../text.ts';
import { UnknownSignal, unknown } from '../unknown.ts';
import { emptySet, primop } from '../value.ts';
import type { Builtins } from './index.ts';

/**
 * The builtins about string context: which store paths a string refers to. Whatever would give a string such a
 * context is unknown, so a string that is known has none.
 */
export const contextBuiltins: Builtins = {
  hasContext: primop('hasContext', 1, (text) => {
    string(text);
    return false;
  }),
  getContext: primop('getContext', 1, (text) => {
    string(text);
    return emptySet;
  }),
  appendContext: primop('appendContext', 2, (text, context) => {
    const plain = string(text);
    if (completeSet(context).attributes.size === 0) return plain;
    throw new UnknownSignal(unknown('builtins.appendContext', 'it hangs on the Nix store'));
  }),
  unsafeDiscardStringContext: primop('unsafeDiscardStringContext', 1, (text) =>
    coerceToString(text, interpolation),
  ),
  unsafeDiscardOutputDependency: primop('unsafeDiscardOutputDependency', 1, (text) =>
    coerceToString(text, interpolation),
  ),
  addDrvOutputDependencies: primop('addDrvOutputDependencies', 1, (text) => {
    coerceToString(text, interpolation);
    throw new NixError('value', '`addDrvOutputDependencies` takes a string with a context');
  }),
};
