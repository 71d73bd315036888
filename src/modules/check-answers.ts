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
    for (const configuration of configurations) {
      if (answer.outcome.kind === 'unused') compareWith(configuration, answer);
    }
    const [root = ''] = answer.path;
    if (root === 'builtins' && answer.outcome.kind === 'unused') {
      quietly(() => follow(evaluation.globals.get(root) ?? null, answer.path.slice(1)));
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

/** Evaluates what an answer was given for, which compares the two. That this takes it is no use of it. */
function compareWith(configuration: Configuration, answer: Answer): void {
  const [root = '', ...names] = answer.path;
  quietly(() => {
    if (root === 'config') follow(configuration.config, names);
    else follow(configuration.argument(root) ?? emptySet, names);
  });
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
