import type { Source } from '../report/span.ts';

/**
 * Nix as the resolver reads it: the syntax tree without its sugar.
 *
 * Strings are decoded and stripped, attribute paths merged into nested sets as Nix's parser merges them, pipes
 * turned into applications, `let { … }` into a selection. Offsets are bytes into {@link Program.source}.
 */
export interface Program {
  readonly source: Source;
  readonly body: Expression;
  /** How deep its expressions nest: 1 for one without another inside. */
  readonly height: number;
}

export interface Node {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | Integer
  | Float
  | Text
  | Path
  | SearchPath
  | CurrentPosition
  | Variable
  | List
  | AttributeSet
  | Let
  | With
  | If
  | Assert
  | FunctionLiteral
  | Apply
  | Select
  | HasAttribute
  | Negate
  | Not
  | Binary;

export interface Integer extends Node {
  readonly kind: 'integer';
  /** A `bigint` only where the value is outside JavaScript's safe integers; at most 2^63 - 1. */
  readonly value: number | bigint;
}

export interface Float extends Node {
  readonly kind: 'float';
  readonly value: number;
}

/** A string of either form, or a URI: decoded text (one character a byte) and interpolated expressions. */
export interface Text extends Node {
  readonly kind: 'text';
  /** No empty strings, and no two strings side by side. */
  readonly parts: readonly (string | Expression)[];
}

/** A path literal as written (`./a`, `/a`, `~/a`), with interpolations. */
export interface Path extends Node {
  readonly kind: 'path';
  readonly parts: readonly (string | Expression)[];
}

/** `<nixpkgs/lib>`; `path` is what stands between the brackets. */
export interface SearchPath extends Node {
  readonly kind: 'search-path';
  readonly path: string;
}

/** `__curPos` */
export interface CurrentPosition extends Node {
  readonly kind: 'current-position';
}

export interface Variable extends Node {
  readonly kind: 'variable';
  readonly name: string;
  /** Set by `bind`, before anybody else sees the program. */
  binding: Binding;
}

/** Where a variable's value is, counted in environments from the innermost (0). */
export type Binding =
  | { readonly kind: 'unbound' }
  | LexicalBinding
  /** Not lexical: looked up in the `with`s at these levels, innermost first. */
  | { readonly kind: 'with'; readonly levels: readonly number[] };

export type LexicalBinding =
  | { readonly kind: 'local'; readonly level: number; readonly index: number }
  | { readonly kind: 'global'; readonly name: string };

export interface List extends Node {
  readonly kind: 'list';
  readonly elements: readonly Expression[];
}

/** `{ … }` or `rec { … }`. */
export interface AttributeSet extends Node {
  readonly kind: 'attribute-set';
  readonly recursive: boolean;
  readonly bindings: Bindings;
}

export interface Let extends Node {
  readonly kind: 'let';
  readonly bindings: Bindings;
  readonly body: Expression;
}

/** The attributes of a set or a `let`, in source order. */
export interface Bindings {
  readonly attributes: readonly Attribute[];
  /** `${e} = v;`, which is added after the others, and which a recursive set has no name for. */
  readonly dynamic: readonly DynamicAttribute[];
  /** The `e` of each `inherit (e) …;`, evaluated once for all its names. */
  readonly inheritSources: readonly Expression[];
}

export type Attribute = PlainAttribute | InheritedAttribute | InheritedFromAttribute;

/** `start` and `end` of an attribute are those of its name, where Nix puts its position. */
export interface PlainAttribute extends Node {
  readonly kind: 'plain';
  readonly name: string;
  readonly value: Expression;
}

/** `inherit name;`: in a recursive set or `let`, `value` is of the scope outside. */
export interface InheritedAttribute extends Node {
  readonly kind: 'inherited';
  readonly name: string;
  readonly value: Variable;
}

/** `inherit (e) name;` */
export interface InheritedFromAttribute extends Node {
  readonly kind: 'inherited-from';
  readonly name: string;
  /** Index into {@link Bindings.inheritSources}. */
  readonly inheritSource: number;
}

export interface DynamicAttribute extends Node {
  readonly name: Expression;
  readonly value: Expression;
}

export interface With extends Node {
  readonly kind: 'with';
  readonly environment: Expression;
  readonly body: Expression;
}

export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

export interface Assert extends Node {
  readonly kind: 'assert';
  readonly condition: Expression;
  readonly body: Expression;
}

export interface FunctionLiteral extends Node {
  readonly kind: 'function';
  readonly parameter: Parameter;
  readonly body: Expression;
}

export type Parameter =
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'formals';
      /** In source order. */
      readonly formals: readonly Formal[];
      /** `...` */
      readonly ellipsis: boolean;
      /** The name beside `@`. */
      readonly alias: string | null;
    };

export interface Formal extends Node {
  readonly name: string;
  readonly default: Expression | null;
}

/** `f a b`: one application with all its arguments. */
export interface Apply extends Node {
  readonly kind: 'apply';
  readonly function: Expression;
  readonly arguments: readonly Expression[];
}

/** `a.b.c or d` */
export interface Select extends Node {
  readonly kind: 'select';
  readonly base: Expression;
  readonly path: AttributePath;
  readonly fallback: Expression | null;
}

/** `a ? b.c` */
export interface HasAttribute extends Node {
  readonly kind: 'has-attribute';
  readonly base: Expression;
  readonly path: AttributePath;
}

export type AttributePath = readonly AttributeName[];

/** A name of an attribute path: known, or computed (`${e}`; a string without interpolation is known). */
export interface AttributeName extends Node {
  readonly name: string | Expression;
}

export interface Negate extends Node {
  readonly kind: 'negate';
  readonly operand: Expression;
  /** As {@link Binary.redefined}. */
  redefined?: LexicalBinding;
}

export interface Not extends Node {
  readonly kind: 'not';
  readonly operand: Expression;
}

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  /**
   * Nix's parser turns `-`, `*`, `/` and the orderings into calls of `__sub`, `__mul`, `__div` and `__lessThan`.
   * Set by `bind` where the program, or the `scopedImport` that reads it, has bound that name itself.
   */
  redefined?: LexicalBinding;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '++'
  | '//'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||'
  | '->';
