import { known, string } from '../demand.ts';
import { NixError } from '../nix-error.ts';
import { delay, force } from '../thunk.ts';
import { update } from '../update.ts';
import type { Slot, Value } from '../value.ts';
import { emptySet, setOf } from '../value.ts';
import { apply, hasAttribute, isSet, itemsOf, select, thrown } from './operators.ts';

/**
 * `lib.updateManyAttrsByPath`, of the updates that lead through one place.
 *
 * @param place the names that lead here
 * @param value undefined where there is none
 */
export function updateMany(
  place: readonly string[],
  value: Slot | undefined,
  updates: readonly Slot[],
): Value {
  const here: Slot[] = [];
  const below = new Map<string, Slot[]>();
  for (const slot of updates) {
    const path = itemsOf(select(slot, 'path'));
    if (path.length === place.length) {
      here.push(slot);
      continue;
    }
    const name = string(path[place.length] ?? null);
    const others = below.get(name);
    if (others === undefined) below.set(name, [slot]);
    else others.push(slot);
  }
  let result: Slot = delay(() => updateBelow(place, value, below));
  if (below.size === 0) {
    result =
      value !== undefined
        ? value
        : delay(() => {
            throw thrown(
              `updateManyAttrsByPath: Path '${place.join('.')}' does not exist in the given value`,
            );
          });
  }
  for (const slot of here) {
    const before = result;
    result = delay(() =>
      apply(
        delay(() => select(slot, 'update')),
        before,
      ),
    );
  }
  return force(result);
}

function updateBelow(
  place: readonly string[],
  value: Slot | undefined,
  below: ReadonlyMap<string, readonly Slot[]>,
): Value {
  const base = value === undefined ? emptySet : known(value);
  if (!isSet(base)) {
    throw new NixError('throw', 'updateManyAttrsByPath: a path leads through what is no set');
  }
  const nested = [...below].map(([name, updates]): [string, Slot] => [
    name,
    delay(() =>
      updateMany(
        [...place, name],
        hasAttribute(base, name) ? base.attributes.get(name)?.slot : undefined,
        updates,
      ),
    ),
  ]);
  return update(base, setOf(nested));
}
