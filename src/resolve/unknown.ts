import type { Span } from '../report/span.ts';
import type { StoredText } from './stored-text.ts';
import type { Slot } from './value.ts';

/**
 * A value that the source does not say. It flows like a value: what does not hang on it stays known.
 */
export interface Unknown {
  readonly kind: 'unknown';
  /** The expression that is unknown, as a user would write it: `inputs.site.netvm`. A byte string. */
  readonly subject: string;
  /** Why, as the end of a sentence: "`pkgs` is known only to the evaluation". */
  readonly reason: string;
  /** Where the subject stands; null while no expression has been met. */
  readonly span: Span | null;
  /**
   * Whether it is all somebody else's: a part of an input, what an unknown function gives. False for what was
   * computed from unknown things, or chosen by them, for that may hold something of ours.
   */
  readonly foreign: boolean;
  /** The arguments that unknown functions were given on the way to a foreign value. */
  readonly given: readonly Slot[];
  /** The file or folder that an unknown text is the path of (a store path of it, say); null for all else. */
  readonly place: string | null;
  /** What is known of an unknown text all the same; null for all else. */
  readonly stored: StoredText | null;
  /** The file of a known source that it is the path of; null for all else. */
  readonly within: PathWithin | null;
  /** Where the value that it hangs on can be given by hand; null where that can't be done. */
  readonly settable: Settable | null;
}

/** A place in the tree of what can be given by hand (see `answers.ts`). */
export interface Settable {
  /** Attribute names, the first of which is `config`, a module argument, `inputs`, `env` or `builtins`. */
  readonly path: readonly string[];
  /** Whether that is the unknown value itself, whose parts stand below; false for what is computed from it. */
  readonly isExact: boolean;
}

/** A source that is not read, though what importing some of its files gives is known: nixpkgs. */
export interface KnownSource {
  /** @param path below the source, normalised: `/`, `/lib`. Null where it is not known. */
  readonly importFile: (path: string) => Slot | null;
}

export interface PathWithin {
  readonly source: KnownSource;
  /** Text behind the path of the source, as it was appended. */
  readonly path: string;
}

export function unknown(subject: string, reason: string, span: Span | null = null): Unknown {
  return {
    kind: 'unknown',
    subject,
    reason,
    span,
    foreign: true,
    given: [],
    place: null,
    stored: null,
    within: null,
    settable: null,
  };
}

/** The unknown value, as one that can be given by hand. */
export function settableAt(path: readonly string[], value: Unknown): Unknown {
  return { ...value, settable: { path, isExact: true } };
}

/** A text that is not known, but for the place that it is a path of. */
export function pathTo(place: string, stored: StoredText | null = null): Unknown {
  const reason = 'the path of its copy in the Nix store is not known';
  return { ...unknown(place, reason), foreign: false, place, stored };
}

export function isUnknown(slot: Slot): slot is Unknown {
  return typeof slot === 'object' && slot !== null && slot.kind === 'unknown';
}

/** Whether an unknown value is at least known to be a string. */
export function isText({ place, stored }: Unknown): boolean {
  return place !== null || stored !== null;
}

/** A path that is not known, but for the source that it leads into. */
export function pathInto(source: KnownSource, path: string, cause: Unknown): Unknown {
  return { ...cause, stored: null, within: { source, path }, settable: null };
}

/** What is computed from an unknown value: unknown for the same reason. */
export function derived(cause: Unknown): Unknown {
  const { foreign, place, stored, within } = cause;
  const isPlain = !foreign && place === null && stored === null && within === null;
  if (isPlain && cause.settable?.isExact !== true) return cause;
  return {
    ...cause,
    foreign: false,
    given: [],
    place: null,
    stored: null,
    within: null,
    settable: inexact(cause),
  };
}

/** What an unknown function gives for further arguments. */
export function resultOf(callee: Unknown, given: readonly Slot[]): Unknown {
  return { ...callee, given: [...callee.given, ...given], settable: null };
}

function inexact({ settable }: Unknown): Settable | null {
  return settable?.isExact === true ? { ...settable, isExact: false } : settable;
}

/**
 * A part of an unknown value.
 *
 * @param names the attributes that lead to it; null if they are not known
 * @param subject as a user would write it
 */
export function partOf(
  whole: Unknown,
  names: readonly string[] | null,
  subject: string,
  span: Span | null,
): Unknown {
  const settable = settableBelow(whole, names);
  return { ...whole, subject, span, place: null, stored: null, within: null, settable };
}

function settableBelow({ settable }: Unknown, names: readonly string[] | null): Settable | null {
  if (settable?.isExact !== true) return settable;
  return names && { ...settable, path: [...settable.path, ...names] };
}

/**
 * Thrown by an operation that needs an unknown value, and caught where its result is stored: that result is
 * unknown for the same reason.
 */
export class UnknownSignal {
  readonly unknown: Unknown;

  constructor(cause: Unknown) {
    this.unknown = cause;
  }
}

/**
 * Counts how often a value was taken as known although an unknown one, which Nix would have evaluated, may
 * fail. Outside of `tryEval` that is sound by definition (known means: if Nix gives a value at all, it is this
 * one); `tryEval` can see the failure, and so gives unknown where this has moved.
 */
export const assumptions = { made: 0 };
