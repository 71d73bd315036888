import { string } from '../demand.ts';
import { force } from '../thunk.ts';
import type { Slot, Value } from '../value.ts';

/** `builtins.warn message value`: what it would print is of no concern here. */
export function warned(message: Slot, value: Slot): Value {
  string(message);
  return force(value);
}
