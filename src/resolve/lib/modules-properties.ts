import { delay } from '../thunk.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import { setOf } from '../value.ts';
import { apply, itemsOf, mapItems, select, selectOr } from './operators.ts';

/** The priority of a definition that names none. */
export const defaultOverridePriority = 100;

/** The place of a definition that names none. */
export const defaultOrderPriority = 1000;

export function mkIf(condition: Slot, content: Slot): AttributeSet {
  return setOf([
    ['_type', 'if'],
    ['condition', condition],
    ['content', content],
  ]);
}

export function mkMerge(contents: Slot): AttributeSet {
  return setOf([
    ['_type', 'merge'],
    ['contents', contents],
  ]);
}

export function mkOverride(priority: Slot, content: Slot): AttributeSet {
  return setOf([
    ['_type', 'override'],
    ['priority', priority],
    ['content', content],
  ]);
}

export function mkOrder(priority: Slot, content: Slot): AttributeSet {
  return setOf([
    ['_type', 'order'],
    ['priority', priority],
    ['content', content],
  ]);
}

/** `lib.mkAliasAndWrapDefsWithPriority`: another option's definitions, with their priority. */
export function mkAliasWithPriority(wrap: Slot, option: Slot): AttributeSet {
  return alias(wrap, option, () => {
    const priority = delay(() => highestPriority(option));
    return mapItems(itemsOf(select(option, 'definitions')), (definition) =>
      mkOverride(priority, definition),
    );
  });
}

/** `lib.mkAliasAndWrapDefinitions`: another option's definitions. */
export function mkAlias(wrap: Slot, option: Slot): AttributeSet {
  return alias(wrap, option, () => select(option, 'definitions'));
}

/** The priority that an option's definitions have. */
export function highestPriority(option: Slot): Value {
  return selectOr(option, 'highestPrio', () => defaultOverridePriority);
}

function alias(wrap: Slot, option: Slot, definitions: () => Value): AttributeSet {
  return mkIf(
    delay(() => select(option, 'isDefined')),
    delay(() => apply(wrap, mkMerge(delay(definitions)))),
  );
}
