import { NixError } from './nix-error.ts';
import type { Float, Value } from './value.ts';
import { float } from './value.ts';

/** A number of either kind, as Nix's arithmetic takes it. */
export type Numeric = number | bigint | Float;

export function isNumeric(value: Value): value is Numeric {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && value.kind === 'float';
}

const least = -(2n ** 63n);
const greatest = 2n ** 63n - 1n;

/**
 * An integer in the one form that a value has it in.
 *
 * @throws NixError beyond 64 bits, as Nix 2.26 does
 */
export function integerOf(value: bigint, operation: string | (() => string)): number | bigint {
  if (value < least || value > greatest) {
    const what = typeof operation === 'string' ? operation : operation();
    throw new NixError('value', `integer overflow in ${what}`);
  }
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

export function add(left: Numeric, right: Numeric): Numeric {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  if (isFloat(left) || isFloat(right)) return float(real(left) + real(right));
  return integerOf(BigInt(left) + BigInt(right), () => `adding ${left} + ${right}`);
}

export function subtract(left: Numeric, right: Numeric): Numeric {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (Number.isSafeInteger(difference)) return difference;
  }
  if (isFloat(left) || isFloat(right)) return float(real(left) - real(right));
  return integerOf(BigInt(left) - BigInt(right), () => `subtracting ${left} - ${right}`);
}

export function multiply(left: Numeric, right: Numeric): Numeric {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  if (isFloat(left) || isFloat(right)) return float(real(left) * real(right));
  return integerOf(BigInt(left) * BigInt(right), () => `multiplying ${left} * ${right}`);
}

/** Nix does so before it looks at the number that is divided. */
export function refuseZero(divisor: Numeric): void {
  if (real(divisor) === 0) throw new NixError('value', 'division by zero');
}

/** Integers divide towards zero; the divisor is not zero. */
export function divide(left: Numeric, right: Numeric): Numeric {
  if (isFloat(left) || isFloat(right)) return float(real(left) / real(right));
  if (typeof left === 'number' && typeof right === 'number') return Math.trunc(left / right) + 0;
  return integerOf(BigInt(left) / BigInt(right), () => `dividing ${left} / ${right}`);
}

/** @returns whether the left is less; integers compare exactly, with a float as floats */
export function less(left: Numeric, right: Numeric): boolean {
  if (isFloat(left) || isFloat(right)) return real(left) < real(right);
  return left < right;
}

export function sameNumber(left: Numeric, right: Numeric): boolean {
  if (isFloat(left) || isFloat(right)) return real(left) === real(right);
  return left === right;
}

function isFloat(value: Numeric): value is Float {
  return typeof value === 'object';
}

function real(value: Numeric): number {
  return isFloat(value) ? value.value : Number(value);
}
