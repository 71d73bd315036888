import { call } from '../apply.ts';
import { boolean, integer, known, numeric, string } from '../demand.ts';
import { lessThan } from '../equal.ts';
import { attempt } from '../join.ts';
import { NixError } from '../nix-error.ts';
import { divide, integerOf, multiply, refuseZero, subtract } from '../number.ts';
import { coerceToString, concatenation, toStringBuiltin } from '../text.ts';
import { delay, force } from '../thunk.ts';
import { assumptions, isUnknown } from '../unknown.ts';
import { update } from '../update.ts';
import type { Primop, Slot, Value } from '../value.ts';
import { capturing, list, primop, setOf } from '../value.ts';
import type { Library, Members } from './library.ts';
import { compare, contains } from './lists.ts';
import {
  apply,
  assert,
  choose,
  hasAttribute,
  itemsOf,
  select,
  selectOr,
  textOf,
  thrown,
} from './operators.ts';
import { warned } from './warn.ts';

/** nixpkgs' `lib/trivial.nix`. */
export function trivial(library: Library): Members {
  const { builtin } = library;
  const throwIf = (condition: () => Value, message: Slot): Value =>
    choose(
      condition,
      () => {
        throw thrown(coerceToString(message, concatenation));
      },
      () => identity,
    );
  const warnIf = (condition: () => Value, message: Slot): Value => {
    const warns = attempt(condition);
    if (isUnknown(warns)) {
      assumptions.made += 1;
      return identity;
    }
    return choose(
      () => warns,
      () => primop('warn', 1, (value) => warned(message, value)),
      () => identity,
    );
  };
  return {
    id: identity,
    const: primop('const', 2, (value) => force(value)),
    pipe: primop('pipe', 2, (value, functions) => {
      const step = primop('pipe', 2, (before, f) => apply(f, before));
      return apply(builtin("foldl'"), step, value, functions);
    }),
    concat: primop('concat', 2, (left, right) => list([...itemsOf(left), ...itemsOf(right)])),
    or: primop('or', 2, (left, right) => decide(true, left, right)),
    and: primop('and', 2, (left, right) => decide(false, left, right)),
    xor: primop('xor', 2, (left, right) => boolean(left) !== boolean(right)),
    bitNot: primop('bitNot', 1, (value) => subtract(-1, numeric(known(value)))),
    boolToString: primop('boolToString', 1, (value) => chosen(value, 'true', 'false')),
    boolToYesNo: primop('boolToYesNo', 1, (value) => chosen(value, 'yes', 'no')),
    mergeAttrs: primop('mergeAttrs', 2, (left, right) =>
      update(
        attempt(() => force(left)),
        attempt(() => force(right)),
      ),
    ),
    flip: primop('flip', 3, (f, first, second) => apply(f, second, first)),
    defaultTo: primop('defaultTo', 2, (fallback, value) =>
      known(value) === null ? force(fallback) : force(value),
    ),
    mapNullable: primop('mapNullable', 2, (f, value) =>
      known(value) === null ? null : apply(f, value),
    ),
    min: primop('min', 2, (left, right) =>
      lessThan(known(left), known(right)) ? force(left) : force(right),
    ),
    max: primop('max', 2, (left, right) =>
      lessThan(known(right), known(left)) ? force(left) : force(right),
    ),
    mod: primop('mod', 2, (base, by) => {
      const dividend = numeric(known(base));
      const divisor = numeric(known(by));
      refuseZero(divisor);
      return subtract(dividend, multiply(divisor, divide(dividend, divisor)));
    }),
    compare: primop('compare', 2, compare),
    splitByAndCompare: primop('splitByAndCompare', 4, (predicate, yes, no, left) =>
      primop('splitByAndCompare', 1, (right) => {
        const second = () => boolean(apply(predicate, right));
        if (boolean(apply(predicate, left))) return second() ? apply(yes, left, right) : -1;
        return second() ? 1 : apply(no, left, right);
      }),
    ),
    importJSON: primop('importJSON', 1, (path) =>
      call(
        builtin('fromJSON'),
        delay(() => call(builtin('readFile'), path)),
      ),
    ),
    importTOML: primop('importTOML', 1, (path) =>
      call(
        builtin('fromTOML'),
        delay(() => call(builtin('readFile'), path)),
      ),
    ),
    warn: primop('warn', 2, warned),
    warnIf: primop('warnIf', 2, (condition, message) => warnIf(() => force(condition), message)),
    warnIfNot: primop('warnIfNot', 2, (condition, message) =>
      warnIf(() => !boolean(condition), message),
    ),
    throwIf: primop('throwIf', 2, (condition, message) => throwIf(() => force(condition), message)),
    throwIfNot: primop('throwIfNot', 2, (condition, message) =>
      throwIf(() => !boolean(condition), message),
    ),
    checkListOfEnum: primop('checkListOfEnum', 3, (message, valid, given) => {
      const unexpected = itemsOf(given).filter((item) => !contains(valid, item));
      const show = (items: readonly Slot[]) =>
        items.map((item) => coerceToString(item, toStringBuiltin)).join(', ');
      if (unexpected.length === 0) return identity;
      throw thrown(
        `${textOf(message)}: ${show(unexpected)} unexpected; valid ones: ${show(itemsOf(valid))}`,
      );
    }),
    info: primop('info', 2, (message, value) => {
      textOf(message);
      return force(value);
    }),
    showWarnings: primop('showWarnings', 2, (warnings, result) => {
      for (const warning of itemsOf(warnings)) string(warning);
      return force(result);
    }),
    setFunctionArgs: primop('setFunctionArgs', 2, setFunctionArgs),
    functionArgs: primop('functionArgs', 1, (f) => functionArgs(library, f)),
    isFunction: primop('isFunction', 1, (f) => isFunction(f)),
    mirrorFunctionArgs: primop('mirrorFunctionArgs', 2, (f, g) =>
      setFunctionArgs(
        g,
        delay(() => functionArgs(library, f)),
      ),
    ),
    toFunction: primop('toFunction', 1, (value) =>
      isFunction(value)
        ? force(value)
        : capturing(
            [value],
            primop('toFunction', 1, () => force(value)),
          ),
    ),
    fromHexString: primop('fromHexString', 1, (text) => {
      const digits = /^(?:0x)?([0-7]?[0-9A-Fa-f]{1,15})$/.exec(string(text))?.[1];
      if (digits !== undefined) return fromHex(digits);
      const loose = /^(?:0x)?([0-9a-f]+(?:_[0-9a-f]+)*)$/.exec(string(text).toLowerCase())?.[1];
      if (loose !== undefined) return fromHex(loose.replaceAll('_', ''));
      throw new NixError('value', 'fromHexString: this is not a hexadecimal number');
    }),
    toHexString: primop('toHexString', 1, (value) => {
      const digits = itemsOf(toBaseDigits(16, value)).map((digit) =>
        Number(integer(digit)).toString(16).toUpperCase(),
      );
      return digits.join('');
    }),
    toBaseDigits: primop('toBaseDigits', 2, toBaseDigits),
  };
}

/** `lib.id` */
export const identity: Primop = primop('id', 1, (value) => force(value));

/** `lib.isFunction`: a set with `__functor` counts. */
export function isFunction(slot: Slot): boolean {
  const value = known(slot);
  if (typeof value !== 'object' || value === null) return false;
  if (value.kind === 'lambda' || value.kind === 'primop') return true;
  if (!hasAttribute(value, '__functor')) return false;
  const called = known(call(select(value, '__functor'), value));
  return typeof called === 'object' && (called?.kind === 'lambda' || called?.kind === 'primop');
}

/** `lib.functionArgs`: the names of the formals, and whether they have defaults. */
export function functionArgs({ builtin }: Library, f: Slot): Value {
  if (!hasAttribute(f, '__functor')) return call(builtin('functionArgs'), f);
  return selectOr(f, '__functionArgs', () => {
    const called = delay(() => call(select(f, '__functor'), f));
    return call(builtin('functionArgs'), called);
  });
}

/** `lib.setFunctionArgs` */
export function setFunctionArgs(f: Slot, args: Slot): Value {
  return setOf([
    [
      '__functor',
      capturing(
        [f],
        primop('__functor', 1, () => force(f)),
      ),
    ],
    ['__functionArgs', args],
  ]);
}

/** `&&` and `||`, of which the `decisive` value on either side decides. */
function decide(decisive: boolean, left: Slot, right: Slot): Value {
  return choose(
    () => boolean(left) === decisive,
    () => decisive,
    () => boolean(right),
  );
}

function chosen(condition: Slot, yes: string, no: string): Value {
  return choose(
    () => force(condition),
    () => yes,
    () => no,
  );
}

function fromHex(digits: string): number | bigint {
  return integerOf(BigInt(`0x${digits}`), 'reading hexadecimal digits');
}

function toBaseDigits(base: Slot, value: Slot): Value {
  for (const slot of [base, value]) {
    assert(() => {
      const number = known(slot);
      return typeof number === 'number' || typeof number === 'bigint';
    });
  }
  assert(() => integer(base) >= 2);
  assert(() => integer(value) >= 0);
  const by = BigInt(integer(base));
  const digits: number[] = [];
  let left = BigInt(integer(value));
  do {
    digits.push(Number(left % by));
    left /= by;
  } while (left > 0n);
  return list(digits.reverse());
}
