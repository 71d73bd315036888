import type { PartNode, Token } from './ast.ts';

/**
 * A child of a node that is being built, under the name of its field: an expression that has become an `E`, another
 * node, or a token.
 *
 * The functions below pick from a node's children what its type in `ast.ts` promises. The grammar makes sure that it
 * is there; if it is not, `ast.ts` and the parser's `.wasm` are of different grammars, and they throw.
 */
export type Child<E> =
  | { readonly kind: 'expression'; readonly field: string; readonly expression: E }
  | { readonly kind: 'part'; readonly field: string; readonly part: PartNode<E> }
  | { readonly kind: 'token'; readonly field: string; readonly token: Token };

type Children<E> = readonly Child<E>[];
type Part<E, K> = Extract<PartNode<E>, { readonly kind: K }>;

export function expressionMany<E>(children: Children<E>, field: string): E[] {
  const found: E[] = [];
  for (const child of children) {
    if (child.kind === 'expression' && child.field === field) found.push(child.expression);
  }
  return found;
}

export function expressionOptional<E>(children: Children<E>, field: string): E | null {
  for (const child of children) {
    if (child.kind === 'expression' && child.field === field) return child.expression;
  }
  return null;
}

export function expressionOne<E>(children: Children<E>, field: string): E {
  return expressionOptional(children, field) ?? missing(field);
}

export function partMany<E, K extends PartNode<E>['kind']>(
  children: Children<E>,
  field: string,
  kinds: readonly K[],
): Part<E, K>[] {
  const found: Part<E, K>[] = [];
  for (const child of children) {
    if (child.kind === 'part' && child.field === field && isOneOf(child.part, kinds)) {
      found.push(child.part);
    }
  }
  return found;
}

export function partOptional<E, K extends PartNode<E>['kind']>(
  children: Children<E>,
  field: string,
  kinds: readonly K[],
): Part<E, K> | null {
  for (const child of children) {
    if (child.kind === 'part' && child.field === field && isOneOf(child.part, kinds)) {
      return child.part;
    }
  }
  return null;
}

export function partOne<E, K extends PartNode<E>['kind']>(
  children: Children<E>,
  field: string,
  kinds: readonly K[],
): Part<E, K> {
  return partOptional(children, field, kinds) ?? missing(field);
}

export function eitherMany<E, K extends PartNode<E>['kind']>(
  children: Children<E>,
  field: string,
  kinds: readonly K[],
): (Part<E, K> | E)[] {
  const found: (Part<E, K> | E)[] = [];
  for (const child of children) {
    if (child.field !== field) continue;
    if (child.kind === 'expression') found.push(child.expression);
    if (child.kind === 'part' && isOneOf(child.part, kinds)) found.push(child.part);
  }
  return found;
}

export function token<E, K extends Token>(
  children: Children<E>,
  field: string,
  tokens: readonly K[],
): K {
  for (const child of children) {
    if (child.kind !== 'token' || child.field !== field) continue;
    const found = tokens.find((candidate) => candidate === child.token);
    if (found !== undefined) return found;
  }
  return missing(field);
}

function isOneOf<E, K extends PartNode<E>['kind']>(
  part: PartNode<E>,
  kinds: readonly K[],
): part is Part<E, K> {
  return kinds.some((kind) => kind === part.kind);
}

function missing(field: string): never {
  throw new Error(`the syntax tree has no ${field} where the grammar has one`);
}
