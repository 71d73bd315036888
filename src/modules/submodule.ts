import type { Span } from '../report/span.ts';
import { encode } from '../report/utf8.ts';
import { boolean } from '../resolve/demand.ts';
import { delay, force } from '../resolve/thunk.ts';
import { UnknownSignal } from '../resolve/unknown.ts';
import type { Slot } from '../resolve/value.ts';
import { attributeSet, list, setOf } from '../resolve/value.ts';
import type { ImportProblems, ModuleSource } from './collect.ts';
import type { SubmoduleType } from './merger.ts';
import type { Definition, Location } from './option.ts';
import { defaultPriority, mkOverride } from './properties.ts';

/**
 * The modules of a submodule's value: those of its type, with the definitions among them (`submoduleWith`).
 *
 * @param location null for a submodule that nothing defines
 */
export function submoduleSources(
  location: Location | null,
  type: SubmoduleType,
  definitions: readonly Definition[],
): readonly ModuleSource[] {
  const named = location?.at(-1);
  return [
    { slot: nameModule(mkOverride(defaultPriority, withoutName)), file: '', key: ':name-default' },
    ...type.modules.map((slot, index) => ({ slot, file: '', key: `:type-${index}` })),
    ...(named === undefined ? [] : [{ slot: nameModule(named), file: '', key: ':name' }]),
    ...definitions.map(({ slot, file, span }, index) => ({
      file,
      key: `:definition-${index}`,
      slot: definitionModule(slot, span, type.shorthandOnlyDefinesConfig),
    })),
  ];
}

/** The `name` of a submodule that stands nowhere. */
const withoutName = encode('‹name›');

function nameModule(name: Slot): Slot {
  return setOf([['config', setOf([['_module', setOf([['args', setOf([['name', name]])]])]])]]);
}

/**
 * A definition as a module: a set is configuration only where the type says so.
 *
 * @param shorthand fails for a set if it is no Boolean, as in nixpkgs
 */
function definitionModule(slot: Slot, span: Span | null, shorthand: Slot): Slot {
  return delay(() => {
    const value = force(slot);
    const isConfig = typeof value === 'object' && value?.kind === 'set' && boolean(shorthand);
    const attribute = { slot: isConfig ? value : list([slot]), span };
    return attributeSet(new Map([[isConfig ? 'config' : 'imports', attribute]]));
  });
}

/** Inside a value, what is wrong with its modules is wrong with the value. */
export const problemsOfValue: ImportProblems = {
  skipped: (cause) => {
    throw new UnknownSignal(cause);
  },
  unresolved: (cause) => {
    throw new UnknownSignal(cause);
  },
  failed: (error) => {
    throw error;
  },
};
