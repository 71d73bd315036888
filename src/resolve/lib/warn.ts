import { string } from '../demand.ts';
import { force } from '../thunk.ts';
import { tell } from '../trace.ts';
import type { Slot, Value } from '../value.ts';

/** `builtins.warn message value` */
export function warned(message: Slot, value: Slot): Value {
  string(message);
  tell('warning', message);
  return force(value);
}
