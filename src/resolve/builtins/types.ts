import { known } from '../demand.ts';
import { describe } from '../describe.ts';
import { NixError } from '../nix-error.ts';
import { force } from '../thunk.ts';
import { isText, isUnknown } from '../unknown.ts';
import type { Attribute, Kind, Primop, Slot, Value } from '../value.ts';
import { attributeSet, emptySet, kindOf, primop, setOf } from '../value.ts';
import type { Builtins } from './index.ts';

export const typeBuiltins: Builtins = {
  typeOf: primop('typeOf', 1, (slot) => typeOf(slot)),
  isAttrs: isOf('isAttrs', 'set'),
  isBool: isOf('isBool', 'bool'),
  isFloat: isOf('isFloat', 'float'),
  isFunction: isOf('isFunction', 'lambda', 'primop'),
  isInt: isOf('isInt', 'integer'),
  isList: isOf('isList', 'list'),
  isNull: isOf('isNull', 'null'),
  isPath: isOf('isPath', 'path'),
  isString: isOf('isString', 'string'),
  functionArgs: primop('functionArgs', 1, functionArgs),
};

function isOf(name: string, ...kinds: readonly Kind[]): Primop {
  return primop(name, 1, (slot) => kinds.includes(knownKind(slot)));
}

function knownKind(slot: Slot): Kind {
  const value = force(slot);
  return isUnknown(value) && isText(value) ? 'string' : kindOf(known(value));
}

function typeOf(slot: Slot): string {
  const kind = knownKind(slot);
  if (kind === 'integer') return 'int';
  return kind === 'primop' ? 'lambda' : kind;
}

/** A function's formals, each with whether it has a default. */
function functionArgs(slot: Slot): Value {
  const value = known(slot);
  if (typeof value === 'object' && value?.kind === 'primop') {
    return setOf(value.formals?.[value.arguments.length] ?? []);
  }
  if (typeof value !== 'object' || value?.kind !== 'lambda') {
    throw new NixError('type', `\`functionArgs\` takes a function, not ${describe(value)}`);
  }
  const { expression, span } = value.code;
  if (expression.parameter.kind === 'name') return emptySet;
  const attributes = new Map<string, Attribute>();
  for (const { name, start, end, default: fallback } of expression.parameter.formals) {
    attributes.set(name, { slot: fallback !== null, span: { source: span.source, start, end } });
  }
  return attributeSet(attributes);
}
