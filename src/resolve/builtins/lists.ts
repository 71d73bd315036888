import { call } from '../apply.ts';
import { callable, list as listOf } from '../demand.ts';
import { delay } from '../thunk.ts';
import { list, primop } from '../value.ts';
import type { Builtins } from './index.ts';

export const listBuiltins: Builtins = {
  length: primop('length', 1, (items) => listOf(items).items.length),
  map: primop('map', 2, (transform, items) => {
    const { items: slots } = listOf(items);
    if (slots.length === 0) return listOf(items);
    const callee = callable(transform);
    return list(slots.map((slot) => delay(() => call(callee, slot))));
  }),
};
