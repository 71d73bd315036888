import type { Code } from '../report/codes.ts';
import type { Diagnostic, Related } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import type { Source } from '../report/span.ts';
import type {
  ApplyExpression,
  Attrpath,
  BinaryExpression,
  ExpressionNode,
  FunctionExpression,
  Identifier,
  InheritedAttrs,
  InheritFrom,
  LetExpression,
} from './ast.ts';
import { add, define, type OpenSet, type OpenSets, openSet } from './attributes.ts';
import type {
  AttributeName,
  AttributeSet,
  Expression,
  Formal,
  FunctionLiteral,
  Let,
  Node,
  Parameter,
  Variable,
} from './expression.ts';
import { addMistake } from './mistakes.ts';
import { floatValue, integerValue } from './numbers.ts';
import { indentedStringParts, joinTexts, stringParts } from './strings.ts';

type Lowered = ExpressionNode<Expression>;
type Attr = Attrpath<Expression>['attr'][number];
type Bound = LetExpression<Expression>['binding'];

/** Lowers the expressions of one program; what Nix's parser rejects beyond syntax goes to `diagnostics`. */
export interface Desugarer {
  readonly desugar: (node: Lowered) => Expression;
  readonly diagnostics: readonly Diagnostic[];
}

/** For one program: its sets stay open for merging until all of it has been lowered. */
export function desugarer(source: Source): Desugarer {
  const sets: OpenSets = { source, diagnostics: [], open: new WeakMap() };
  return { desugar: (node) => desugar(sets, node), diagnostics: sets.diagnostics };
}

function desugar(sets: OpenSets, node: Lowered): Expression {
  const { start, end } = node;
  const { text } = sets.source;
  switch (node.kind) {
    case 'integer_expression':
      return { kind: 'integer', start, end, value: integerOf(sets, node) };
    case 'float_expression':
      return { kind: 'float', start, end, value: floatOf(sets, node) };
    case 'string_expression':
      return { kind: 'text', start, end, parts: stringParts(node.part, text) };
    case 'indented_string_expression': {
      const parts = indentedStringParts(node.part, text);
      const [only] = parts;
      const collapsed = parts.length === 1 && only !== undefined ? staticText(only) : null;
      return {
        kind: 'text',
        start,
        end,
        parts: collapsed === null ? parts : joinTexts([collapsed]),
      };
    }
    case 'uri_expression':
      return { kind: 'text', start, end, parts: [text.slice(start, end)] };
    case 'path_expression':
    case 'hpath_expression': {
      const parts = node.part.map((part) =>
        part.kind === 'interpolation' ? part.expression : text.slice(part.start, part.end),
      );
      return { kind: 'path', start, end, parts: joinTexts(parts) };
    }
    case 'spath_expression':
      return { kind: 'search-path', start, end, path: text.slice(start + 1, end - 1) };
    case 'variable_expression': {
      const variable = variableOf(written(sets, node.name), node.name);
      return variable.name === '__curPos' ? { kind: 'current-position', start, end } : variable;
    }
    case 'list_expression':
      return { kind: 'list', start, end, elements: node.element };
    case 'attrset_expression':
      return setOf(sets, node, node.binding, false);
    case 'rec_attrset_expression':
      return setOf(sets, node, node.binding, true);
    case 'let_attrset_expression': {
      const base = setOf(sets, node, node.binding, true);
      return {
        kind: 'select',
        start,
        end,
        base,
        path: [{ name: 'body', start, end }],
        fallback: null,
      };
    }
    case 'let_expression':
      return letOf(sets, node);
    case 'with_expression':
      return { kind: 'with', start, end, environment: node.environment, body: node.body };
    case 'assert_expression':
      return { kind: 'assert', start, end, condition: node.condition, body: node.body };
    case 'if_expression': {
      const { condition, consequence, alternative } = node;
      // biome-ignore lint/suspicious/noThenProperty: an expression is never awaited.
      return { kind: 'if', start, end, condition, then: consequence, else: alternative };
    }
    case 'function_expression':
      return functionOf(sets, node);
    case 'parenthesized_expression':
      return node.expression;
    case 'apply_expression':
      return applyOf(node);
    case 'select_expression': {
      const path = node.attrpath.attr.map((attr) => attributeName(sets, attr));
      const { expression: base, default: fallback } = node;
      return { kind: 'select', start, end, base, path, fallback };
    }
    case 'has_attr_expression': {
      const path = node.attrpath.attr.map((attr) => attributeName(sets, attr));
      return { kind: 'has-attribute', start, end, base: node.expression, path };
    }
    case 'unary_expression':
      return { kind: node.operator === '!' ? 'not' : 'negate', start, end, operand: node.argument };
    case 'binary_expression':
      return binaryOf(node);
  }
}

/** The text of a string that Nix's parser takes as one: written without interpolation. */
function staticText(part: string | Expression): string | null {
  if (typeof part === 'string') return part;
  if (part.kind !== 'text' || part.parts.length > 1) return null;
  const [only] = part.parts;
  if (only === undefined) return '';
  return typeof only === 'string' ? only : null;
}

function integerOf(sets: OpenSets, node: Node): number | bigint {
  const digits = written(sets, node);
  const value = integerValue(digits);
  if (value === null) {
    report(sets, 'syntax-error', node, `integer ${quote(digits)} is too large`, {
      help: 'use an integer up to 9223372036854775807',
    });
  }
  return value ?? 0;
}

function floatOf(sets: OpenSets, node: Node): number {
  const literal = written(sets, node);
  const value = floatValue(literal);
  if (value === null) {
    report(sets, 'syntax-error', node, `number ${quote(literal)} is out of range`, {
      help: 'use a number between 2.3e-308 and 1.7e308',
    });
  }
  return value ?? 0;
}

function written({ source }: OpenSets, { start, end }: Node): string {
  return source.text.slice(start, end);
}

function variableOf(name: string, { start, end }: Node): Variable {
  return { kind: 'variable', start, end, name, binding: { kind: 'unbound' } };
}

/** A name of an attribute path, which is known where Nix's parser knows it. */
function attributeName(sets: OpenSets, attr: Attr): AttributeName {
  const { start, end } = attr;
  if (attr.kind === 'identifier') return { start, end, name: written(sets, attr) };
  const expression = attr.kind === 'interpolation' ? attr.expression : attr;
  return { start, end, name: staticText(expression) ?? expression };
}

function setOf(sets: OpenSets, node: Node, bound: Bound, recursive: boolean): AttributeSet {
  const opened = openSet(sets, recursive, node);
  for (const binding of bound) {
    switch (binding.kind) {
      case 'binding': {
        const path = binding.attrpath.attr.map((attr) => attributeName(sets, attr));
        define(sets, opened, path, binding.expression);
        break;
      }
      case 'inherit':
        for (const { name, start, end } of inheritedNames(sets, binding.attrs)) {
          const value = variableOf(name, { start, end });
          add(sets, opened, { kind: 'inherited', name, start, end, value });
        }
        break;
      case 'inherit_from':
        inheritFrom(sets, opened, binding);
        break;
    }
  }
  return opened.set;
}

function inheritFrom(sets: OpenSets, opened: OpenSet, binding: InheritFrom<Expression>): void {
  const inheritSource = opened.inheritSources.push(binding.expression) - 1;
  for (const { name, start, end } of inheritedNames(sets, binding.attrs)) {
    add(sets, opened, { kind: 'inherited-from', name, start, end, inheritSource });
  }
}

function inheritedNames(
  sets: OpenSets,
  attrs: InheritedAttrs<Expression> | null,
): readonly (Node & { readonly name: string })[] {
  if (attrs === null) return [];
  return attrs.attr.flatMap((attr) => {
    const { name, start, end } = attributeName(sets, attr);
    if (typeof name === 'string') return [{ name, start, end }];
    report(sets, 'dynamic-attribute', { start, end }, "`inherit` can't take a computed name", {
      help: 'write the binding out: `${name} = value.${name};`',
    });
    return [];
  });
}

function letOf(sets: OpenSets, node: LetExpression<Expression>): Let {
  const { start, end, body } = node;
  const { bindings } = setOf(sets, node, node.binding, true);
  for (const attribute of bindings.dynamic) {
    report(sets, 'dynamic-attribute', attribute, "`let` can't bind a computed name", {
      help: 'put it into an attribute set: `let set = { ${name} = value; }; in …`',
    });
  }
  return { kind: 'let', start, end, bindings, body };
}

function functionOf(sets: OpenSets, node: FunctionExpression<Expression>): FunctionLiteral {
  const { start, end, body } = node;
  return { kind: 'function', start, end, parameter: parameterOf(sets, node), body };
}

function parameterOf(sets: OpenSets, node: FunctionExpression<Expression>): Parameter {
  const nameOf = (identifier: Identifier) => written(sets, identifier);
  const { formals, universal } = node;
  const alias = universal === null ? null : { name: nameOf(universal), ...placeOf(universal) };
  if (formals === null) return { kind: 'name', name: alias?.name ?? '' };
  const listed = formals.formal.map(
    ({ name, default: fallback }): Formal => ({
      name: nameOf(name),
      ...placeOf(name),
      default: fallback,
    }),
  );
  reportDuplicateFormals(sets, alias === null ? listed : [...listed, alias]);
  return {
    kind: 'formals',
    formals: listed,
    ellipsis: formals.ellipses !== null,
    alias: alias?.name ?? null,
  };
}

function reportDuplicateFormals(
  sets: OpenSets,
  names: readonly (Node & { readonly name: string })[],
): void {
  const seen = new Map<string, Node>();
  for (const formal of [...names].sort((a, b) => a.start - b.start)) {
    const first = seen.get(formal.name);
    if (first === undefined) {
      seen.set(formal.name, formal);
      continue;
    }
    const span = { source: sets.source, ...placeOf(first) };
    report(sets, 'duplicate-formal', formal, `argument ${quote(formal.name)} is named twice`, {
      help: 'remove or rename one of the two',
      related: [{ message: 'first named here', span }],
    });
  }
}

/** `f a b` is one node already; but `f or b` applies what `f or` gives. */
function applyOf(node: ApplyExpression<Expression>): Expression {
  const { start, end, function: callee, argument } = node;
  return callee.kind === 'apply' && callee.start === start
    ? { ...callee, end, arguments: [...callee.arguments, ...argument] }
    : { kind: 'apply', start, end, function: callee, arguments: argument };
}

function binaryOf(node: BinaryExpression<Expression>): Expression {
  const { start, end, left, right, operator } = node;
  switch (operator) {
    case '|>':
      return { kind: 'apply', start, end, function: right, arguments: [left] };
    case '<|':
      return { kind: 'apply', start, end, function: left, arguments: [right] };
    default:
      return { kind: 'binary', start, end, operator, left, right };
  }
}

function placeOf({ start, end }: Node): Node {
  return { start, end };
}

function report(
  { source, diagnostics }: OpenSets,
  code: Code,
  { start, end }: Node,
  message: string,
  { help, related = [] }: { readonly help: string; readonly related?: readonly Related[] },
): void {
  addMistake(diagnostics, { code, message, help, span: { source, start, end }, related });
}
