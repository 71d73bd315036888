import { string } from '../demand.ts';
import { spendItems } from '../stack.ts';
import type { Slot, Value } from '../value.ts';
import { list, primop } from '../value.ts';
import type { Builtins } from './index.ts';
import type { Match } from './regex/match.ts';
import { matchAll, matchWhole } from './regex/match.ts';
import { compilePattern } from './regex/program.ts';

/** POSIX extended regular expressions, on bytes. */
export const regularExpressionBuiltins: Builtins = {
  match: primop('match', 2, (pattern, slot) => {
    const program = compilePattern(string(pattern));
    const text = string(slot);
    const match = matchWhole(program, text);
    return match === null ? null : groupTexts(match, text);
  }),
  split: primop('split', 2, (pattern, slot) => {
    const program = compilePattern(string(pattern));
    return split(matchAll(program, string(slot)), string(slot));
  }),
};

/** The texts between the matches, and between these the groups of each match. */
function split(matches: readonly Match[], text: string): Value {
  const parts: Slot[] = [];
  let from = 0;
  for (const match of matches) {
    parts.push(text.slice(from, match.start), groupTexts(match, text));
    from = match.end;
  }
  spendItems(parts.length);
  return list([...parts, text.slice(from)]);
}

function groupTexts({ groups }: Match, text: string): Value {
  return list(groups.map((group) => (group === null ? null : text.slice(group[0], group[1]))));
}
