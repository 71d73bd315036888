import { quote, show } from '../../report/quote.ts';
import { functionSlots } from '../../syntax/bind.ts';
import type { Apply, Expression, Formal, FunctionLiteral } from '../../syntax/expression.ts';
import { callAll } from '../apply.ts';
import type { Compiled, Environment } from '../code.ts';
import { describe } from '../describe.ts';
import { join } from '../join.ts';
import type { LambdaCode } from '../lambda.ts';
import { NixError, passed } from '../nix-error.ts';
import { descend, stack } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import { traces } from '../trace.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, isUnknown, partOf } from '../unknown.ts';
import type { AttributeSet, Slot, Value } from '../value.ts';
import type { Compiler, Delayed } from './compiler.ts';
import { sharing } from './variable.ts';

export function compileFunction(expression: FunctionLiteral, compiler: Compiler): Compiled {
  const make = makeLambda(expression, compiler);
  return { evaluate: (environment) => force(make(environment)), height: 1 };
}

/** Makes the function's value: that takes no evaluation. */
export function makeLambda(expression: FunctionLiteral, compiler: Compiler): Delayed {
  const code = lambdaCode(expression, compiler);
  return (environment) => ({ kind: 'lambda', code, environment });
}

function lambdaCode(expression: FunctionLiteral, compiler: Compiler): LambdaCode {
  const enter = parameterEnvironment(expression, compiler);
  const body = compiler.code(expression.body);
  return {
    expression,
    span: compiler.span(expression),
    body,
    enter,
    invoke: (environment, argument) => {
      const { height } = body;
      descend(height);
      const value = body.evaluate(enter(environment, argument));
      stack.depth -= height;
      return value;
    },
  };
}

type Enter = (environment: Environment, argument: Slot) => Environment;

function parameterEnvironment({ parameter }: FunctionLiteral, compiler: Compiler): Enter {
  if (parameter.kind === 'name') return (up, argument) => ({ slots: [argument], up });
  const formals = parameter.formals.map((formal) => ({
    formal,
    fallback: formal.default && sharing(formal.default, compiler.delay(formal.default, true)),
  }));
  const names = new Set(functionSlots({ ...parameter, alias: null }));
  const hasAlias = parameter.alias !== null;
  return (up, argument) => {
    const given = argumentSet(argument);
    if (!parameter.ellipsis && given.kind === 'set') refuseOthers(given, names);
    const slots: Slot[] = [];
    const environment = { slots, up };
    for (const { formal, fallback } of formals) {
      slots.push(formalSlot(formal, fallback, given, environment));
    }
    if (hasAlias) slots.push(argument);
    return environment;
  };
}

function argumentSet(argument: Slot): AttributeSet | Unknown {
  const value = force(argument);
  if (isUnknown(value)) {
    assumptions.made += 1;
    return value;
  }
  if (typeof value === 'object' && value?.kind === 'set') return value;
  throw new NixError('type', `this function takes a set, but was given ${describe(value)}`);
}

function formalSlot(
  { name }: Formal,
  fallback: Delayed | null,
  given: AttributeSet | Unknown,
  environment: Environment,
): Slot {
  const attribute = given.kind === 'set' ? given.attributes.get(name) : undefined;
  if (attribute !== undefined) return attribute.slot;
  const rest = given.kind === 'set' ? given.rest : given;
  if (rest === null) {
    if (fallback !== null) return fallback(environment);
    throw new NixError(
      'missing-argument',
      `function called without required argument ${quote(name)}`,
    );
  }
  const passedIn = partOf(rest, [name], name, rest.span);
  if (fallback === null) return passedIn;
  return delay(() => join(passedIn, [() => passedIn, () => force(fallback(environment))]));
}

function refuseOthers(given: AttributeSet, names: ReadonlySet<string>): void {
  for (const name of given.attributes.keys()) {
    if (names.has(name)) continue;
    throw new NixError('type', `function called with unexpected argument ${quote(name)}`);
  }
}

export function compileApply(expression: Apply, compiler: Compiler): Compiled {
  const callee = compiler.compile(expression.function);
  const delayed = expression.arguments.map((argument) => compiler.delay(argument));
  const span = compiler.span(expression);
  const message = `while calling ${calleeName(expression.function)}`;
  const evaluate = (environment: Environment): Value => {
    try {
      const called = callee.evaluate(environment);
      traces.site = span;
      return callAll(
        called,
        delayed.map((make) => make(environment)),
      );
    } catch (signal) {
      if (signal instanceof NixError) passed(signal, span, message);
      throw signal;
    }
  };
  return { evaluate, height: 2 + callee.height };
}

/** How a user would say what is called. */
function calleeName(callee: Expression): string {
  if (callee.kind === 'variable') return quote(callee.name);
  if (callee.kind === 'select') {
    const name = callee.path.at(-1)?.name;
    if (typeof name === 'string') return `\`${show(name)}\``;
  }
  return 'this function';
}
