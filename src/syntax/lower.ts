import type { Language, Tree, TreeCursor } from 'web-tree-sitter';
import {
  buildExpression,
  buildPart,
  type ExpressionKind,
  type ExpressionNode,
  expressionKinds,
  type PartKind,
  partKinds,
  type Token,
  tokens,
} from './ast.ts';
import { type Child, expressionOne } from './fields.ts';

/** What became of a tree: its expression, or the first one that is nested too deeply. */
export type Lowered<E> =
  | { readonly kind: 'lowered'; readonly expression: E }
  | { readonly kind: 'too-deep'; readonly start: number; readonly end: number };

/**
 * Turns a syntax tree without errors into an `E`, from the inside out: `lowerExpression` gets each expression when
 * all expressions in it have been lowered. One walk with one cursor, and a stack of its own, so that the nesting of
 * a text is limited by `maxNesting` alone.
 *
 * @param maxNesting how many expressions may be inside one another
 */
export function lower<E>(
  tree: Tree,
  lowerExpression: (node: ExpressionNode<E>) => E,
  maxNesting: number,
): Lowered<E> {
  const symbols = symbolsOf(tree.language);
  const cursor = tree.walk();
  try {
    return walk(cursor, symbols, lowerExpression, maxNesting);
  } finally {
    cursor.delete();
  }
}

/** What a node type of the grammar is to the walk. It passes over others, such as brackets and comments. */
type GrammarSymbol =
  | { readonly kind: 'expression'; readonly type: ExpressionKind }
  | { readonly kind: 'part'; readonly type: PartKind }
  | { readonly kind: 'token'; readonly type: Token };

type NodeSymbol = Exclude<GrammarSymbol, { readonly kind: 'token' }>;

/** A node whose children are being walked. */
interface Frame<E> {
  readonly symbol: NodeSymbol;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly children: Child<E>[];
}

function walk<E>(
  cursor: TreeCursor,
  symbols: readonly (GrammarSymbol | null)[],
  lowerExpression: (node: ExpressionNode<E>) => E,
  maxNesting: number,
): Lowered<E> {
  let frame: Frame<E> = enter(cursor, { kind: 'part', type: 'source_code' });
  const outer: Frame<E>[] = [];
  let nesting = 0;
  cursor.gotoFirstChild();
  for (;;) {
    const symbol = symbols[cursor.nodeTypeId] ?? null;
    if (symbol?.kind === 'token') {
      frame.children.push({ kind: 'token', field: fieldOf(cursor), token: symbol.type });
    } else if (symbol !== null) {
      const inner = enter<E>(cursor, symbol);
      if (symbol.kind === 'expression' && ++nesting > maxNesting) {
        return { kind: 'too-deep', start: inner.start, end: inner.end };
      }
      if (cursor.gotoFirstChild()) {
        outer.push(frame);
        frame = inner;
        continue;
      }
      if (symbol.kind === 'expression') nesting--;
      frame.children.push(leave(inner, lowerExpression));
    }
    while (!cursor.gotoNextSibling()) {
      const around = outer.pop();
      if (around === undefined) {
        return { kind: 'lowered', expression: expressionOne(frame.children, 'expression') };
      }
      cursor.gotoParent();
      if (frame.symbol.kind === 'expression') nesting--;
      around.children.push(leave(frame, lowerExpression));
      frame = around;
    }
  }
}

function enter<E>(cursor: TreeCursor, symbol: NodeSymbol): Frame<E> {
  const { startIndex: start, endIndex: end } = cursor;
  return { symbol, field: fieldOf(cursor), start, end, children: [] };
}

function fieldOf(cursor: TreeCursor): string {
  return cursor.currentFieldName ?? '';
}

function leave<E>(frame: Frame<E>, lowerExpression: (node: ExpressionNode<E>) => E): Child<E> {
  const { symbol, field, start, end, children } = frame;
  switch (symbol.kind) {
    case 'expression': {
      const node = buildExpression(symbol.type, start, end, children);
      return { kind: 'expression', field, expression: lowerExpression(node) };
    }
    case 'part':
      return { kind: 'part', field, part: buildPart(symbol.type, start, end, children) };
  }
}

const symbolsOfLanguage = new WeakMap<Language, readonly (GrammarSymbol | null)[]>();

/** By node type id. */
function symbolsOf(language: Language): readonly (GrammarSymbol | null)[] {
  const known = symbolsOfLanguage.get(language);
  if (known !== undefined) return known;
  const symbols = language.types.map((name, id) => symbolOf(name, language.nodeTypeIsNamed(id)));
  symbolsOfLanguage.set(language, symbols);
  return symbols;
}

function symbolOf(name: string, named: boolean): GrammarSymbol | null {
  if (!named) {
    const type = tokens.find((token) => token === name);
    return type === undefined ? null : { kind: 'token', type };
  }
  const expression = expressionKinds.find((kind) => kind === name);
  if (expression !== undefined) return { kind: 'expression', type: expression };
  const part = partKinds.find((kind) => kind === name);
  return part === undefined ? null : { kind: 'part', type: part };
}
