import { call2 } from '../apply.ts';
import { boolean, callable, list as listOf } from '../demand.ts';
import { discard } from '../discard.ts';
import { attempt } from '../join.ts';
import { isUnknown } from '../unknown.ts';
import type { Slot } from '../value.ts';
import { list, primop } from '../value.ts';
import type { Builtins } from './index.ts';
import { stableSort } from './stable-sort.ts';

export const sortBuiltins: Builtins = {
  sort: primop('sort', 2, (comparator, slot) => {
    const all = listOf(slot);
    if (all.items.length === 0) return all;
    const callee = callable(comparator);
    for (const item of all.items) discard(item);
    const isBefore = (left: Slot, right: Slot) => boolean(call2(callee, left, right));
    const sorted = attempt(() => list(stableSort(all.items, isBefore)));
    return isUnknown(sorted) ? list(all.items.map(() => sorted)) : sorted;
  }),
};
