import { descend, stack } from '../../stack.ts';
import type { ByteSet } from './bracket.ts';
import { malformed } from './malformed.ts';
import type { Pattern, Regex } from './parse.ts';
import { parsePattern } from './parse.ts';

/** A state of the automaton; states refer to each other by their index. */
export type State =
  | { readonly kind: 'accept' }
  | { readonly kind: 'bytes'; readonly bytes: ByteSet; readonly next: number }
  | { readonly kind: 'line-start' | 'line-end'; readonly next: number }
  /** Notes where a group begins or ends; the mark is twice its number, and one more for its end. */
  | { readonly kind: 'mark'; readonly mark: number; readonly next: number }
  | { readonly kind: 'choice'; readonly first: number; readonly second: number }
  | { readonly kind: 'repeat'; again: number; readonly exit: number };

export interface Program {
  readonly states: readonly State[];
  readonly start: number;
  readonly groups: number;
}

/** @throws NixError if the pattern is malformed, or larger than libstdc++ takes */
export function compilePattern(pattern: string): Program {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const program = build(parsePattern(pattern), pattern);
  if (compiled.size >= patternsKept) compiled.clear();
  compiled.set(pattern, program);
  return program;
}

const compiled = new Map<string, Program>();
const patternsKept = 200;

/** libstdc++'s own. */
const maxStates = 100_000;

/** From the end to the start, so that what follows is known: a repeat alone refers to itself. */
function build({ regex, groups }: Pattern, pattern: string): Program {
  const states: State[] = [{ kind: 'accept' }];

  const add = (state: State): number => {
    if (states.length >= maxStates) throw malformed(pattern, 'it takes too many states');
    return states.push(state) - 1;
  };

  const emit = (part: Regex, next: number): number => {
    descend(framesPerLevel);
    const start = emitPart(part, next);
    stack.depth -= framesPerLevel;
    return start;
  };

  const emitPart = (part: Regex, next: number): number => {
    switch (part.kind) {
      case 'bytes':
        return add({ kind: 'bytes', bytes: part.bytes, next });
      case 'line-start':
      case 'line-end':
        return add({ kind: part.kind, next });
      case 'sequence':
        return part.parts.reduceRight((follower, inner) => emit(inner, follower), next);
      case 'alternatives':
        return emitChoices(part.choices, next);
      case 'group': {
        const end = add({ kind: 'mark', mark: 2 * part.group + 1, next });
        return add({ kind: 'mark', mark: 2 * part.group, next: emit(part.body, end) });
      }
      case 'repeat':
        return emitRepeat(part.body, part.least, part.most, next);
    }
  };

  const emitChoices = (choices: readonly Regex[], next: number): number => {
    const starts = choices.map((choice) => emit(choice, next));
    return starts.reduce((first, second) => add({ kind: 'choice', first, second }));
  };

  const emitRepeat = (body: Regex, least: number, most: number | null, next: number): number => {
    let start = next;
    let left = least;
    if (most === null) {
      const again: State = { kind: 'repeat', again: next, exit: next };
      start = add(again);
      again.again = emit(body, start);
      if (least === 1) return again.again;
    } else {
      for (let count = least; count < most; count++) {
        start = add({ kind: 'repeat', again: emit(body, start), exit: next });
      }
    }
    for (; left > 0; left--) start = emit(body, start);
    return start;
  };

  const start = emit(regex, 0);
  return { states, start, groups };
}

const framesPerLevel = 4;
