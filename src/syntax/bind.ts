import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import type { Source } from '../report/span.ts';
import type {
  AttributePath,
  Binary,
  BinaryOperator,
  Binding,
  Bindings,
  Expression,
  FunctionLiteral,
  Negate,
  Parameter,
  Program,
  Variable,
} from './expression.ts';
import { addMistake } from './mistakes.ts';

/**
 * The names of one environment as the resolver lays it out: a function's, a `let`'s or a recursive set's
 * names with their slots, or a `with`, which has no names before evaluation.
 */
interface Scope {
  readonly slots: ReadonlyMap<string, number> | 'with';
  readonly up: Scope | null;
}

/** What the walk carries: the places of undefined variables go to `diagnostics`. */
interface Walk {
  readonly source: Source;
  readonly globals: ReadonlySet<string>;
  readonly scoped: ReadonlySet<string>;
  readonly diagnostics: Diagnostic[];
}

/**
 * Finds for each variable of a program the environment and slot that hold its value, as Nix does before it
 * evaluates anything: lexical scopes first, then `globals`, then the `with`s around it, innermost first.
 *
 * @param globals names that the file may use: Nix's built-in ones, and those of a `scopedImport`
 * @param scoped those of a `scopedImport`
 * @returns an `undefined-variable` for each name that is in no scope, where no `with` surrounds it
 */
export function bind(
  program: Program,
  globals: ReadonlySet<string>,
  scoped: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  const walk: Walk = { source: program.source, globals, scoped, diagnostics: [] };
  visit(program.body, null, walk);
  return walk.diagnostics;
}

/** The slots of a function's environment: its argument, or its formals followed by the name beside `@`. */
export function functionSlots(parameter: Parameter): readonly string[] {
  if (parameter.kind === 'name') return [parameter.name];
  const formals = parameter.formals.map((formal) => formal.name);
  return parameter.alias === null ? formals : [...formals, parameter.alias];
}

function visit(expression: Expression, scope: Scope | null, walk: Walk): void {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'search-path':
    case 'current-position':
      return;
    case 'text':
    case 'path':
      for (const part of expression.parts) if (typeof part !== 'string') visit(part, scope, walk);
      return;
    case 'variable':
      bindVariable(expression, scope, walk);
      return;
    case 'list':
      for (const element of expression.elements) visit(element, scope, walk);
      return;
    case 'attribute-set':
      visitBindings(expression.bindings, scope, expression.recursive, walk);
      return;
    case 'let':
      visit(expression.body, visitBindings(expression.bindings, scope, true, walk), walk);
      return;
    case 'with':
      visit(expression.environment, scope, walk);
      visit(expression.body, { slots: 'with', up: scope }, walk);
      return;
    case 'if':
      visit(expression.condition, scope, walk);
      visit(expression.then, scope, walk);
      visit(expression.else, scope, walk);
      return;
    case 'assert':
      visit(expression.condition, scope, walk);
      visit(expression.body, scope, walk);
      return;
    case 'function':
      visitFunction(expression, scope, walk);
      return;
    case 'apply':
      visit(expression.function, scope, walk);
      for (const argument of expression.arguments) visit(argument, scope, walk);
      return;
    case 'select':
      visit(expression.base, scope, walk);
      visitPath(expression.path, scope, walk);
      if (expression.fallback !== null) visit(expression.fallback, scope, walk);
      return;
    case 'has-attribute':
      visit(expression.base, scope, walk);
      visitPath(expression.path, scope, walk);
      return;
    case 'negate':
      visit(expression.operand, scope, walk);
      bindOperator(expression, '__sub', scope, walk);
      return;
    case 'not':
      visit(expression.operand, scope, walk);
      return;
    case 'binary':
      bindOperator(expression, operatorFunction(expression.operator), scope, walk);
      visit(expression.left, scope, walk);
      visit(expression.right, scope, walk);
      return;
  }
}

function visitFunction(expression: FunctionLiteral, scope: Scope | null, walk: Walk): void {
  const inner = scopeOf(functionSlots(expression.parameter), scope);
  if (expression.parameter.kind === 'formals') {
    for (const formal of expression.parameter.formals) {
      if (formal.default !== null) visit(formal.default, inner, walk);
    }
  }
  visit(expression.body, inner, walk);
}

/** @returns the scope inside, which for a set that is not recursive is the one outside */
function visitBindings(
  bindings: Bindings,
  outer: Scope | null,
  recursive: boolean,
  walk: Walk,
): Scope | null {
  const names = bindings.attributes.map((attribute) => attribute.name);
  const inner = recursive ? scopeOf(names, outer) : outer;
  for (const source of bindings.inheritSources) visit(source, inner, walk);
  for (const attribute of bindings.attributes) {
    if (attribute.kind === 'plain') visit(attribute.value, inner, walk);
    else if (attribute.kind === 'inherited') visit(attribute.value, outer, walk);
  }
  for (const attribute of bindings.dynamic) {
    visit(attribute.name, inner, walk);
    visit(attribute.value, inner, walk);
  }
  return inner;
}

function visitPath(path: AttributePath, scope: Scope | null, walk: Walk): void {
  for (const { name } of path) if (typeof name !== 'string') visit(name, scope, walk);
}

function scopeOf(names: readonly string[], up: Scope | null): Scope {
  return { slots: new Map(names.map((name, index) => [name, index])), up };
}

function bindVariable(variable: Variable, scope: Scope | null, walk: Walk): void {
  variable.binding = find(variable.name, scope, walk.globals);
  if (variable.binding.kind !== 'unbound') return;
  addMistake(walk.diagnostics, {
    code: 'undefined-variable',
    message: `undefined variable ${quote(variable.name)}`,
    help: 'define it in a `let`, take it as a function argument, or put the name in quotes if a string is meant',
    span: { source: walk.source, start: variable.start, end: variable.end },
    related: [],
  });
}

function operatorFunction(operator: BinaryOperator): string | null {
  switch (operator) {
    case '-':
      return '__sub';
    case '*':
      return '__mul';
    case '/':
      return '__div';
    case '<':
    case '<=':
    case '>':
    case '>=':
      return '__lessThan';
    default:
      return null;
  }
}

function bindOperator(
  node: Negate | Binary,
  name: string | null,
  scope: Scope | null,
  { scoped }: Walk,
): void {
  if (name === null) return;
  const binding = find(name, scope, scoped);
  if (binding.kind === 'local' || binding.kind === 'global') node.redefined = binding;
}

function find(name: string, scope: Scope | null, globals: ReadonlySet<string>): Binding {
  const withs: number[] = [];
  let level = 0;
  for (let at = scope; at !== null; at = at.up) {
    if (at.slots === 'with') withs.push(level);
    else {
      const index = at.slots.get(name);
      if (index !== undefined) return { kind: 'local', level, index };
    }
    level += 1;
  }
  if (globals.has(name)) return { kind: 'global', name };
  return withs.length > 0 ? { kind: 'with', levels: withs } : { kind: 'unbound' };
}
