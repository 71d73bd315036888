import { spend, spendScanning } from '../../stack.ts';
import type { Program, State } from './program.ts';

/** Where a match ends, and what its groups matched: start and end, or null for a group that took no part. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [number, number] | null)[];
}

/** The match of the whole text, if there is one. */
export function matchWhole(program: Program, text: string): Match | null {
  return createMatcher(program, text, true)(0, true, false);
}

/**
 * All matches in a text, one after the other. Behind an empty one the next has to be longer, or begin further on.
 */
export function matchAll(program: Program, text: string): readonly Match[] {
  spendScanning(text);
  const matchAt = createMatcher(program, text, false);
  const search = (from: number, isFirst: boolean): Match | null => {
    for (let start = from; start <= text.length; start++) {
      const match = matchAt(start, isFirst && start === from, false);
      if (match !== null) return match;
    }
    return null;
  };
  const matches: Match[] = [];
  for (let match = search(0, true); match !== null; ) {
    matches.push(match);
    const { start, end }: Match = match;
    if (end > start) match = search(end, false);
    else if (end === text.length) match = null;
    else match = matchAt(end, matches.length === 1, true) ?? search(end + 1, false);
  }
  return matches;
}

/** A way from a state to an accepting one: where it ends, and the marks that it passes. */
interface Way {
  readonly end: number;
  readonly passed: Passed | null;
}

interface Passed {
  readonly mark: number;
  readonly at: number;
  readonly rest: Passed | null;
}

/** How often repeats have begun at the present position; moving on clears it. */
type Begun = ReadonlyMap<number, number>;

const noneBegun: Begun = new Map();

type Branch = Extract<State, { kind: 'choice' | 'repeat' }>;

/** A branch that has two ways on, and the marks on the way to it from the branch before, the last one first. */
interface Frame {
  readonly index: number;
  readonly state: Branch;
  readonly at: number;
  readonly begun: Begun;
  readonly marks: Passed | null;
  /** What the first way came to, once the second is being looked at. */
  first: { readonly way: Way | null } | null;
}

/** What a state leads to; `deeper` where that hangs on the branch pushed last. */
type Outcome = Way | null | 'deeper';

/**
 * @param isFirst whether nothing stands before `start`
 * @param notEmpty whether an empty match does not count
 */
type MatchAt = (start: number, isFirst: boolean, notEmpty: boolean) => Match | null;

/**
 * Matches as libstdc++'s `std::regex` does, depth first. Of two alternatives it takes the one that ends further
 * on, or else the left one; a repeat goes on as long as that leads to any match, and begins at most twice in one
 * place. What a branch leads to is kept, so the time is bounded by states times positions, unless repeats of what
 * may be empty nest in each other.
 */
function createMatcher(
  { states, start: entry, groups }: Program,
  text: string,
  isWhole: boolean,
): MatchAt {
  const kept = new Map<number | string, Way | null>();

  return (start, isFirst, notEmpty) => {
    const keptAtStart = new Map<number | string, Way | null>();
    const frames: Frame[] = [];

    const keptAt = (at: number) => (at === start ? keptAtStart : kept);

    /** Goes on to the next branch, or to where it is clear that none is needed. */
    const follow = (from: number, position: number, begunBefore: Begun): Outcome => {
      let index = from;
      let at = position;
      let begun = begunBefore;
      let marks: Passed | null = null;
      for (;;) {
        const state = states[index];
        if (state === undefined) return null;
        switch (state.kind) {
          case 'accept':
            if ((isWhole && at < text.length) || (notEmpty && at === start)) return null;
            return prepend(marks, { end: at, passed: null });
          case 'bytes':
            if (at >= text.length || state.bytes[text.charCodeAt(at)] !== true) return null;
            at += 1;
            begun = noneBegun;
            break;
          case 'line-start':
            if (at !== start || !isFirst) return null;
            break;
          case 'line-end':
            if (at !== text.length) return null;
            break;
          case 'mark':
            marks = { mark: state.mark, at, rest: marks };
            break;
          case 'choice':
          case 'repeat': {
            spend(1 + 8 * begun.size);
            const way = keptAt(at).get(keyOf(index, at, begun, text));
            if (way !== undefined) return prepend(marks, way);
            frames.push({ index, state, at, begun, marks, first: null });
            return 'deeper';
          }
        }
        index = state.next;
      }
    };

    const tryFirst = ({ state, index, at, begun }: Frame): Outcome => {
      if (state.kind === 'choice') return follow(state.first, at, begun);
      const times = begun.get(index) ?? 0;
      return times >= 2 ? null : follow(state.again, at, new Map(begun).set(index, times + 1));
    };

    const proceed = (frame: Frame, way: Way | null): Outcome => {
      const { state, at, begun } = frame;
      if (frame.first !== null) return finish(frame, further(frame.first.way, way));
      if (way !== null && (isWhole || state.kind === 'repeat')) return finish(frame, way);
      frame.first = { way };
      return follow(state.kind === 'choice' ? state.second : state.exit, at, begun);
    };

    const finish = ({ index, at, begun, marks }: Frame, way: Way | null): Way | null => {
      keptAt(at).set(keyOf(index, at, begun, text), way);
      frames.pop();
      return prepend(marks, way);
    };

    let outcome = follow(entry, start, noneBegun);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      outcome = outcome === 'deeper' ? tryFirst(frame) : proceed(frame, outcome);
    }
    return outcome === null || outcome === 'deeper' ? null : toMatch(outcome, start, groups);
  };
}

function keyOf(index: number, at: number, begun: Begun, text: string): number | string {
  const key = index * (text.length + 1) + at;
  if (begun.size === 0) return key;
  return `${key} ${[...begun].sort(([left], [right]) => left - right).join(' ')}`;
}

function further(first: Way | null, second: Way | null): Way | null {
  return first !== null && (second === null || first.end >= second.end) ? first : second;
}

function prepend(marks: Passed | null, way: Way | null): Way | null {
  if (way === null) return null;
  let { passed } = way;
  for (let mark = marks; mark !== null; mark = mark.rest) {
    passed = { mark: mark.mark, at: mark.at, rest: passed };
  }
  return { end: way.end, passed };
}

function toMatch({ end, passed }: Way, start: number, count: number): Match {
  const starts: number[] = [];
  const groups = new Array<readonly [number, number] | null>(count).fill(null);
  for (let mark = passed; mark !== null; mark = mark.rest) {
    const group = (mark.mark >> 1) - 1;
    if (mark.mark % 2 === 0) starts[group] = mark.at;
    else groups[group] = [starts[group] ?? mark.at, mark.at];
  }
  return { start, end, groups };
}
