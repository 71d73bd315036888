import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import type { Source, Span } from '../report/span.ts';
import { outward } from '../report/span.ts';
import type { Answer, Answers } from '../resolve/answers.ts';
import { answersBy } from '../resolve/answers.ts';
import { attempt } from '../resolve/join.ts';
import { NixError } from '../resolve/nix-error.ts';
import { delay, force } from '../resolve/thunk.ts';
import { isUnknown } from '../resolve/unknown.ts';
import type { Slot, Value } from '../resolve/value.ts';
import { readAttributePath } from './attribute-path.ts';
import { showOption } from './merge-errors.ts';

/** A value that a user gives, on the command line or in the settings: `PATH=NIX`. */
export interface Assignment {
  readonly path: readonly string[];
  /** What says so, for messages. */
  readonly span: Span;
  readonly value: GivenText | GivenString;
}

/** A Nix expression. */
export interface GivenText {
  readonly kind: 'text';
  readonly source: Source;
  /** What its relative paths start from. */
  readonly folder: string;
}

/** A string as it is. */
export interface GivenString {
  readonly kind: 'string';
  readonly string: string;
}

/** Texts and where they stand, with what is wrong with them. */
export interface Assignments {
  readonly assignments: readonly Assignment[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `PATH=NIX`.
 *
 * @param source of the text
 */
export function readAssignment(source: Source, folder: string): Assignment | Diagnostic {
  const path = readAttributePath(source.text);
  const whole = { source, start: 0, end: source.text.length };
  if (path.kind === 'error') return invalid(path.message, { ...whole, start: path.at });
  if (source.text[path.end] !== '=') {
    return invalid('there is no `=` after the path', { ...whole, start: path.end });
  }
  const start = path.end + 1;
  const span = { ...whole, end: path.end };
  return assignmentOf(path.names, span, { kind: 'text', source: after(source, start), folder });
}

/** The rest of a text, as one of its own. */
function after(source: Source, start: number): Source {
  const text = source.text.slice(start);
  const offsets = Array.from({ length: text.length + 1 }, (_, at) => start + at);
  return { path: source.path, text, within: { source, offsets } };
}

/** Checks what a path may lead to. */
export function assignmentOf(
  path: readonly string[],
  span: Span,
  value: Assignment['value'],
): Assignment | Diagnostic {
  const [root = ''] = path;
  if (path.length < (leastNames.get(root) ?? 1)) {
    return invalid(`${quote(root)} as a whole can't be given, only what is below it`, span);
  }
  if (root === 'env' && path.length > 2) {
    return invalid('an environment variable is a string, and has no attributes', span);
  }
  return { path, span, value };
}

const leastNames = new Map([
  ['config', 2],
  ['inputs', 2],
  ['env', 2],
  ['builtins', 2],
]);

/** What the command line's texts have for a path. */
export const commandLine = '<command line>';

function invalid(message: string, span: Span): Diagnostic {
  return {
    code: 'settings-invalid',
    message,
    help:
      outward(span).source.path === commandLine
        ? 'give a value as a path, `=` and a Nix expression, in which a string has quotes of its own: `config.networking.hostName="laptop"`'
        : 'give a value as a Nix expression in a JSON string, in which a Nix string has quotes of its own: `"config.networking.hostName": "\\"laptop\\""`',
    span,
    related: [],
  };
}

/**
 * The assignments of several places.
 *
 * @param all the places, the strongest first: what one says, the others do not
 */
export function strongest(all: readonly Assignments[]): Assignments {
  const assignments: Assignment[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const place of all) {
    diagnostics.push(...place.diagnostics);
    const stronger = [...assignments];
    const own: Assignment[] = [];
    for (const one of place.assignments) {
      if (stronger.some(({ path }) => overlap(path, one.path))) continue;
      const other = own.find(({ path }) => overlap(path, one.path));
      if (other === undefined) own.push(one);
      else diagnostics.push(givenTwice(one, other));
    }
    assignments.push(...own);
  }
  return { assignments, diagnostics };
}

function overlap(left: readonly string[], right: readonly string[]): boolean {
  const shared = Math.min(left.length, right.length);
  return left.slice(0, shared).every((name, index) => name === right[index]);
}

function givenTwice(one: Assignment, other: Assignment): Diagnostic {
  const [path, known] = [one.path, other.path].map((names) => `\`${showOption(names)}\``);
  const message =
    path === known ? `${path} is given twice` : `${path} is given, and so is ${known}`;
  return {
    code: 'settings-invalid',
    message,
    help: 'remove one of them',
    span: one.span,
    related: [{ message: 'the other one', span: other.span }],
  };
}

/** Answers, which are evaluated once there is something to evaluate them in. */
export interface GivenAnswers {
  readonly answers: Answers;
  readonly all: readonly Answer[];
  /** Evaluates each answer, as far as its kind of value, and tells what is wrong with them. Comes first. */
  readonly check: () => readonly Diagnostic[];
}

/** @param evaluateText the value of a Nix expression; throws NixError if it is none */
export function answersFor(
  assignments: readonly Assignment[],
  evaluateText: (source: Source, folder: string) => Slot,
): GivenAnswers {
  const pairs = assignments.map((assignment): readonly [Assignment, Answer] => {
    const { path, span } = assignment;
    return [assignment, { path, span, slot: null, outcome: { kind: 'unused' } }];
  });
  const all = pairs.map(([, answer]) => answer);
  const check = (): readonly Diagnostic[] =>
    pairs.flatMap(([{ value }, answer]) => {
      const slot = valueSlot(value, answer, evaluateText);
      const problem = problemOf(slot, answer);
      if (problem === null) {
        answer.slot = slot;
        return [];
      }
      answer.slot = failing(problem);
      answer.outcome = { kind: 'taken' };
      return problem;
    });
  return { answers: answersBy(all), all, check };
}

/** Fails, too, for a text that is not Nix. */
function valueSlot(
  value: Assignment['value'],
  { path, span }: Answer,
  evaluateText: (source: Source, folder: string) => Slot,
): Slot {
  if (value.kind === 'string') return value.string;
  try {
    return evaluateText(value.source, value.folder);
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    const message = `the value given for \`${showOption(path)}\` is not Nix: ${error.message}`;
    return failing(invalid(message, error.span ?? span));
  }
}

/** A value that was asked for: what is wrong with it is told once, wherever that is met. */
function failing(problem: Diagnostic): Slot {
  return delay(() => {
    throw new NixError('value', problem.message, problem.span, [problem]);
  });
}

function problemOf(slot: Slot, { path, span }: Answer): Diagnostic | null {
  const about = `the value given for \`${showOption(path)}\``;
  const value = evaluate(slot);
  if (value instanceof NixError) {
    const [known] = value.diagnostics;
    if (known !== undefined) return known;
    return invalid(`${about} fails: ${value.message}`, value.span ?? span);
  }
  if (isUnknown(value)) {
    const message = `${about} depends on ${quote(value.subject)}, which can't be known: ${value.reason}`;
    return invalid(message, value.span ?? span);
  }
  if (path[0] === 'env' && typeof value !== 'string') {
    return invalid(`${about} is not a string, as environment variables are`, span);
  }
  return null;
}

function evaluate(slot: Slot): Value | NixError {
  try {
    return attempt(() => force(slot));
  } catch (error) {
    if (error instanceof NixError) return error;
    throw error;
  }
}
