import type { Diagnostic } from '../report/diagnostic.ts';
import type { Answer } from '../resolve/answers.ts';
import { describeValue } from '../resolve/describe.ts';
import { quietly } from '../resolve/join.ts';
import { force } from '../resolve/thunk.ts';
import { emptySet, type Slot } from '../resolve/value.ts';
import type { Configuration } from './configuration.ts';
import { showOption } from './merge-errors.ts';
import type { Reading } from './nixpkgs.ts';

/** Reports the answers that contradict what configurations say, and those that nothing asked for. */
export function checkAnswers(
  { evaluation, given }: Reading,
  configurations: readonly Configuration[],
): readonly Diagnostic[] {
  for (const answer of given.all) {
    const [root = '', ...names] = answer.path;
    const roots: readonly (() => Slot)[] =
      root === 'builtins'
        ? [() => evaluation.globals.get(root) ?? null]
        : configurations.map((configuration) => () => rootIn(configuration, root));
    for (const rootOf of roots) {
      if (answer.outcome.kind === 'unused') compare(answer, () => follow(rootOf(), names));
    }
  }
  return given.all.flatMap(({ path, span, slot, outcome }): Diagnostic | readonly Diagnostic[] => {
    const name = `\`${showOption(path)}\``;
    switch (outcome.kind) {
      case 'unused':
        return {
          code: 'set-unused',
          message: `nothing that was read asks for ${name}`,
          help: 'remove it, or correct its path',
          span,
          related: [],
        };
      case 'contradicted':
        return {
          code: 'set-contradicts',
          message: `${name} is given as ${describeValue(force(slot))}, but the configuration says ${describeValue(outcome.by)}`,
          help: "remove it: only what can't be known is to be given",
          span,
          related: outcome.span === null ? [] : [{ message: 'it is set here', span: outcome.span }],
        };
      default:
        return [];
    }
  });
}

function rootIn(configuration: Configuration, root: string): Slot {
  return root === 'config' ? configuration.config : (configuration.argument(root) ?? emptySet);
}

/** Evaluates what an answer was given for, which compares the two. That this takes it is no use of it. */
function compare(answer: Answer, evaluate: () => void): void {
  quietly(evaluate);
  if (answer.outcome.kind !== 'contradicted') answer.outcome = { kind: 'unused' };
}

function follow(slot: Slot, names: readonly string[]): void {
  let value = force(slot);
  for (const name of names) {
    if (typeof value !== 'object' || value?.kind !== 'set') return;
    const attribute = value.attributes.get(name);
    if (attribute === undefined) return;
    value = force(attribute.slot);
  }
}
