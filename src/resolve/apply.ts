import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { suggest } from '../report/suggestion.ts';
import { known } from './demand.ts';
import { describe } from './describe.ts';
import { NixError } from './nix-error.ts';
import { descend, stack, tooManyCalls } from './stack.ts';
import { force } from './thunk.ts';
import { partOf, resultOf } from './unknown.ts';
import type { AttributeSet, Primop, Slot, Value } from './value.ts';
import { unknownAttribute } from './value.ts';

/** Stack units that a call takes besides those of what it calls. */
const callHeight = 3;

/** Applies a function to one argument. What is called may be unknown, and then so is the result. */
export function call(callee: Value, argument: Slot): Value {
  return callAll(callee, [argument]);
}

export function call2(callee: Value, first: Slot, second: Slot): Value {
  return callAll(callee, [first, second]);
}

/** Applies a function to arguments, one after the other, as the single call that Nix counts it as. */
export function callAll(callee: Value, args: readonly Slot[]): Value {
  stack.calls += 1;
  if (stack.calls > stack.limits.calls) tooManyCalls();
  descend(callHeight);
  let value = callee;
  let at = 0;
  while (at < args.length) {
    if (typeof value !== 'object' || value === null) throw notCallable(value);
    switch (value.kind) {
      case 'lambda':
        value = value.code.invoke(value.environment, args[at] ?? null);
        at += 1;
        break;
      case 'primop': {
        const missing = value.arity - value.arguments.length;
        const taken = args.length - at < missing ? args.slice(at) : args.slice(at, at + missing);
        value = supply(value, taken);
        at += taken.length;
        break;
      }
      case 'set':
        value = callAll(functor(value), [value, args[at] ?? null]);
        at += 1;
        break;
      case 'unknown':
        value = resultOf(value, args.slice(at));
        at = args.length;
        break;
      default:
        throw notCallable(value);
    }
  }
  stack.calls -= 1;
  stack.depth -= callHeight;
  return value;
}

/** What a call of the value calls: of a set with `__functor`, the function that this gives. */
export function functionCallee(value: Value): Value {
  if (typeof value !== 'object' || value?.kind !== 'set') return value;
  return call(functor(value), value);
}

function supply(callee: Primop, args: readonly Slot[]): Value {
  const all = callee.arguments.length === 0 ? args : [...callee.arguments, ...args];
  if (all.length < callee.arity) return { ...callee, arguments: all };
  return callee.run(all[0] ?? null, all[1] ?? null, all[2] ?? null, all[3] ?? null);
}

function functor(set: AttributeSet): Value {
  const attribute = set.attributes.get('__functor');
  if (attribute !== undefined) return known(attribute.slot);
  if (set.rest !== null) return set.rest;
  throw notCallable(set);
}

function notCallable(value: Value): NixError {
  return new NixError('type', `this is ${describe(value)}, which can't be called like a function`);
}

/** The value of an attribute of a set. */
export function attribute(set: AttributeSet, name: string): Value {
  const found = set.attributes.get(name);
  if (found !== undefined) return force(found.slot);
  const unknown = unknownAttribute(set, name);
  if (unknown !== null) return partOf(unknown, [name], unknown.subject, unknown.span);
  throw missingAttribute(set, name, null);
}

/** @param span of the name */
export function missingAttribute(set: AttributeSet, name: string, span: Span | null): NixError {
  const error = new NixError('missing-attribute', `attribute ${quote(name)} missing`, span);
  const similar = suggest(name, set.attributes.keys());
  if (similar !== null) error.help = `did you mean ${quote(similar)}?`;
  return error;
}
