import type { Answer } from '../resolve/answers.ts';
import { filled, settle } from '../resolve/answers.ts';
import { attempt } from '../resolve/join.ts';
import { force } from '../resolve/thunk.ts';
import { isUnknown } from '../resolve/unknown.ts';
import { placeOf } from './merge-errors.ts';
import type { Merger } from './merger.ts';
import type { Definition, Location, Merged, Option } from './option.ts';
import { subModulesOf } from './sub-modules.ts';

/**
 * What an option comes to, with what is given for it by hand: the only definition of one that is unknown, or that no
 * file read defines, since one that is not read may.
 */
export function answeredOption(
  location: Location,
  option: Option,
  read: Merged,
  merger: Merger,
): Merged {
  const answers = merger.answersFor(location);
  if (answers === null) return read;
  if (answers.answer !== null) return answered(location, option, read, answers.answer, merger);
  const hasOptionsBelow = subModulesOf(option.type) !== null;
  return hasOptionsBelow ? read : { ...read, value: filled(read.value, answers) };
}

function answered(
  location: Location,
  { type }: Option,
  read: Merged,
  answer: Answer,
  merger: Merger,
): Merged {
  const [definition] = read.definitions.filter(isRead);
  const value = definition === undefined ? undefined : attempt(() => force(read.value));
  if (definition !== undefined && value !== undefined && !isUnknown(value)) {
    settle(value, answer, placeOf(definition));
    return read;
  }
  answer.outcome = { kind: 'taken' };
  const { span, slot } = answer;
  return merger.merge(location, type, [{ file: span.source.path, span, slot }]);
}

/** Not the default. */
function isRead({ file }: Definition): boolean {
  return file !== '';
}
