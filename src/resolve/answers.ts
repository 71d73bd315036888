import type { Span } from '../report/span.ts';
import { equal } from './equal.ts';
import { attempt, quietly } from './join.ts';
import { delay, force } from './thunk.ts';
import { isUnknown, partOf } from './unknown.ts';
import type { Attribute, Slot, Value } from './value.ts';
import { attributeSet, unknownAttribute } from './value.ts';

/** A value that is given by hand, for one that the source does not say. */
export interface Answer {
  /** What it is the value of, by attribute names (see `Settable`). */
  readonly path: readonly string[];
  /** Where it was given. */
  readonly span: Span;
  /** Fails for one that is no value. */
  slot: Slot;
  /** What it has turned out to be so far. */
  outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'unused' }
  /** It stood for something unknown. */
  | { readonly kind: 'taken' }
  /** The source says the same. */
  | { readonly kind: 'confirmed' }
  /** The source says something else. */
  | { readonly kind: 'contradicted'; readonly by: Value; readonly span: Span | null };

/** Answers by the attribute names that lead to them. */
export interface Answers {
  /** Null where only parts are given; there is nothing below an answer. */
  readonly answer: Answer | null;
  readonly below: ReadonlyMap<string, Answers>;
}

export const noAnswers: Answers = { answer: null, below: new Map() };

/** The answers at a path and below it; null if there are none. */
export function answersAt(path: readonly string[], answers: Answers): Answers | null {
  let at: Answers | undefined = answers;
  for (const name of path) at = at?.below.get(name);
  return at ?? null;
}

/** @param answers of which no path leads through another's end */
export function answersBy(answers: readonly Answer[]): Answers {
  return grouped(answers, 0);
}

function grouped(answers: readonly Answer[], depth: number): Answers {
  const answer = answers.find(({ path }) => path.length === depth) ?? null;
  const byName = new Map<string, Answer[]>();
  for (const one of answers) {
    const name = one.path[depth];
    if (name === undefined) continue;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [one]);
    else same.push(one);
  }
  const below = new Map([...byName].map(([name, ones]) => [name, grouped(ones, depth + 1)]));
  return { answer, below };
}

/**
 * A value with answers for what is unknown of it. That there is an answer for a part of an unknown value says that
 * this is a set.
 */
export function filled(slot: Slot, answers: Answers | null): Slot {
  if (answers === null) return slot;
  return delay(() =>
    fill(
      attempt(() => force(slot)),
      answers,
    ),
  );
}

function fill(value: Value, { answer, below }: Answers): Value {
  if (answer !== null) return settle(value, answer, null);
  if (isUnknown(value)) {
    const attributes = new Map<string, Attribute>();
    for (const [name, answers] of below) {
      const part = partOf(value, [name], `${value.subject}.${name}`, value.span);
      attributes.set(name, { slot: filled(part, answers), span: null });
    }
    return attributeSet(attributes, value);
  }
  if (typeof value !== 'object' || value?.kind !== 'set') return value;
  const attributes = new Map(value.attributes);
  for (const [name, answers] of below) {
    const attribute = attributes.get(name);
    if (attribute !== undefined) {
      attributes.set(name, { ...attribute, slot: filled(attribute.slot, answers) });
      continue;
    }
    const rest = unknownAttribute(value, name);
    if (rest === null) continue;
    const part = partOf(rest, [name], `${rest.subject}.${name}`, rest.span);
    attributes.set(name, { slot: filled(part, answers), span: null });
  }
  return { ...value, attributes };
}

/**
 * The answer where the value is unknown, else the value, which the answer should agree with.
 *
 * @param span where the value was written
 */
export function settle(value: Value, answer: Answer, span: Span | null): Value {
  if (isUnknown(value)) {
    answer.outcome = { kind: 'taken' };
    return force(answer.slot);
  }
  if (answer.outcome.kind !== 'contradicted') {
    answer.outcome = agrees(value, answer)
      ? { kind: 'confirmed' }
      : { kind: 'contradicted', by: value, span };
  }
  return value;
}

/** What can't be compared, as a part of it is unknown or fails, does not contradict. */
function agrees(value: Value, answer: Answer): boolean {
  const isSame = quietly(() => {
    const given = force(answer.slot);
    return given === value || equal(given, value);
  });
  return isSame ?? true;
}
