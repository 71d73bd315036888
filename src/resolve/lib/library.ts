import { attribute } from '../apply.ts';
import { set } from '../demand.ts';
import type { Evaluation } from '../evaluation.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';

/** The modelled members of one of lib's sub-sets, by their name in it. */
export type Members = Readonly<Record<string, Slot>>;

/** What lib's functions are made of. */
export interface Library {
  /** A function of `builtins`. */
  readonly builtin: (name: string) => Value;
  /** lib itself. */
  readonly self: () => AttributeSet;
  /** What one of lib's sub-sets has under a name. */
  readonly member: (subset: string, name: string) => Value;
}

export function createLibrary(evaluation: Evaluation, self: () => AttributeSet): Library {
  return {
    self,
    member: (subset, name) => attribute(set(attribute(self(), subset)), name),
    builtin: (name) => attribute(set(evaluation.globals.get('builtins') ?? null), name),
  };
}
