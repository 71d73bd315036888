import { call } from '../../src/resolve/apply.ts';
import { createEvaluation } from '../../src/resolve/evaluation.ts';
import { defaultMaxBytes, openFiles } from '../../src/resolve/files.ts';
import { createLib } from '../../src/resolve/lib/index.ts';
import { isCatchable, LimitError, NixError } from '../../src/resolve/nix-error.ts';
import { defaultLimits, resetStack, StackHandover, spend } from '../../src/resolve/stack.ts';
import { delay, force } from '../../src/resolve/thunk.ts';
import { assumptions, unknown } from '../../src/resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../../src/resolve/value.ts';
import { sortedNames } from '../../src/resolve/value.ts';
import type { Outcome, Shown } from './shown.ts';
import { floatText, shownDepth, truncated } from './shown.ts';

export interface Ours {
  readonly outcome: Outcome;
  /** Whether something was passed over that Nix may fail on: then it may have no value at all. */
  readonly mayFail: boolean;
}

/**
 * What our resolver makes of a function's text, applied to something unknown; the parser must be loaded.
 *
 * @param withLib whether the text may use `lib`
 */
export function evaluateOurs(text: string, folder: string, withLib: boolean): Ours {
  const { made } = assumptions;
  const outcome = evaluateText(text, folder, withLib);
  return { outcome, mayFail: assumptions.made !== made };
}

function evaluateText(text: string, folder: string, withLib: boolean): Outcome {
  resetStack({ ...defaultLimits, steps: 1_000_000 }, 9_000);
  const evaluation = createEvaluation(
    openFiles({ root: folder, outputs: [], maxBytes: defaultMaxBytes }),
  );
  const source = { path: `${folder}/default.nix`, text: withLib ? `lib: ${text}` : text };
  const argument = unknown('u', 'the test does not say');
  try {
    const program = evaluation.evaluateText(source, folder);
    const callee = withLib ? delay(() => call(force(program), createLib(evaluation))) : program;
    return show(
      shownDepth,
      delay(() => call(force(callee), argument)),
    );
  } catch (error) {
    if (error instanceof LimitError && error.limit === 'steps') throw new StackHandover();
    if (error instanceof NixError) return isCatchable(error) ? { kind: 'thrown' } : null;
    throw error;
  }
}

/** More than a test has a stack, or steps, for; the program itself goes on further. */
export function isHandover(error: unknown): boolean {
  return error instanceof StackHandover;
}

/** A value with all that is in it; what fails in a way that `tryEval` does not catch is thrown. */
export function show(depth: number, slot: Slot): Shown {
  let value: Value;
  spend(1);
  try {
    value = force(slot);
  } catch (error) {
    if (error instanceof NixError && isCatchable(error)) return { kind: 'thrown' };
    throw error;
  }
  if (typeof value === 'string') return `s ${value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `i ${value}`;
  if (typeof value === 'boolean') return `b ${value}`;
  if (value === null) return 'n ';
  switch (value.kind) {
    case 'unknown':
      return { kind: 'unknown', subject: value.subject };
    case 'float':
      return `f ${floatText(value.value)}`;
    case 'path':
      return `p ${value.path}`;
    case 'primop':
      return `l ${formalsText([...(value.formals?.[value.arguments.length] ?? [])])}`;
    case 'lambda':
      return `l ${parametersOf(value)}`;
    case 'list':
      if (depth === 0) return truncated;
      return {
        kind: 'list',
        items: value.items.map((item) => show(depth - 1, item)),
        isOpen: value.rest !== null,
      };
    case 'set':
      return depth === 0 ? truncated : showSet(depth, value);
  }
}

function showSet(depth: number, set: AttributeSet): Shown {
  const attributes = new Map<string, Shown>();
  for (const name of sortedNames(set)) {
    attributes.set(name, show(depth - 1, set.attributes.get(name)?.slot ?? null));
  }
  return { kind: 'set', attributes, isOpen: set.rest !== null };
}

function parametersOf({ code }: Extract<Value, { kind: 'lambda' }>): string {
  const { parameter } = code.expression;
  if (parameter.kind === 'name') return '';
  return formalsText(
    parameter.formals.map(({ name, default: fallback }) => [name, fallback !== null] as const),
  );
}

function formalsText(formals: readonly (readonly [string, boolean])[]): string {
  const sorted = [...formals].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, hasDefault]) => (hasDefault ? `${name}?` : name)).join(' ');
}
