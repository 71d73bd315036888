import { force } from '../thunk.ts';
import { primop } from '../value.ts';
import type { Members } from './library.ts';
import { choose } from './operators.ts';

/** nixpkgs' `lib/derivations.nix`, as far as it takes no derivation apart. */
export function derivations(): Members {
  return {
    optionalDrvAttr: primop('optionalDrvAttr', 2, (condition, value) =>
      choose(
        () => force(condition),
        () => force(value),
        () => null,
      ),
    ),
  };
}
