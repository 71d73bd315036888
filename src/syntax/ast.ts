// Generated from grammar/src/node-types.json by scripts/ast.mjs: `npm run grammar`.
import * as read from './fields.ts';

/** What all nodes have: `start` and `end` are offsets into the text, `end` exclusive. */
export interface SyntaxNode {
  readonly start: number;
  readonly end: number;
}

export interface ApplyExpression<E> extends SyntaxNode {
  readonly kind: 'apply_expression';
  readonly argument: readonly E[];
  readonly function: E;
}

export interface AssertExpression<E> extends SyntaxNode {
  readonly kind: 'assert_expression';
  readonly body: E;
  readonly condition: E;
}

export interface Attrpath<E> extends SyntaxNode {
  readonly kind: 'attrpath';
  readonly attr: readonly (Identifier | Interpolation<E> | E)[];
}

export interface AttrsetExpression<E> extends SyntaxNode {
  readonly kind: 'attrset_expression';
  readonly binding: readonly (Binding<E> | Inherit<E> | InheritFrom<E>)[];
}

export interface BinaryExpression<E> extends SyntaxNode {
  readonly kind: 'binary_expression';
  readonly left: E;
  readonly operator:
    | '!='
    | '&&'
    | '*'
    | '+'
    | '++'
    | '-'
    | '->'
    | '/'
    | '//'
    | '<'
    | '<='
    | '<|'
    | '=='
    | '>'
    | '>='
    | '|>'
    | '||';
  readonly right: E;
}

export interface Binding<E> extends SyntaxNode {
  readonly kind: 'binding';
  readonly attrpath: Attrpath<E>;
  readonly expression: E;
}

export interface EscapeSequence extends SyntaxNode {
  readonly kind: 'escape_sequence';
}

export interface Formal<E> extends SyntaxNode {
  readonly kind: 'formal';
  readonly default: E | null;
  readonly name: Identifier;
}

export interface Formals<E> extends SyntaxNode {
  readonly kind: 'formals';
  readonly ellipses: Ellipses | null;
  readonly formal: readonly Formal<E>[];
}

export interface FunctionExpression<E> extends SyntaxNode {
  readonly kind: 'function_expression';
  readonly body: E;
  readonly formals: Formals<E> | null;
  readonly universal: Identifier | null;
}

export interface HasAttrExpression<E> extends SyntaxNode {
  readonly kind: 'has_attr_expression';
  readonly attrpath: Attrpath<E>;
  readonly expression: E;
}

export interface HpathExpression<E> extends SyntaxNode {
  readonly kind: 'hpath_expression';
  readonly part: readonly (Interpolation<E> | PathFragment)[];
}

export interface IfExpression<E> extends SyntaxNode {
  readonly kind: 'if_expression';
  readonly alternative: E;
  readonly condition: E;
  readonly consequence: E;
}

export interface IndentedStringExpression<E> extends SyntaxNode {
  readonly kind: 'indented_string_expression';
  readonly part: readonly (DollarEscape | EscapeSequence | Interpolation<E> | StringFragment)[];
}

export interface Inherit<E> extends SyntaxNode {
  readonly kind: 'inherit';
  readonly attrs: InheritedAttrs<E> | null;
}

export interface InheritFrom<E> extends SyntaxNode {
  readonly kind: 'inherit_from';
  readonly attrs: InheritedAttrs<E> | null;
  readonly expression: E;
}

export interface InheritedAttrs<E> extends SyntaxNode {
  readonly kind: 'inherited_attrs';
  readonly attr: readonly (Identifier | Interpolation<E> | E)[];
}

export interface Interpolation<E> extends SyntaxNode {
  readonly kind: 'interpolation';
  readonly expression: E;
}

export interface LetAttrsetExpression<E> extends SyntaxNode {
  readonly kind: 'let_attrset_expression';
  readonly binding: readonly (Binding<E> | Inherit<E> | InheritFrom<E>)[];
}

export interface LetExpression<E> extends SyntaxNode {
  readonly kind: 'let_expression';
  readonly binding: readonly (Binding<E> | Inherit<E> | InheritFrom<E>)[];
  readonly body: E;
}

export interface ListExpression<E> extends SyntaxNode {
  readonly kind: 'list_expression';
  readonly element: readonly E[];
}

export interface ParenthesizedExpression<E> extends SyntaxNode {
  readonly kind: 'parenthesized_expression';
  readonly expression: E;
}

export interface PathExpression<E> extends SyntaxNode {
  readonly kind: 'path_expression';
  readonly part: readonly (Interpolation<E> | PathFragment)[];
}

export interface RecAttrsetExpression<E> extends SyntaxNode {
  readonly kind: 'rec_attrset_expression';
  readonly binding: readonly (Binding<E> | Inherit<E> | InheritFrom<E>)[];
}

export interface SelectExpression<E> extends SyntaxNode {
  readonly kind: 'select_expression';
  readonly attrpath: Attrpath<E>;
  readonly default: E | null;
  readonly expression: E;
}

export interface SourceCode<E> extends SyntaxNode {
  readonly kind: 'source_code';
  readonly expression: E;
}

export interface StringExpression<E> extends SyntaxNode {
  readonly kind: 'string_expression';
  readonly part: readonly (DollarEscape | EscapeSequence | Interpolation<E> | StringFragment)[];
}

export interface UnaryExpression<E> extends SyntaxNode {
  readonly kind: 'unary_expression';
  readonly argument: E;
  readonly operator: '!' | '-';
}

export interface VariableExpression extends SyntaxNode {
  readonly kind: 'variable_expression';
  readonly name: Identifier;
}

export interface WithExpression<E> extends SyntaxNode {
  readonly kind: 'with_expression';
  readonly body: E;
  readonly environment: E;
}

export interface DollarEscape extends SyntaxNode {
  readonly kind: 'dollar_escape';
}

export interface Ellipses extends SyntaxNode {
  readonly kind: 'ellipses';
}

export interface FloatExpression extends SyntaxNode {
  readonly kind: 'float_expression';
}

export interface Identifier extends SyntaxNode {
  readonly kind: 'identifier';
}

export interface IntegerExpression extends SyntaxNode {
  readonly kind: 'integer_expression';
}

export interface PathFragment extends SyntaxNode {
  readonly kind: 'path_fragment';
}

export interface SpathExpression extends SyntaxNode {
  readonly kind: 'spath_expression';
}

export interface StringFragment extends SyntaxNode {
  readonly kind: 'string_fragment';
}

export interface UriExpression extends SyntaxNode {
  readonly kind: 'uri_expression';
}

/** An expression, with an `E` for each expression in it. */
export type ExpressionNode<E> =
  | ApplyExpression<E>
  | AssertExpression<E>
  | AttrsetExpression<E>
  | BinaryExpression<E>
  | FunctionExpression<E>
  | HasAttrExpression<E>
  | HpathExpression<E>
  | IfExpression<E>
  | IndentedStringExpression<E>
  | LetAttrsetExpression<E>
  | LetExpression<E>
  | ListExpression<E>
  | ParenthesizedExpression<E>
  | PathExpression<E>
  | RecAttrsetExpression<E>
  | SelectExpression<E>
  | StringExpression<E>
  | UnaryExpression<E>
  | VariableExpression
  | WithExpression<E>
  | FloatExpression
  | IntegerExpression
  | SpathExpression
  | UriExpression;
/** A part of an expression that is none itself. */
export type PartNode<E> =
  | Attrpath<E>
  | Binding<E>
  | EscapeSequence
  | Formal<E>
  | Formals<E>
  | Inherit<E>
  | InheritFrom<E>
  | InheritedAttrs<E>
  | Interpolation<E>
  | SourceCode<E>
  | DollarEscape
  | Ellipses
  | Identifier
  | PathFragment
  | StringFragment;

export const expressionKinds = [
  'apply_expression',
  'assert_expression',
  'attrset_expression',
  'binary_expression',
  'function_expression',
  'has_attr_expression',
  'hpath_expression',
  'if_expression',
  'indented_string_expression',
  'let_attrset_expression',
  'let_expression',
  'list_expression',
  'parenthesized_expression',
  'path_expression',
  'rec_attrset_expression',
  'select_expression',
  'string_expression',
  'unary_expression',
  'variable_expression',
  'with_expression',
  'float_expression',
  'integer_expression',
  'spath_expression',
  'uri_expression',
] as const;
export const partKinds = [
  'attrpath',
  'binding',
  'escape_sequence',
  'formal',
  'formals',
  'inherit',
  'inherit_from',
  'inherited_attrs',
  'interpolation',
  'source_code',
  'dollar_escape',
  'ellipses',
  'identifier',
  'path_fragment',
  'string_fragment',
] as const;
/** The tokens that tell nodes of one kind apart. */
export const tokens = [
  '!',
  '!=',
  '&&',
  '*',
  '+',
  '++',
  '-',
  '->',
  '/',
  '//',
  '<',
  '<=',
  '<|',
  '==',
  '>',
  '>=',
  '|>',
  '||',
] as const;

export type ExpressionKind = (typeof expressionKinds)[number];
export type PartKind = (typeof partKinds)[number];
export type Token = (typeof tokens)[number];

export function buildExpression<E>(
  kind: ExpressionKind,
  start: number,
  end: number,
  children: readonly read.Child<E>[],
): ExpressionNode<E> {
  switch (kind) {
    case 'apply_expression':
      return {
        kind,
        start,
        end,
        argument: read.expressionMany(children, 'argument'),
        function: read.expressionOne(children, 'function'),
      };
    case 'assert_expression':
      return {
        kind,
        start,
        end,
        body: read.expressionOne(children, 'body'),
        condition: read.expressionOne(children, 'condition'),
      };
    case 'attrset_expression':
      return {
        kind,
        start,
        end,
        binding: read.partMany(children, 'binding', ['binding', 'inherit', 'inherit_from']),
      };
    case 'binary_expression':
      return {
        kind,
        start,
        end,
        left: read.expressionOne(children, 'left'),
        operator: read.token(children, 'operator', [
          '!=',
          '&&',
          '*',
          '+',
          '++',
          '-',
          '->',
          '/',
          '//',
          '<',
          '<=',
          '<|',
          '==',
          '>',
          '>=',
          '|>',
          '||',
        ]),
        right: read.expressionOne(children, 'right'),
      };
    case 'function_expression':
      return {
        kind,
        start,
        end,
        body: read.expressionOne(children, 'body'),
        formals: read.partOptional(children, 'formals', ['formals']),
        universal: read.partOptional(children, 'universal', ['identifier']),
      };
    case 'has_attr_expression':
      return {
        kind,
        start,
        end,
        attrpath: read.partOne(children, 'attrpath', ['attrpath']),
        expression: read.expressionOne(children, 'expression'),
      };
    case 'hpath_expression':
      return {
        kind,
        start,
        end,
        part: read.partMany(children, 'part', ['interpolation', 'path_fragment']),
      };
    case 'if_expression':
      return {
        kind,
        start,
        end,
        alternative: read.expressionOne(children, 'alternative'),
        condition: read.expressionOne(children, 'condition'),
        consequence: read.expressionOne(children, 'consequence'),
      };
    case 'indented_string_expression':
      return {
        kind,
        start,
        end,
        part: read.partMany(children, 'part', [
          'dollar_escape',
          'escape_sequence',
          'interpolation',
          'string_fragment',
        ]),
      };
    case 'let_attrset_expression':
      return {
        kind,
        start,
        end,
        binding: read.partMany(children, 'binding', ['binding', 'inherit', 'inherit_from']),
      };
    case 'let_expression':
      return {
        kind,
        start,
        end,
        binding: read.partMany(children, 'binding', ['binding', 'inherit', 'inherit_from']),
        body: read.expressionOne(children, 'body'),
      };
    case 'list_expression':
      return { kind, start, end, element: read.expressionMany(children, 'element') };
    case 'parenthesized_expression':
      return { kind, start, end, expression: read.expressionOne(children, 'expression') };
    case 'path_expression':
      return {
        kind,
        start,
        end,
        part: read.partMany(children, 'part', ['interpolation', 'path_fragment']),
      };
    case 'rec_attrset_expression':
      return {
        kind,
        start,
        end,
        binding: read.partMany(children, 'binding', ['binding', 'inherit', 'inherit_from']),
      };
    case 'select_expression':
      return {
        kind,
        start,
        end,
        attrpath: read.partOne(children, 'attrpath', ['attrpath']),
        default: read.expressionOptional(children, 'default'),
        expression: read.expressionOne(children, 'expression'),
      };
    case 'string_expression':
      return {
        kind,
        start,
        end,
        part: read.partMany(children, 'part', [
          'dollar_escape',
          'escape_sequence',
          'interpolation',
          'string_fragment',
        ]),
      };
    case 'unary_expression':
      return {
        kind,
        start,
        end,
        argument: read.expressionOne(children, 'argument'),
        operator: read.token(children, 'operator', ['!', '-']),
      };
    case 'variable_expression':
      return { kind, start, end, name: read.partOne(children, 'name', ['identifier']) };
    case 'with_expression':
      return {
        kind,
        start,
        end,
        body: read.expressionOne(children, 'body'),
        environment: read.expressionOne(children, 'environment'),
      };
    case 'float_expression':
      return { kind, start, end };
    case 'integer_expression':
      return { kind, start, end };
    case 'spath_expression':
      return { kind, start, end };
    case 'uri_expression':
      return { kind, start, end };
  }
}

export function buildPart<E>(
  kind: PartKind,
  start: number,
  end: number,
  children: readonly read.Child<E>[],
): PartNode<E> {
  switch (kind) {
    case 'attrpath':
      return {
        kind,
        start,
        end,
        attr: read.eitherMany(children, 'attr', ['identifier', 'interpolation']),
      };
    case 'binding':
      return {
        kind,
        start,
        end,
        attrpath: read.partOne(children, 'attrpath', ['attrpath']),
        expression: read.expressionOne(children, 'expression'),
      };
    case 'escape_sequence':
      return { kind, start, end };
    case 'formal':
      return {
        kind,
        start,
        end,
        default: read.expressionOptional(children, 'default'),
        name: read.partOne(children, 'name', ['identifier']),
      };
    case 'formals':
      return {
        kind,
        start,
        end,
        ellipses: read.partOptional(children, 'ellipses', ['ellipses']),
        formal: read.partMany(children, 'formal', ['formal']),
      };
    case 'inherit':
      return { kind, start, end, attrs: read.partOptional(children, 'attrs', ['inherited_attrs']) };
    case 'inherit_from':
      return {
        kind,
        start,
        end,
        attrs: read.partOptional(children, 'attrs', ['inherited_attrs']),
        expression: read.expressionOne(children, 'expression'),
      };
    case 'inherited_attrs':
      return {
        kind,
        start,
        end,
        attr: read.eitherMany(children, 'attr', ['identifier', 'interpolation']),
      };
    case 'interpolation':
      return { kind, start, end, expression: read.expressionOne(children, 'expression') };
    case 'source_code':
      return { kind, start, end, expression: read.expressionOne(children, 'expression') };
    case 'dollar_escape':
      return { kind, start, end };
    case 'ellipses':
      return { kind, start, end };
    case 'identifier':
      return { kind, start, end };
    case 'path_fragment':
      return { kind, start, end };
    case 'string_fragment':
      return { kind, start, end };
  }
}
