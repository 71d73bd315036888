import type { Answers } from '../resolve/answers.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import type { Definition, Level, Location, Merged } from './option.ts';

export type SubmoduleType = Extract<OptionType, { readonly kind: 'submodule' }>;

/** What merging values of one type needs of the others: types hold types, and submodules hold options. */
export interface Merger {
  readonly merge: (
    location: Location,
    type: OptionType,
    definitions: readonly Definition[],
  ) => Merged;
  /** @param location null for a submodule that nothing defines */
  readonly evaluateSubmodule: (
    location: Location | null,
    type: SubmoduleType,
    definitions: readonly Definition[],
  ) => Level;
  /** What is given by hand for an option, or below it; null if nothing is. */
  readonly answersFor: (location: Location) => Answers | null;
}
