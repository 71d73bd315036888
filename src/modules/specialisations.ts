import { quietly } from '../resolve/join.ts';
import type { ImportProblems, ModuleSource } from './collect.ts';
import { evaluateModules, type ModulesInput } from './evaluate-modules.ts';
import type { Definition, Level, Location } from './option.ts';

/** A variant of the configuration that is built beside it (`specialisation.NAME.configuration`). */
export interface Specialisation {
  readonly name: string;
  readonly definition: Definition;
}

/**
 * The specialisations whose own modules define something at a path. What can't be read of them is passed over.
 *
 * @param base what modules of the configuration are evaluated with; its sources are only those that declare options
 */
export function specialisationsThatDefine(
  path: Location,
  level: Level,
  base: Omit<ModulesInput, 'problems'>,
): readonly Specialisation[] {
  return specialisationsOf(level).filter(({ definition }) => {
    const { slot, file } = definition;
    const source: ModuleSource = { slot, file, key: ':specialisation' };
    const input = { ...base, sources: [...base.sources, source], problems: passedOver };
    return quietly(() => evaluateModules(input).defines(path)) === 'yes';
  });
}

const passedOver: ImportProblems = {
  skipped: () => {},
  unresolved: () => {},
  failed: () => {},
};

function specialisationsOf(level: Level): readonly Specialisation[] {
  const entries = quietly(() => level.option(['specialisation'])?.merged.entries?.() ?? null);
  return [...(entries?.known ?? [])].flatMap(([name, one]) => {
    const definitions = quietly(
      () => one().submodule?.().option(['configuration'])?.merged.definitions ?? null,
    );
    return (definitions ?? []).map((definition) => ({ name, definition }));
  });
}
