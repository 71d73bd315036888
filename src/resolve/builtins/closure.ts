import { attribute, call } from '../apply.ts';
import { callable, known, list as listOf, set as setFrom } from '../demand.ts';
import { lessThan } from '../equal.ts';
import { spend } from '../stack.ts';
import type { Slot, Value } from '../value.ts';
import { list, primop } from '../value.ts';
import type { Builtins } from './index.ts';

export const closureBuiltins: Builtins = {
  genericClosure: primop('genericClosure', 1, (slot) => {
    const options = setFrom(slot);
    const start = listOf(attribute(options, 'startSet'));
    if (start.items.length === 0) return start;
    return list(closure(start.items, callable(attribute(options, 'operator'))));
  }),
};

/** An item is kept, with all that it was made from. */
const stepsPerItem = 16;

/** What the operator reaches from the items given, breadth first, one item for each `key`. */
function closure(start: readonly Slot[], operator: Value): readonly Slot[] {
  const queue = [...start];
  const reached: Slot[] = [];
  const keys: Value[] = [];
  for (const item of queue) {
    spend(stepsPerItem);
    const key = known(attribute(setFrom(item), 'key'));
    if (!insert(keys, key)) continue;
    reached.push(item);
    for (const next of listOf(call(operator, item)).items) {
      setFrom(next);
      queue.push(next);
    }
  }
  return reached;
}

/** Adds a key to those sorted already, unless it is there. */
function insert(keys: Value[], key: Value): boolean {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = keys[middle] ?? null;
    if (lessThan(found, key)) low = middle + 1;
    else if (lessThan(key, found)) high = middle;
    else return false;
  }
  keys.splice(low, 0, key);
  return true;
}
