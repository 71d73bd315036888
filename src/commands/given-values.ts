import type { Assignment, Assignments } from '../modules/assignments.ts';
import { commandLine, readAssignment } from '../modules/assignments.ts';
import type { HelpersRequest } from '../modules/helpers-file.ts';
import type { Source } from '../report/span.ts';
import type { AnalysisRequest } from './analyse.ts';

/**
 * What the command line gives, for what can't be known.
 *
 * @param folder of the entry
 */
export function givenOnCommandLine(
  { range, set = [], workingFolder }: AnalysisRequest,
  folder: string,
): Assignments {
  const read = set.map((text) => readAssignment(textOf('--set ', text), workingFolder ?? folder));
  if (range !== undefined) read.push(rangeAssignment(range));
  return {
    assignments: read.flatMap((one) => ('path' in one ? one : [])),
    diagnostics: read.flatMap((one) => ('path' in one ? [] : one)),
  };
}

/**
 * vmsilo's `helpers.nix` as the command line names it; null if it does not.
 *
 * @param folder of the entry
 */
export function helpersOnCommandLine(
  { helpers, workingFolder }: AnalysisRequest,
  folder: string,
): HelpersRequest | null {
  if (helpers === undefined) return null;
  const source = textOf('--helpers ', helpers);
  return {
    given: helpers,
    folder: workingFolder ?? folder,
    span: { source, start: 0, end: helpers.length },
  };
}

function rangeAssignment(range: string): Assignment {
  const source = textOf('--range ', range);
  return {
    path: ['config', 'programs', 'vmsilo', 'netvmRange'],
    span: { source, start: 0, end: range.length },
    value: { kind: 'string', string: range },
  };
}

/** A text on the command line, behind the option that it belongs to. */
function textOf(option: string, text: string): Source {
  const offsets = Array.from({ length: text.length + 1 }, (_, at) => option.length + at);
  return {
    path: commandLine,
    text,
    within: { source: { path: commandLine, text: `${option}${text}` }, offsets },
  };
}
