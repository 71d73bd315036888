import type { Assert, If, With } from '../../syntax/expression.ts';
import type { Compiled, Environment, Evaluate } from '../code.ts';
import { describe } from '../describe.ts';
import { attempt, join } from '../join.ts';
import { NixError } from '../nix-error.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, isUnknown } from '../unknown.ts';
import type { Value } from '../value.ts';
import type { Compiler } from './compiler.ts';

export function compileIf(expression: If, compiler: Compiler): Compiled {
  const condition = compiler.compile(expression.condition);
  const yes = compiler.compile(expression.then);
  const no = compiler.compile(expression.else);
  const span = compiler.span(expression.condition);
  const evaluate = (environment: Environment): Value => {
    const chosen = truth(condition.evaluate, environment);
    if (chosen === true) return yes.evaluate(environment);
    if (chosen === false) return no.evaluate(environment);
    const cause = chosen.span === null ? { ...chosen, span } : chosen;
    return join(cause, [() => yes.evaluate(environment), () => no.evaluate(environment)]);
  };
  return { evaluate, height: 3 + Math.max(condition.height, yes.height, no.height) };
}

/** An assertion that can't be known holds, if Nix gives a value at all. */
export function compileAssert(expression: Assert, compiler: Compiler): Compiled {
  const condition = compiler.compile(expression.condition);
  const body = compiler.compile(expression.body);
  const span = compiler.span(expression.condition);
  const evaluate = (environment: Environment): Value => {
    const holds = truth(condition.evaluate, environment);
    if (holds === false) throw new NixError('assertion', 'assertion failed', span);
    if (holds !== true) assumptions.made += 1;
    return body.evaluate(environment);
  };
  return { evaluate, height: 3 + Math.max(condition.height, body.height) };
}

export function compileWith(expression: With, compiler: Compiler): Compiled {
  const delayed = compiler.delay(expression.environment);
  const body = compiler.compile(expression.body);
  const enter = (environment: Environment): Environment => ({
    slots: [delayed(environment)],
    up: environment,
  });
  return {
    evaluate: (environment) => body.evaluate(enter(environment)),
    height: 2 + body.height,
    enter,
  };
}

/** A condition's value, if it is a Boolean or unknown. */
export function truth(evaluate: Evaluate, environment: Environment): boolean | Unknown {
  const value = attempt(() => evaluate(environment));
  if (typeof value === 'boolean') return value;
  if (isUnknown(value)) return value;
  throw new NixError('type', `expected a Boolean but found ${describe(value)}`);
}
