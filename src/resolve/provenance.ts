import type { Span } from '../report/span.ts';
import type { Apply, Expression, If, Select, Variable } from '../syntax/expression.ts';
import { functionCallee } from './apply.ts';
import type { Code, Environment } from './code.ts';
import { ancestor } from './compile/variable.ts';
import { quietly } from './join.ts';
import { delay, force, type Thunk, thunk } from './thunk.ts';
import type { Slot, Value } from './value.ts';

/** How a value came to where it is used. */
export interface Origin {
  /** The expression that gave the value; null if no source did. */
  readonly span: Span | null;
  /** The calls that it came through, the nearest to its use first. */
  readonly calls: readonly Span[];
}

/**
 * Tells where a value was written, by going back the way it came: through names, selections, the branch taken
 * and the bodies of the functions called.
 *
 * The slot must have been evaluated. What this evaluates again, it evaluates to the same.
 */
export function originOf(slot: Slot): Origin {
  if (typeof slot === 'object' && slot?.kind === 'lambda')
    return { span: slot.code.span, calls: [] };
  const trail: Trail = { span: null, calls: [] };
  lastPosition(slot, trail);
  return trail;
}

/** The expression that gave a value, as {@link originOf} finds it; null if no source did. */
export function lastPosition(slot: Slot, trail: Trail): Position | null {
  let last: Position | null = null;
  // The way is told as far as it can be followed.
  quietly(() => {
    let at: Position | null = positionOf(slot);
    for (let steps = 0; at !== null && steps < longestWay; steps++) {
      last = at;
      trail.span = spanOf(at);
      at = stepBack(at, trail);
    }
  });
  return last;
}

const longestWay = 1_000;

export interface Trail {
  span: Span | null;
  readonly calls: Span[];
}

/** An expression in an environment. */
export interface Position {
  readonly expression: Expression;
  readonly environment: Environment;
  readonly code: Code;
}

export function positionOf(slot: Slot): Position | null {
  if (typeof slot !== 'object' || slot === null || slot.kind !== 'thunk') return null;
  const { code, environment } = slot;
  if (code.expression !== null) return { expression: code.expression, environment, code };
  return positionOf(passages.get(slot)?.() ?? null);
}

const passages = new WeakMap<Thunk, () => Slot>();

/**
 * Lets the way of a value lead on through a thunk of ours that only hands it on.
 *
 * @param from what hands it on; null if it can't be told
 */
export function leadsOn(thunk: Thunk, from: () => Slot): Thunk {
  passages.set(thunk, from);
  return thunk;
}

export function spanOf({ expression: { start, end }, code }: Position): Span {
  return { source: code.span.source, start, end };
}

/** Where the value of this expression came from; null if it was made here. */
export function stepBack(at: Position, trail: Trail): Position | null {
  const { expression, environment } = at;
  switch (expression.kind) {
    case 'variable':
      return throughVariable(expression, at);
    case 'select':
      return throughSelect(expression, at);
    case 'if':
      return throughIf(expression, at);
    case 'assert':
      return { ...at, expression: expression.body };
    case 'let':
    case 'with': {
      const { enter } = at.code.compile(expression);
      const { body } = expression;
      return enter === undefined
        ? null
        : { ...at, expression: body, environment: enter(environment) };
    }
    case 'apply':
      return throughCall(expression, at, trail);
    default:
      return null;
  }
}

function throughVariable({ name, binding }: Variable, { environment }: Position): Position | null {
  if (binding.kind === 'local') {
    return positionOf(ancestor(environment, binding.level).slots[binding.index] ?? null);
  }
  if (binding.kind !== 'with') return null;
  for (const level of binding.levels) {
    const set = force(ancestor(environment, level).slots[0] ?? null);
    const attribute = attributeOf(set, name);
    if (attribute !== undefined) return positionOf(attribute.slot);
  }
  return null;
}

function throughSelect(expression: Select, at: Position): Position | null {
  let value = evaluate(expression.base, at);
  let slot: Slot = null;
  for (const { name } of expression.path) {
    const key = typeof name === 'string' ? name : evaluate(name, at);
    const attribute = typeof key === 'string' ? attributeOf(value, key) : undefined;
    if (attribute === undefined) {
      return expression.fallback === null ? null : { ...at, expression: expression.fallback };
    }
    slot = attribute.slot;
    value = force(slot);
  }
  return positionOf(slot);
}

function throughIf(expression: If, at: Position): Position | null {
  const condition = evaluate(expression.condition, at);
  if (typeof condition !== 'boolean') return null;
  return { ...at, expression: condition ? expression.then : expression.else };
}

/** Into the body of the function that the last argument is given to. */
function throughCall(expression: Apply, at: Position, trail: Trail): Position | null {
  let callee = evaluate(expression.function, at);
  const last = expression.arguments.length - 1;
  for (const [index, argument] of expression.arguments.entries()) {
    callee = functionCallee(callee);
    if (typeof callee !== 'object' || callee?.kind !== 'lambda') return null;
    const { body, enter } = callee.code;
    const inner = enter(callee.environment, slotOf(argument, at));
    if (index === last) {
      trail.calls.push(spanOf(at));
      return { expression: callee.code.expression.body, environment: inner, code: body };
    }
    callee = body.evaluate(inner);
  }
  return null;
}

/** The slot that the evaluation would have made for an argument. */
export function slotOf(expression: Expression, at: Position): Slot {
  if (expression.kind === 'variable' && expression.binding.kind === 'local') {
    const { level, index } = expression.binding;
    return ancestor(at.environment, level).slots[index] ?? null;
  }
  const { evaluate: run, height } = at.code.compile(expression);
  const span = { source: at.code.span.source, start: expression.start, end: expression.end };
  return thunk({ ...at.code, expression, span, evaluate: run, height }, at.environment);
}

export function evaluate(expression: Expression, at: Position): Value {
  const { evaluate: run } = at.code.compile(expression);
  return force(delay(() => run(at.environment)));
}

function attributeOf(value: Value, name: string) {
  return typeof value === 'object' && value?.kind === 'set'
    ? value.attributes.get(name)
    : undefined;
}
