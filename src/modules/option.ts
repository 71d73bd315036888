import type { Span } from '../report/span.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import type { Thunk } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot } from '../resolve/value.ts';
import { attributeSet } from '../resolve/value.ts';

/** The attribute names that lead to an option, from the root of the configuration. */
export type Location = readonly string[];

/** A value that a module gives to an option. */
export interface Definition {
  /** Of the module; for messages. */
  readonly file: string;
  /** The attribute's name, where it was written; null where no source did. */
  readonly span: Span | null;
  readonly slot: Slot;
  /** Whether `mkOrder` or `mkDefinition` stood around it, which a submodule does not take. */
  readonly isWrapped?: boolean;
  /** Whether there may be no such definition; its value is unknown then. */
  readonly isPossible?: boolean;
}

/** The file of a definition whose module gives itself a name that can't be known. */
export const unknownFile = '<unknown>';

/** What an option's declaration says of its values. */
export interface OptionDeclaration {
  readonly type: OptionType;
  /** Null where there is none: an option may have null itself as its default. */
  readonly default: { readonly slot: Slot } | null;
  /** A Nix function over the merged value. */
  readonly apply: Slot | null;
  /** Where it is declared. */
  readonly span: Span | null;
  /** For an option that files which are not read may define, too; null where none does. */
  readonly elsewhere: Elsewhere | null;
}

/** An option, with its declarations merged. */
export interface Option extends OptionDeclaration {
  /** Whether a second definition is refused, the default included. */
  readonly readOnly: boolean;
  /** What its declarations are among `options`: the settings of `mkOption`. */
  readonly settings: AttributeSet;
}

/** Of an option that is not defined by the files read alone. */
export interface Elsewhere {
  readonly cause: Unknown;
  /** The option is unknown unless a definition was read whose priority is at least this strong. */
  readonly weakestRead: number;
  /** Whether it can be given by hand: an option of the configuration itself. */
  readonly isSettable: boolean;
}

/** A definition of an option that does not make its value, without the `mkOverride` or `mkIf` that it lost by. */
export interface LostDefinition {
  readonly definition: Definition;
  readonly why: LossReason;
}

/** Others have a stronger priority (a lesser number) than this one, or it stands under a condition that is false. */
export type LossReason =
  | { readonly kind: 'priority'; readonly priority: number }
  | { readonly kind: 'condition' };

/** What the definitions of an option come to. */
export interface Merged {
  /** Whether any definition is left once properties are discharged. */
  readonly isDefined: boolean | Unknown;
  /** The priority of the definitions that make the value, infinite if there are none; null if it can't be known. */
  readonly priority: () => number | null;
  /** Forcing it gives the merged value, or fails as the module system does. */
  readonly value: Slot;
  /** The definitions that make the value. */
  readonly definitions: readonly Definition[];
  /** What it hangs on which definitions these are; null where it is certain. */
  readonly hangsOn: Unknown | null;
  /** The definitions that do not make the value; nothing is said of those under a condition that is unknown. */
  readonly lost: () => readonly LostDefinition[];
  /** Of a set of options: what each attribute comes to. */
  readonly entries: (() => Entries) | null;
  /** Of a submodule: its evaluation. */
  readonly submodule: (() => Level) | null;
}

export interface Entries {
  /** By name; some may turn out not to be defined, or to fail. */
  readonly known: ReadonlyMap<string, () => Merged>;
  /** Null if there are no others. */
  readonly rest: Unknown | null;
  /** The only names that others can have; null for any. */
  readonly restNames: ReadonlySet<string> | null;
}

/** The options below a place in the configuration. */
export interface Level {
  /** Its value: a set, without `_module`. Forcing it fails if something is defined that no option is declared for. */
  readonly config: Thunk;
  /** An option below it, by the names that lead there; null if none is declared there. */
  readonly option: (path: Location) => OptionReading | null;
  /** Whether a module defines something there; one of which not everything is known may. */
  readonly defines: (path: Location) => 'yes' | 'maybe' | 'no';
}

export interface OptionReading {
  readonly option: Option;
  readonly merged: Merged;
  /** The option's value: what its `apply` makes of the merged one. */
  readonly value: Slot;
}

const nativeOptions = new WeakMap<AttributeSet, OptionDeclaration>();

/** An option declaration of ours, as a value that can stand among those of modules. */
export function declareOption(option: OptionDeclaration): AttributeSet {
  const value = attributeSet(new Map([['_type', { slot: 'option', span: null }]]));
  nativeOptions.set(value, option);
  return value;
}

/** The option that {@link declareOption} made this value for. */
export function nativeOption(value: AttributeSet): OptionDeclaration | null {
  return nativeOptions.get(value) ?? null;
}
