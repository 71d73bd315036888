import { quote, show } from '../../report/quote.ts';
import type { Span } from '../../report/span.ts';
import type { AttributePath, Expression, HasAttribute, Select } from '../../syntax/expression.ts';
import { missingAttribute } from '../apply.ts';
import type { Compiled, Environment } from '../code.ts';
import { string } from '../demand.ts';
import { describe } from '../describe.ts';
import { attempt } from '../join.ts';
import { NixError, passed } from '../nix-error.ts';
import { force } from '../thunk.ts';
import { isUnknown, partOf } from '../unknown.ts';
import type { Value } from '../value.ts';
import { unknownAttribute } from '../value.ts';
import type { Compiler } from './compiler.ts';

/** A name of a path: as written, or computed. */
type NameOf = (environment: Environment) => string;

interface Step {
  readonly nameOf: NameOf;
  readonly span: Span;
}

export function compileSelect(expression: Select, compiler: Compiler): Compiled {
  const base = compiler.compile(expression.base);
  const { steps, height } = compilePath(expression.path, compiler);
  const fallback = expression.fallback === null ? null : compiler.compile(expression.fallback);
  const span = compiler.span(expression);
  const subject = spelledPath(expression);
  const namesFrom = steps.map((_, index) => staticNames(expression.path.slice(index)));
  const missing = (environment: Environment, reason: () => NixError): Value => {
    if (fallback === null) throw reason();
    return fallback.evaluate(environment);
  };
  const evaluate = (environment: Environment): Value => {
    let value = attempt(() => base.evaluate(environment));
    for (const [index, { nameOf, span: at }] of steps.entries()) {
      const name = nameOf(environment);
      if (isUnknown(value)) {
        return partOf(value, namesFrom[index] ?? null, subject ?? value.subject, span);
      }
      if (typeof value !== 'object' || value?.kind !== 'set') {
        const found = `${describe(value)} has no attributes, such as ${quote(name)}`;
        return missing(environment, () => new NixError('type', found, at));
      }
      const attribute = value.attributes.get(name);
      if (attribute === undefined) {
        const unknown = unknownAttribute(value, name);
        if (unknown !== null) {
          return partOf(unknown, namesFrom[index] ?? null, subject ?? unknown.subject, span);
        }
        const set = value;
        return missing(environment, () => missingAttribute(set, name, at));
      }
      try {
        value = force(attribute.slot);
      } catch (signal) {
        if (signal instanceof NixError) passed(signal, span, `while selecting ${quote(name)}`);
        throw signal;
      }
    }
    return value;
  };
  return { evaluate, height: 3 + Math.max(base.height, height, fallback?.height ?? 0) };
}

export function compileHasAttribute(expression: HasAttribute, compiler: Compiler): Compiled {
  const base = compiler.compile(expression.base);
  const { steps, height } = compilePath(expression.path, compiler);
  const evaluate = (environment: Environment): Value => {
    let value = attempt(() => base.evaluate(environment));
    for (const { nameOf } of steps) {
      if (isUnknown(value)) return value;
      const name = nameOf(environment);
      if (typeof value !== 'object' || value?.kind !== 'set') return false;
      const attribute = value.attributes.get(name);
      if (attribute === undefined) return unknownAttribute(value, name) ?? false;
      value = steps.at(-1)?.nameOf === nameOf ? true : force(attribute.slot);
    }
    return true;
  };
  return { evaluate, height: 3 + Math.max(base.height, height) };
}

function compilePath(path: AttributePath, compiler: Compiler): { steps: Step[]; height: number } {
  let height = 1;
  const steps = path.map((attribute): Step => {
    const { name } = attribute;
    const span = compiler.span(attribute);
    if (typeof name === 'string') return { nameOf: () => name, span };
    const compiled = compiler.compile(name);
    height = Math.max(height, 1 + compiled.height);
    return { nameOf: (environment) => string(compiled.evaluate(environment)), span };
  });
  return { steps, height };
}

/** The names of a path; null if some are computed. */
function staticNames(path: AttributePath): readonly string[] | null {
  const names = path.flatMap(({ name }) => (typeof name === 'string' ? name : []));
  return names.length === path.length ? names : null;
}

/** An expression as it is written, where it is made of names only. */
export function spelled(expression: Expression | undefined): string | null {
  switch (expression?.kind) {
    case 'variable':
      return expression.name === '' ? null : expression.name;
    case 'search-path':
      return `<${show(expression.path)}>`;
    case 'select':
      return expression.fallback === null ? spelledPath(expression) : null;
    default:
      return null;
  }
}

/** The selection as it is written, but for its `or`, where it is made of names only. */
function spelledPath({ base, path }: Select): string | null {
  const [start, names] = [spelled(base), staticNames(path)];
  return start === null || names === null ? null : [start, ...names].join('.');
}
