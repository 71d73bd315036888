import { integer, known, numeric } from '../demand.ts';
import { lessThan } from '../equal.ts';
import type { Numeric } from '../number.ts';
import { add, divide, integerOf, multiply, refuseZero, subtract } from '../number.ts';
import { UnknownSignal, unknown } from '../unknown.ts';
import type { Primop, Value } from '../value.ts';
import { primop } from '../value.ts';
import type { Builtins } from './index.ts';

export const arithmeticBuiltins: Builtins = {
  add: arithmetic('add', add),
  sub: arithmetic('sub', subtract),
  mul: arithmetic('mul', multiply),
  div: arithmetic('div', divide),
  bitAnd: bitwise('bitAnd', (left, right) => left & right),
  bitOr: bitwise('bitOr', (left, right) => left | right),
  bitXor: bitwise('bitXor', (left, right) => left ^ right),
  ceil: rounding('ceil', Math.ceil),
  floor: rounding('floor', Math.floor),
  lessThan: primop('lessThan', 2, (left, right) => lessThan(known(left), known(right))),
};

function arithmetic(name: string, operate: (left: Numeric, right: Numeric) => Numeric): Primop {
  return primop(name, 2, (left, right) => {
    const first = known(left);
    const second = known(right);
    const operand = numeric(second);
    if (operate === divide) refuseZero(operand);
    return operate(numeric(first), operand);
  });
}

/** On 64 bits, in two's complement. */
function bitwise(name: string, operate: (left: bigint, right: bigint) => bigint): Primop {
  return primop(name, 2, (left, right) =>
    integerOf(operate(BigInt(integer(left)), BigInt(integer(right))), name),
  );
}

const beyondIntegers = 'what a float beyond 64 bits becomes hangs on the processor';

/** Nix rounds integers as floats, too: beyond 2^53 that changes them. */
function rounding(name: string, round: (value: number) => number): Primop {
  return primop(name, 1, (slot): Value => {
    const value = numeric(known(slot));
    const rounded = round(typeof value === 'object' ? value.value : Number(value));
    if (rounded >= -(2 ** 63) && rounded < 2 ** 63) return integerOf(BigInt(rounded), name);
    throw new UnknownSignal(unknown(`builtins.${name}`, beyondIntegers));
  });
}
