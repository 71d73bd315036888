import { quote } from '../../../report/quote.ts';
import { NixError } from '../../nix-error.ts';

export function malformed(pattern: string, reason: string): NixError {
  return new NixError('value', `invalid regular expression ${quote(pattern)}: ${reason}`);
}
