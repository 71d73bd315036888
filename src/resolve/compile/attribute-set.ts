import { quote } from '../../report/quote.ts';
import type { Span } from '../../report/span.ts';
import type {
  AttributeSet as AttributeSetExpression,
  Bindings,
  Attribute as BoundAttribute,
  DynamicAttribute,
  InheritedFromAttribute,
  Let,
  Select,
} from '../../syntax/expression.ts';
import type { Compiled, Environment } from '../code.ts';
import { known } from '../demand.ts';
import { describe } from '../describe.ts';
import { attempt } from '../join.ts';
import { NixError } from '../nix-error.ts';
import { thunk } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { assumptions, isUnknown } from '../unknown.ts';
import type { Attribute, Slot, Value } from '../value.ts';
import { attributeSet } from '../value.ts';
import type { Compiler, Delayed } from './compiler.ts';
import { spelled } from './select.ts';
import { sharing } from './variable.ts';

/** An attribute, and how its slot is made in the environment inside and in the one outside. */
interface Field {
  readonly name: string;
  readonly span: Span;
  readonly make: (inner: Environment, outer: Environment) => Slot;
}

export function compileAttributeSet(
  expression: AttributeSetExpression,
  compiler: Compiler,
): Compiled {
  const { bindings, recursive } = expression;
  const isOverridden = recursive && bindings.attributes.some(({ name }) => name === '__overrides');
  const build = recursive
    ? recursiveFields(bindings, isOverridden, compiler)
    : plainFields(bindings, compiler);
  const dynamic = bindings.dynamic.map((attribute) => compileDynamic(attribute, compiler));
  const evaluate = (outer: Environment): Value => {
    const inner = build.enter(outer);
    const attributes = new Map<string, Attribute>();
    for (const [index, { name, span, make }] of build.fields.entries()) {
      const slot = recursive ? (inner.slots[index] ?? null) : make(inner, outer);
      attributes.set(name, { slot, span });
    }
    let rest: Unknown | null = isOverridden ? override(attributes, inner, build.fields) : null;
    for (const add of dynamic) rest = add(recursive ? inner : outer, attributes) ?? rest;
    return attributeSet(attributes, rest);
  };
  return { evaluate, height: 4 };
}

export function compileLet(expression: Let, compiler: Compiler): Compiled {
  const { enter } = recursiveFields(expression.bindings, false, compiler);
  const body = compiler.compile(expression.body);
  return {
    evaluate: (environment) => body.evaluate(enter(environment)),
    height: 2 + body.height,
    enter,
  };
}

/**
 * Of `rec { … }` and `let`: an environment with a slot for each attribute, and one for the source of each
 * `inherit (e)`.
 */
function recursiveFields(bindings: Bindings, isOverridden: boolean, compiler: Compiler) {
  const fields = bindings.attributes.map((attribute) =>
    recursiveField(attribute, bindings, isOverridden, compiler),
  );
  const sources = bindings.inheritSources.map((source) => compiler.delay(source, true));
  const enter = (outer: Environment): Environment => {
    const slots: Slot[] = [];
    const inner = { slots, up: outer };
    for (const { make } of fields) slots.push(make(inner, outer));
    for (const source of sources) slots.push(source(inner));
    return inner;
  };
  return { fields, enter };
}

function recursiveField(
  attribute: BoundAttribute,
  bindings: Bindings,
  isOverridden: boolean,
  compiler: Compiler,
): Field {
  const span = compiler.span(attribute);
  const { name } = attribute;
  switch (attribute.kind) {
    case 'plain': {
      const delayed = compiler.delay(attribute.value, true);
      const make = isOverridden ? delayed : sharing(attribute.value, delayed);
      return { name, span, make: (inner) => make(inner) };
    }
    case 'inherited': {
      const delayed = compiler.delay(attribute.value);
      return { name, span, make: (_inner, outer) => delayed(outer) };
    }
    case 'inherited-from': {
      const delayed = inheritFrom(attribute, bindings, bindings.attributes.length, compiler);
      return { name, span, make: (inner) => delayed(inner) };
    }
  }
}

/** Of `{ … }`: only the sources of `inherit (e)` need an environment. */
function plainFields(bindings: Bindings, compiler: Compiler) {
  const fields = bindings.attributes.map((attribute): Field => {
    const span = compiler.span(attribute);
    const { name } = attribute;
    if (attribute.kind === 'inherited-from') {
      const delayed = inheritFrom(attribute, bindings, 0, compiler);
      return { name, span, make: (inner) => delayed(inner) };
    }
    const delayed = compiler.delay(attribute.value);
    return { name, span, make: (_inner, outer) => delayed(outer) };
  });
  const sources = bindings.inheritSources.map((source) => compiler.delay(source));
  const enter = (outer: Environment): Environment =>
    sources.length === 0 ? outer : { slots: sources.map((source) => source(outer)), up: outer };
  return { fields, enter };
}

/** `inherit (e) name;` is a selection from the slot that holds `e`, which is called what `e` is. */
function inheritFrom(
  { name, start, end, inheritSource }: InheritedFromAttribute,
  { inheritSources }: Bindings,
  firstSource: number,
  compiler: Compiler,
): Delayed {
  const select: Select = {
    kind: 'select',
    start,
    end,
    base: {
      kind: 'variable',
      start,
      end,
      name: spelled(inheritSources[inheritSource]) ?? '',
      binding: { kind: 'local', level: 0, index: firstSource + inheritSource },
    },
    path: [{ start, end, name }],
    fallback: null,
  };
  const code = compiler.code(select);
  return (environment) => thunk(code, environment);
}

type AddDynamic = (environment: Environment, attributes: Map<string, Attribute>) => Unknown | null;

/** Adds the attribute, unless its name is null; if the name is unknown, gives that. */
function compileDynamic(attribute: DynamicAttribute, compiler: Compiler): AddDynamic {
  const name = compiler.compile(attribute.name);
  const value = compiler.delay(attribute.value);
  const span = compiler.span(attribute);
  return (environment, attributes) => {
    const key = attempt(() => name.evaluate(environment));
    if (key === null) return null;
    if (isUnknown(key)) {
      assumptions.made += 1;
      return key;
    }
    if (typeof key !== 'string') {
      throw new NixError('type', `an attribute name must be a string, not ${describe(key)}`, span);
    }
    if (attributes.has(key)) {
      throw new NixError('value', `dynamic attribute ${quote(key)} already defined`, span);
    }
    attributes.set(key, { slot: value(environment), span });
    return null;
  };
}

/**
 * `rec { __overrides = { … }; }` replaces attributes, also for the set's own expressions.
 *
 * @returns why there may be attributes beside the known ones
 */
function override(
  attributes: Map<string, Attribute>,
  inner: Environment,
  fields: readonly Field[],
): Unknown | null {
  const overrides = known(attributes.get('__overrides')?.slot ?? null);
  if (typeof overrides !== 'object' || overrides?.kind !== 'set') {
    throw new NixError('type', `\`__overrides\` must be a set, not ${describe(overrides)}`);
  }
  const { rest } = overrides;
  for (const [index, { name, span }] of fields.entries()) {
    const attribute = overrides.attributes.get(name);
    if (attribute === undefined && (rest === null || name === '__overrides')) continue;
    const slot = attribute === undefined ? rest : attribute.slot;
    attributes.set(name, { slot, span });
    inner.slots[index] = slot;
  }
  for (const [name, attribute] of overrides.attributes) attributes.set(name, attribute);
  return rest;
}
