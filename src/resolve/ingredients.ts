import type { Span } from '../report/span.ts';
import type { Expression } from '../syntax/expression.ts';
import { quietly } from './join.ts';
import { evaluate, lastPosition, originOf, type Position, slotOf, spanOf } from './provenance.ts';
import type { Slot } from './value.ts';

/** A value that another was made from. */
export interface Ingredient {
  /** The name or the selection that stands for it, as it is written. */
  readonly expression: string;
  /** Null for text that is too long to show, or of which some can't be known. */
  readonly value: string | number | boolean | null;
  /** Where the value was written; null if no source did. */
  readonly span: Span | null;
}

/** More help nobody. */
const mostIngredients = 6;

/** Longer text is not shown. */
const longestText = 60;

/**
 * The texts, numbers and Booleans that the expression which gave a value names: of `"${zone}-net"`, what `zone` is.
 *
 * The slot must have been evaluated. What this evaluates again, it evaluates to the same.
 */
export function ingredientsOf(slot: Slot): readonly Ingredient[] {
  const at = lastPosition(slot, { span: null, calls: [] });
  if (at === null) return [];
  const found = new Map<string, Ingredient>();
  for (const expression of namedIn(at.expression)) {
    const { source, start, end } = spanOf({ ...at, expression });
    const text = source.text.slice(start, end);
    if (found.has(text) || found.size === mostIngredients) continue;
    const ingredient = ingredientAt({ ...at, expression }, text);
    if (ingredient !== null) found.set(text, ingredient);
  }
  return [...found.values()];
}

/** Null for a set, a list, a function, and what can't be known or fails. */
function ingredientAt(at: Position, expression: string): Ingredient | null {
  return quietly(() => {
    const value = evaluate(at.expression, at);
    const { span } = originOf(slotOf(at.expression, at));
    if (typeof value === 'string') {
      return { expression, value: value.length <= longestText ? value : null, span };
    }
    return typeof value === 'number' || typeof value === 'boolean'
      ? { expression, value, span }
      : null;
  });
}

/** The names and selections in an expression, outside of what binds names of its own. */
function namedIn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'variable':
    case 'select':
      return [expression];
    case 'text':
    case 'path':
      return expression.parts.flatMap((part) => (typeof part === 'string' ? [] : namedIn(part)));
    case 'list':
      return expression.elements.flatMap(namedIn);
    case 'apply':
      return expression.arguments.flatMap(namedIn);
    case 'binary':
      return [expression.left, expression.right].flatMap(namedIn);
    case 'not':
    case 'negate':
      return namedIn(expression.operand);
    default:
      return [];
  }
}
