import { attempt, join, quietly } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown, UnknownSignal } from '../resolve/unknown.ts';
import type { Slot, Value } from '../resolve/value.ts';
import { refusedBy } from './check-type.ts';
import { showOption, wrongTogether, wrongType } from './merge-errors.ts';
import { emptyValue, mergeType } from './merge-type.ts';
import type { Merger, SubmoduleType } from './merger.ts';
import { once } from './once.ts';
import type { Definition, Location, LostDefinition, Merged } from './option.ts';
import {
  dischargedAway,
  dischargeProperties,
  mapDefinition,
  mkIf,
  type Prioritised,
  rankOf,
  sortProperties,
  takePriority,
} from './properties.ts';

/** Definitions that hang on something unknown are tried in all combinations, up to this many. */
const combinedConditions = 4;

/** The priority that `filterOverrides` of several definitions starts from: weaker ones never count. */
const weakestPriority = 9999;

interface Candidate extends Prioritised {
  /** What it hangs on whether the definition counts; null if it does. */
  readonly condition: Unknown | null;
}

/** A candidate whose priority has been compared with others'. */
interface Ranked extends Candidate {
  readonly rank: number;
}

/**
 * Merges the definitions of an option, as `mergeDefinitions` of nixpkgs' `lib/modules.nix` does: conditions,
 * then priorities, then order, then the type's own `merge`.
 *
 * @throws NixError where a definition can't be evaluated so far; what its type refuses fails in `value`
 */
export function mergeDefinitions(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Merged {
  const discharged = definitions.flatMap((definition) => dischargeProperties(definition));
  for (const { definition } of discharged) {
    const value = attempt(() => force(definition.slot));
    if (isUnknown(value)) return unknownMerge(value, [definition]);
  }
  const candidates = discharged.map(({ definition, condition }) => ({
    ...takePriority(definition),
    condition,
  }));
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0 && only.condition === null) {
    const { definition, priority } = only;
    return {
      ...mergeCertain(location, type, [definition], merger),
      priority: () => rankOf(priority),
      lost: () => lostByCondition(definitions),
    };
  }
  try {
    const { lost, ...merged } = mergeRanked(location, type, candidates.map(rank), merger);
    return { ...merged, lost: () => [...lost(), ...lostByCondition(definitions)] };
  } catch (signal) {
    if (signal instanceof UnknownSignal) return unknownMerge(signal.unknown, definitions);
    throw signal;
  }
}

function rank(candidate: Candidate): Ranked {
  return { ...candidate, rank: rankOf(candidate.priority) };
}

function unknownMerge(cause: Unknown, definitions: readonly Definition[]): Merged {
  return {
    isDefined: cause,
    priority: () => null,
    value: cause,
    definitions,
    hangsOn: cause,
    lost: () => [],
    entries: null,
    submodule: null,
  };
}

function mergeRanked(
  location: Location,
  type: OptionType,
  candidates: readonly Ranked[],
  merger: Merger,
): Merged {
  const strongest = strongestRank(candidates.filter(({ condition }) => condition === null));
  const contenders = candidates.filter((candidate) => candidate.rank <= strongest);
  const weaker = candidates.filter((candidate) => !contenders.includes(candidate));
  const lost = (): readonly LostDefinition[] => weaker.map(lostByPriority);
  const uncertain = contenders.flatMap(({ condition }) => condition ?? []);
  const [cause] = uncertain;
  const priority = (): number => strongest;
  if (cause === undefined) {
    const final = contenders.map(definitionOf);
    return { ...mergeCertain(location, type, final, merger), priority, lost };
  }
  if (mergesByElement(type, contenders)) {
    const final = contenders.map(withCondition);
    const isDefined = final.length > uncertain.length ? true : cause;
    const merged = mergeCertain(location, type, final, merger);
    return { ...merged, isDefined, hangsOn: cause, priority, lost };
  }
  return mergeAlternatives(location, type, { contenders, weaker, cause }, merger);
}

/** Of several definitions; infinite if there are none. */
function strongestRank(candidates: readonly Ranked[]): number {
  if (candidates.length === 0) return Number.POSITIVE_INFINITY;
  return candidates.reduce((least, candidate) => Math.min(least, candidate.rank), weakestPriority);
}

function definitionOf({ definition }: Prioritised): Definition {
  return definition;
}

function lostByPriority({ definition, rank: priority }: Ranked): LostDefinition {
  return { definition, why: { kind: 'priority', priority } };
}

function lostByCondition(definitions: readonly Definition[]): readonly LostDefinition[] {
  return definitions
    .flatMap(dischargedAway)
    .map((definition) => ({ definition, why: { kind: 'condition' } }));
}

function mergeCertain(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Omit<Merged, 'priority' | 'lost'> {
  const final = sortProperties(definitions);
  const facts = { definitions: final, hangsOn: null };
  if (final.length === 0) {
    return { ...emptyValue(location, type, merger), ...facts, isDefined: false };
  }
  const check = once(
    () => `\`${showOption(location)}\``,
    () => {
      const refused = isUnchecked(type) ? [] : refusedBy(type, final);
      const last = refused.at(-1);
      if (last === undefined) return;
      const isWrong = refusedBy(type, [last]).length > 0;
      throw isWrong ? wrongType(location, type, last) : wrongTogether(location, type, refused);
    },
  );
  const checked = <T>(compute: () => T): T => {
    check();
    return compute();
  };
  const { value, entries, submodule } = mergeType(location, type, final, merger);
  return {
    ...facts,
    isDefined: true,
    value: delay(() => checked(() => force(value))),
    entries: entries && (() => checked(entries)),
    submodule: submodule && (() => checked(submodule)),
  };
}

/** Whether it says nothing that it is not known which values the type takes: its value is unknown anyway. */
function isUnchecked(type: OptionType): boolean {
  return type.kind === 'unmodelled' && isUnknown(force(type.check));
}

/** Sets of one priority merge attribute by attribute, so that a condition can stand on each of these. */
function mergesByElement(type: OptionType, contenders: readonly Ranked[]): boolean {
  const isByElement = type.kind === 'submodule' ? isShorthand(type) : isEagerSet(type);
  const [first] = contenders;
  if (!isByElement || contenders.some((contender) => contender.rank !== first?.rank)) return false;
  // A submodule that nothing defines has another `name`.
  const isSurelyDefined = contenders.some(({ condition }) => condition === null);
  if (type.kind === 'submodule' && !isSurelyDefined) return false;
  return contenders.every(({ definition }) => isSet(definition.slot));
}

function isShorthand({ shorthandOnlyDefinesConfig }: SubmoduleType): boolean {
  return quietly(() => force(shorthandOnlyDefinesConfig)) === true;
}

function isEagerSet(type: OptionType): boolean {
  return type.kind === 'attrsOf' && !type.lazy;
}

function isSet(slot: Slot): boolean {
  const value = force(slot);
  return typeof value === 'object' && value?.kind === 'set';
}

function withCondition({ definition, condition }: Candidate): Definition {
  if (condition === null) return definition;
  return mapDefinition(definition, (slot) => mkIf(condition, slot));
}

interface Alternatives {
  readonly contenders: readonly Ranked[];
  readonly weaker: readonly Ranked[];
  readonly cause: Unknown;
}

/** What the value is in each case, and where these agree, what it is. */
function mergeAlternatives(
  location: Location,
  type: OptionType,
  { contenders, weaker, cause }: Alternatives,
  merger: Merger,
): Merged {
  const certain = contenders.filter(({ condition }) => condition === null);
  const uncertain = contenders.filter(({ condition }) => condition !== null);
  const mergeOf = (some: readonly Ranked[]) => (): Value => {
    const chosen = contenders.filter((each) => each.condition === null || some.includes(each));
    const strongest = strongestRank(chosen);
    // A single definition counts whatever its priority is.
    const isOne = chosen.length + weaker.length === 1;
    const final = isOne ? chosen : chosen.filter((each) => each.rank === strongest);
    return force(mergeCertain(location, type, final.map(definitionOf), merger).value);
  };
  const value =
    uncertain.length > combinedConditions
      ? cause
      : delay(() => join(cause, subsets(uncertain).map(mergeOf)));
  return {
    isDefined: certain.length > 0 ? true : cause,
    priority: () => null,
    value,
    definitions: contenders.map(definitionOf),
    hangsOn: cause,
    lost: () => weaker.map(lostByPriority),
    entries: null,
    submodule: null,
  };
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  let found: readonly (readonly T[])[] = [[]];
  for (const item of items) found = [...found, ...found.map((subset) => [...subset, item])];
  return found;
}
