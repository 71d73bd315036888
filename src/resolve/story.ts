import { quote } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import type { AttributeName, Expression } from '../syntax/expression.ts';
import { quietly } from './join.ts';
import { evaluate, type Position, positionOf, spanOf, stepBack } from './provenance.ts';
import { isUnknown } from './unknown.ts';
import type { Slot } from './value.ts';

/** A place that an unknown value came through. */
export interface StoryStep {
  readonly message: string;
  readonly span: Span;
}

/** A longer one helps nobody. */
const longestStory = 8;

/**
 * Tells how an unknown value came to where it is used: the names that it was bound to, the calls and the conditions
 * that it hangs on, the nearest to its use first.
 *
 * The slot must have been evaluated. What this evaluates again, it evaluates to the same.
 */
export function storyOf(slot: Slot): readonly StoryStep[] {
  const story: StoryStep[] = [];
  // It is told as far as it can be followed.
  quietly(() => {
    let at = positionOf(slot);
    for (let steps = 0; at !== null && steps < 1_000 && story.length < longestStory; steps++) {
      const inner = unknownOperand(at);
      const next: Position | null = inner ?? stepBack(at, { span: null, calls: [] });
      const message = inner === null ? messageFor(at.expression) : null;
      if (next !== null && message !== null) story.push({ message, span: spanOf(next) });
      at = next;
    }
  });
  return story;
}

/** What the expression says of the place that its value comes from; null if that is inside of it. */
function messageFor(expression: Expression): string | null {
  switch (expression.kind) {
    case 'variable':
      return `${quote(expression.name)} is this`;
    case 'select': {
      const name = expression.path.at(-1)?.name;
      return typeof name === 'string' ? `${quote(name)} is this` : null;
    }
    case 'apply':
      return 'the call gives this';
    default:
      return null;
  }
}

/** The part of the expression that makes it unknown; null if there is none. */
function unknownOperand(at: Position): Position | null {
  const expression = operandsOf(at.expression).find((inner) => isUnknown(evaluate(inner, at)));
  return expression === undefined ? null : { ...at, expression };
}

/** What is evaluated to know which value the expression has. */
function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'select':
    case 'has-attribute':
      return [expression.base, ...expression.path.flatMap(computedNames)];
    case 'apply':
      return [expression.function];
    case 'if':
    case 'assert':
      return [expression.condition];
    case 'binary':
      return [expression.left, expression.right];
    case 'not':
    case 'negate':
      return [expression.operand];
    case 'text':
    case 'path':
      return expression.parts.filter((part) => typeof part !== 'string');
    default:
      return [];
  }
}

function computedNames({ name }: AttributeName): readonly Expression[] {
  return typeof name === 'string' ? [] : [name];
}
