import { resolve } from 'node:path/posix';
import type { Binary, Expression, LexicalBinding, Negate, Not } from '../../syntax/expression.ts';
import { callAll } from '../apply.ts';
import type { Compiled, Environment, Evaluate } from '../code.ts';
import { boolean, known, numeric, openList, set } from '../demand.ts';
import { describe } from '../describe.ts';
import { equal, lessThan } from '../equal.ts';
import { attempt } from '../join.ts';
import { isContextual, NixError, passed } from '../nix-error.ts';
import type { Numeric } from '../number.ts';
import { add, divide, isNumeric, multiply, refuseZero, subtract } from '../number.ts';
import { spend, spendText, stack } from '../stack.ts';
import { append, coerced, coerceToText, concatenation, interpolation, isPath } from '../text.ts';
import { force } from '../thunk.ts';
import { assumptions, isUnknown } from '../unknown.ts';
import { update } from '../update.ts';
import type { List, Value } from '../value.ts';
import { list } from '../value.ts';
import type { Compiler, Delayed } from './compiler.ts';
import { truth } from './control.ts';
import { readLexical } from './variable.ts';

export function compileNot({ operand }: Not, compiler: Compiler): Compiled {
  const compiled = compiler.compile(operand);
  return {
    evaluate: (environment) => !boolean(compiled.evaluate(environment)),
    height: 2 + compiled.height,
  };
}

export function compileNegate(expression: Negate, compiler: Compiler): Compiled {
  const operand = compiler.compile(expression.operand);
  const evaluate: Evaluate =
    expression.redefined === undefined
      ? (environment) => arithmetic(subtract, 0, () => operand.evaluate(environment))
      : redefinition(expression.redefined, compiler, () => 0, compiler.delay(expression.operand));
  return placed(evaluate, 3 + operand.height, expression, compiler);
}

export function compileBinary(expression: Binary, compiler: Compiler): Compiled {
  const left = compiler.compile(expression.left);
  const right = compiler.compile(expression.right);
  const evaluate =
    expression.redefined === undefined
      ? operation(expression, left.evaluate, right.evaluate)
      : redefined(expression, expression.redefined, compiler);
  return placed(evaluate, 4 + Math.max(left.height, right.height), expression, compiler);
}

function placed(
  run: Evaluate,
  height: number,
  expression: Expression,
  compiler: Compiler,
): Compiled {
  const span = compiler.span(expression);
  const evaluate = (environment: Environment): Value => {
    try {
      return run(environment);
    } catch (signal) {
      if (signal instanceof NixError && signal.span === null) passed(signal, span, '');
      throw signal;
    }
  };
  return { evaluate, height };
}

function operation({ operator }: Binary, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case '+':
      return (environment) => plus(left(environment), () => right(environment));
    case '-':
      return (environment) => arithmetic(subtract, left(environment), () => right(environment));
    case '*':
      return (environment) => arithmetic(multiply, left(environment), () => right(environment));
    case '/':
      return (environment) => arithmetic(divide, left(environment), () => right(environment));
    case '++':
      return (environment) =>
        concatenate(
          attempt(() => left(environment)),
          attempt(() => right(environment)),
        );
    case '//':
      return (environment) =>
        updateWith(
          attempt(() => left(environment)),
          () => right(environment),
        );
    case '==':
      return (environment) => equal(left(environment), right(environment));
    case '!=':
      return (environment) => !equal(left(environment), right(environment));
    case '<':
      return (environment) => before(left, right, environment);
    case '>':
      return (environment) => before(right, left, environment);
    case '<=':
      return (environment) => !before(right, left, environment);
    case '>=':
      return (environment) => !before(left, right, environment);
    case '&&':
      return (environment) => shortCircuit(false, left, right, environment);
    case '||':
      return (environment) => shortCircuit(true, left, right, environment);
    case '->':
      return (environment) => shortCircuit(true, (at) => !boolean(left(at)), right, environment);
  }
}

/** The first operand decides what `+` is: a sum, a path, or text. What starts unknown is unknown. */
function plus(left: Value, right: () => Value): Value {
  if (isUnknown(left)) return isPath(left) ? append(left, textBehind(right)) : left;
  const first = known(left);
  if (isNumeric(first)) {
    const second = known(right());
    if (isNumeric(second)) return add(first, second);
    throw new NixError('type', `can't add ${describe(second)} to ${describe(first)}`);
  }
  if (typeof first === 'object' && first?.kind === 'path') {
    const longer = first.path + coerced(right(), concatenation);
    spendText(longer.length);
    return { ...first, path: resolve(longer) };
  }
  const start = coerceToText(first, concatenation);
  const coercion = typeof first === 'string' ? interpolation : concatenation;
  if (typeof start !== 'string') return append(start, textBehind(right));
  const end = coerced(right(), coercion);
  spendText(start.length + end.length, Math.min(start.length, end.length));
  return start + end;
}

function textBehind(right: () => Value): string {
  return coerced(right(), concatenation);
}

/**
 * The left operand comes first: if it is unknown, what the right one does says nothing. Both are evaluated before
 * either is asked whether it is a number.
 */
function arithmetic(
  operate: (left: Numeric, right: Numeric) => Numeric,
  left: Value,
  right: () => Value,
): Value {
  const first = known(left);
  const second = known(right());
  const operand = numeric(second);
  if (operate === divide) refuseZero(operand);
  return operate(numeric(first), operand);
}

/** All comparisons are `<`, `a > b` being `b < a`; what comes first there is evaluated first. */
function before(first: Evaluate, second: Evaluate, environment: Environment): boolean {
  const left = known(first(environment));
  return lessThan(left, known(second(environment)));
}

/** The left operand has to be a set before the right one is evaluated. */
function updateWith(left: Value, right: () => Value): Value {
  if (isUnknown(left)) assumptions.made += 1;
  else set(left);
  return update(left, attempt(right));
}

/** Beside an unknown list the items of the other one are still there. */
function concatenate(left: Value, right: Value): Value {
  const first = listOrUnknown(left);
  const second = listOrUnknown(right);
  if (second.items.length === 0 && second.rest === null) return left;
  if (first.items.length === 0 && first.rest === null) return right;
  spend(first.items.length + second.items.length);
  return list([...first.items, ...second.items], first.rest ?? second.rest);
}

function listOrUnknown(value: Value): Pick<List, 'items' | 'rest'> {
  if (isUnknown(value)) {
    assumptions.made += 1;
    return { items: [], rest: value };
  }
  return openList(value);
}

/**
 * `&&` and `||`: `decisive` on either side decides, even beside something unknown or, where the left is
 * unknown, beside a failure. One that comes only here (a recursion, a limit) says nothing.
 */
function shortCircuit(
  decisive: boolean,
  left: Evaluate,
  right: Evaluate,
  environment: Environment,
): Value {
  const first = truth(left, environment);
  if (first === decisive) return decisive;
  if (typeof first === 'boolean') return boolean(right(environment));
  const { depth, calls } = stack;
  try {
    const second = truth(right, environment);
    if (second !== decisive) return first;
  } catch (signal) {
    if (!(signal instanceof NixError)) throw signal;
    stack.depth = depth;
    stack.calls = calls;
    if (isContextual(signal)) return first;
  }
  assumptions.made += 1;
  return decisive;
}

function redefined(expression: Binary, binding: LexicalBinding, compiler: Compiler): Evaluate {
  const { operator } = expression;
  const left = compiler.delay(expression.left);
  const right = compiler.delay(expression.right);
  const swapped = operator === '>' || operator === '<=';
  const [first, second] = swapped ? [right, left] : [left, right];
  const run = redefinition(binding, compiler, first, second);
  if (operator !== '<=' && operator !== '>=') return run;
  return (environment) => !boolean(run(environment));
}

/** Calls the program's own `__sub`, `__lessThan` and so on. */
function redefinition(
  binding: LexicalBinding,
  compiler: Compiler,
  first: Delayed,
  second: Delayed,
): Evaluate {
  const read = readLexical(binding, compiler);
  return (environment) =>
    callAll(force(read(environment)), [first(environment), second(environment)]);
}
