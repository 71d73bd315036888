import { attempt, join } from '../resolve/join.ts';
import type { OptionType } from '../resolve/lib/option-type.ts';
import { delay, force } from '../resolve/thunk.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { isUnknown } from '../resolve/unknown.ts';
import type { Slot } from '../resolve/value.ts';
import { mergeType } from './merge-type.ts';
import type { Merger } from './merger.ts';
import type { Definition, Location, Merged } from './option.ts';
import {
  dischargeProperties,
  mapDefinition,
  mkIf,
  type Prioritised,
  sortProperties,
  takePriority,
} from './properties.ts';

/** Definitions that hang on something unknown are tried in all combinations, up to this many. */
const combinedConditions = 4;

/** Where no definition is stronger, `filterOverrides` of several definitions starts from this priority. */
const weakestPriority = 9999;

interface Candidate extends Prioritised {
  /** What it hangs on whether the definition counts; null if it does. */
  readonly condition: Unknown | null;
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
    if (isUnknown(value)) return unknownMerge(value, definitions);
  }
  const candidates = discharged.map(({ definition, condition }) => ({
    ...takePriority(definition),
    condition,
  }));
  const strongest = strongestPriority(candidates.filter(({ condition }) => condition === null));
  const contenders = candidates.filter(({ priority }) => priority <= strongest);
  const lost = candidates.filter((candidate) => !contenders.includes(candidate)).map(definitionOf);
  const uncertain = contenders.flatMap(({ condition }) => condition ?? []);
  const [cause] = uncertain;
  if (cause === undefined) {
    const final = contenders.map(definitionOf);
    return { ...mergeCertain(location, type, final, merger), priority: strongest, lost };
  }
  if (mergesByElement(type, contenders)) {
    const final = contenders.map(withCondition);
    const isDefined = final.length > uncertain.length ? true : cause;
    return { ...mergeCertain(location, type, final, merger), isDefined, priority: strongest, lost };
  }
  return mergeAlternatives(location, type, { contenders, lost, cause }, merger);
}

function unknownMerge(cause: Unknown, definitions: readonly Definition[]): Merged {
  return {
    isDefined: cause,
    priority: Number.NEGATIVE_INFINITY,
    value: cause,
    definitions,
    lost: [],
    entries: null,
    submodule: null,
  };
}

function strongestPriority(candidates: readonly Prioritised[]): number {
  const [first, ...others] = candidates;
  if (first === undefined) return Number.POSITIVE_INFINITY;
  if (others.length === 0) return first.priority;
  return candidates.reduce((least, { priority }) => Math.min(least, priority), weakestPriority);
}

function definitionOf({ definition }: Prioritised): Definition {
  return definition;
}

function mergeCertain(
  location: Location,
  type: OptionType,
  definitions: readonly Definition[],
  merger: Merger,
): Omit<Merged, 'priority' | 'lost'> {
  const final = sortProperties(definitions);
  const merged = mergeType(location, type, final, merger);
  return { ...merged, isDefined: final.length > 0, definitions: final };
}

/** Sets of one priority merge attribute by attribute, so that a condition can stand on each of these. */
function mergesByElement(type: OptionType, contenders: readonly Candidate[]): boolean {
  const [first] = contenders;
  const samePriority = contenders.every(({ priority }) => priority === first?.priority);
  if (type.kind !== 'attrsOf' && type.kind !== 'submodule') return false;
  return samePriority && contenders.every(({ definition }) => isSet(definition.slot));
}

function isSet(slot: Slot): boolean {
  const value = force(slot);
  return typeof value === 'object' && value?.kind === 'set';
}

function withCondition({ definition, condition }: Candidate): Definition {
  if (condition === null) return definition;
  return mapDefinition(definition, (slot) => mkIf(condition, slot));
}

/** What the value is in each case, and where these agree, what it is. */
function mergeAlternatives(
  location: Location,
  type: OptionType,
  {
    contenders,
    lost,
    cause,
  }: { contenders: readonly Candidate[]; lost: readonly Definition[]; cause: Unknown },
  merger: Merger,
): Merged {
  const certain = contenders.filter(({ condition }) => condition === null);
  const uncertain = contenders.filter(({ condition }) => condition !== null);
  const mergeOf = (chosen: readonly Candidate[]) => (): ReturnType<typeof force> => {
    const strongest = strongestPriority(chosen);
    const definitions = chosen.filter(({ priority }) => priority === strongest).map(definitionOf);
    return force(mergeCertain(location, type, definitions, merger).value);
  };
  const value =
    uncertain.length > combinedConditions
      ? cause
      : delay(() =>
          join(
            cause,
            subsets(uncertain).map((some) => mergeOf([...certain, ...some])),
          ),
        );
  return {
    isDefined: certain.length > 0 ? true : cause,
    priority: strongestPriority(certain),
    value,
    definitions: contenders.map(definitionOf),
    lost,
    entries: null,
    submodule: null,
  };
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  let found: readonly (readonly T[])[] = [[]];
  for (const item of items) found = [...found, ...found.map((subset) => [...subset, item])];
  return found;
}
