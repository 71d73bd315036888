import type { KnownValue } from '../demand.ts';
import type { Unknown } from '../unknown.ts';
import type { Slot } from '../value.ts';

/**
 * What an option may hold and how its definitions merge: a value of `lib.types`, in the form that the module
 * system of `src/modules` works with.
 *
 * The kinds are those of nixpkgs' `lib/types.nix` with one way of merging each; `description` is how nixpkgs
 * names the type in messages ("null or string").
 */
export type OptionType =
  /** `mergeEqualOption`: `bool`, `str`, `int`, `float`, `number`, `path`, `port`, `ints.*`, `strMatching`. */
  | {
      readonly kind: 'scalar';
      readonly name: string;
      readonly description: string;
      readonly check: (value: KnownValue) => boolean;
      /** What the type makes of the merged value, if it changes that: `singleLineStr`. */
      readonly adjust?: (merged: KnownValue) => KnownValue;
    }
  /** `mergeOneOption`: `raw`, `package`, `pathInStore`, and the like. */
  | {
      readonly kind: 'one';
      readonly name: string;
      readonly description: string;
      readonly check: (value: KnownValue) => boolean;
    }
  /** `lines`, `commas`, `envVar`, `separatedString "…"` */
  | { readonly kind: 'separatedString'; readonly separator: string; readonly description: string }
  /** A Boolean that is true if any definition is. */
  | { readonly kind: 'boolByOr'; readonly description: string }
  | { readonly kind: 'enum'; readonly values: readonly Slot[]; readonly description: string }
  | {
      readonly kind: 'listOf';
      readonly element: OptionType;
      readonly nonEmpty: boolean;
      readonly description: string;
    }
  | {
      readonly kind: 'attrsOf';
      readonly element: OptionType;
      /** `lazyAttrsOf` */
      readonly lazy: boolean;
      readonly description: string;
    }
  | { readonly kind: 'nullOr'; readonly element: OptionType; readonly description: string }
  /** `oneOf` is a chain of these. */
  | {
      readonly kind: 'either';
      readonly left: OptionType;
      readonly right: OptionType;
      readonly description: string;
    }
  | {
      readonly kind: 'coercedTo';
      readonly from: OptionType;
      /** A Nix function. */
      readonly coerce: Slot;
      readonly to: OptionType;
      readonly description: string;
    }
  /** `addCheck`: `check` is a Nix predicate. */
  | {
      readonly kind: 'addCheck';
      readonly base: OptionType;
      readonly check: Slot;
      readonly description: string;
    }
  /** `uniq`, `unique`: a single definition. */
  | { readonly kind: 'unique'; readonly base: OptionType; readonly description: string }
  | { readonly kind: 'functionTo'; readonly result: OptionType; readonly description: string }
  | {
      readonly kind: 'submodule';
      readonly modules: readonly Slot[];
      /** A set; evaluated where a module is called. */
      readonly specialArgs: Slot;
      /** Whether a definition that is a set is configuration only, as `types.submodule` has it; null where another declaration says. Evaluated where a definition is a set. */
      readonly shorthandOnlyDefinesConfig: Slot;
      /** Why attributes without an option are allowed here, and unknown; absent where modules decide. */
      readonly undeclared?: Unknown;
      /** Why the value may have attributes beside those that are read; asked once its modules are known. */
      readonly more?: () => Unknown | null;
      readonly description: string;
    }
  /** A module, to be imported elsewhere. */
  | {
      readonly kind: 'deferredModule';
      readonly modules: readonly Slot[];
      readonly description: string;
    }
  /** A type. */
  | { readonly kind: 'optionType'; readonly description: string }
  | { readonly kind: 'anything'; readonly description: string }
  | { readonly kind: 'attrs'; readonly description: string }
  | { readonly kind: 'unspecified'; readonly description: string }
  /** A type that can't be modelled: what its option holds is unknown. */
  | {
      readonly kind: 'unmodelled';
      /** A Nix predicate; unknown where it is not known which values the type takes. */
      readonly check: Slot;
      readonly description: string;
    };
