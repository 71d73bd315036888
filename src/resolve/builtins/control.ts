import { show } from '../../report/quote.ts';
import { string } from '../demand.ts';
import { discard } from '../discard.ts';
import { attempt } from '../join.ts';
import { isCatchable, isContextual, NixError } from '../nix-error.ts';
import { enter, leave, stack } from '../stack.ts';
import { coerceToString, interpolation } from '../text.ts';
import { force } from '../thunk.ts';
import { tell } from '../trace.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, isUnknown, unknown } from '../unknown.ts';
import type { Slot, Value } from '../value.ts';
import { primop, setOf } from '../value.ts';
import type { Builtins } from './index.ts';

export const controlBuiltins: Builtins = {
  throw: primop('throw', 1, (message) => {
    throw new NixError('throw', messageText(message));
  }),
  abort: primop('abort', 1, (message) => {
    throw new NixError('abort', `evaluation aborted: ${messageText(message)}`);
  }),
  seq: primop('seq', 2, (first, second) => {
    discard(first);
    return force(second);
  }),
  deepSeq: primop('deepSeq', 2, (first, second) => {
    discardDeep(first, new Set());
    return force(second);
  }),
  tryEval: primop('tryEval', 1, tryEval),
  trace: primop('trace', 2, (message, value) => {
    tell('trace', message);
    return force(value);
  }),
  traceVerbose: primop('traceVerbose', 2, (_message, value) => force(value)),
  warn: primop('warn', 2, (message, value) => {
    if (isUnknown(attempt(() => string(message)))) assumptions.made += 1;
    tell('warning', message);
    return force(value);
  }),
  addErrorContext: primop('addErrorContext', 2, (_message, value) => force(value)),
  break: primop('break', 1, (value) => force(value)),
};

/** A failure is one whether or not what it says is known. */
function messageText(slot: Slot): string {
  const text = attempt(() => coerceToString(slot, interpolation));
  if (typeof text === 'string') return show(text);
  assumptions.made += 1;
  return 'for a reason that is not known';
}

/**
 * Catches `throw` and failed assertions. Where something unknown was passed over, that may fail, and with it the
 * value.
 */
function tryEval(slot: Slot): Value {
  const { depth, calls } = stack;
  const { made } = assumptions;
  const passedOver = unknown('builtins.tryEval', 'it hangs on whether something unknown fails');
  try {
    const value = force(slot);
    if (isUnknown(value)) return outcome(value, value);
    return assumptions.made === made ? outcome(true, slot) : outcome(passedOver, passedOver);
  } catch (signal) {
    if (!(signal instanceof NixError) || isContextual(signal)) throw signal;
    stack.depth = depth;
    stack.calls = calls;
    if (isCatchable(signal)) return outcome(false, false);
    if (assumptions.made === made) throw signal;
    return outcome(passedOver, passedOver);
  }
}

function outcome(success: boolean | Unknown, value: Slot): Value {
  return setOf([
    ['success', success],
    ['value', value],
  ]);
}

/** Evaluates lists and sets with all that is in them. */
function discardDeep(slot: Slot, seen: Set<Value>): void {
  discard(slot);
  const value = force(slot);
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  enter(4);
  const isOpen = (value.kind === 'list' || value.kind === 'set') && value.rest !== null;
  if (isOpen) assumptions.made += 1;
  if (value.kind === 'list') for (const item of value.items) discardDeep(item, seen);
  else if (value.kind === 'set') {
    for (const attribute of value.attributes.values()) discardDeep(attribute.slot, seen);
  }
  leave(4);
}
