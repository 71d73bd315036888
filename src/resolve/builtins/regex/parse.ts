import { descend, stack } from '../../stack.ts';
import type { ByteSet } from './bracket.ts';
import { parseBracket } from './bracket.ts';
import { malformed } from './malformed.ts';

/** A regular expression. */
export type Regex =
  | { readonly kind: 'bytes'; readonly bytes: ByteSet }
  | { readonly kind: 'line-start' }
  | { readonly kind: 'line-end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Regex[] }
  | { readonly kind: 'alternatives'; readonly choices: readonly Regex[] }
  /** `group` counts opening parentheses, from 1. */
  | { readonly kind: 'group'; readonly group: number; readonly body: Regex }
  /** `most` is null where there is no limit. */
  | {
      readonly kind: 'repeat';
      readonly least: number;
      readonly most: number | null;
      readonly body: Regex;
    };

export interface Pattern {
  readonly regex: Regex;
  readonly groups: number;
}

/**
 * Reads a POSIX extended regular expression (POSIX.1-2017, 9.4) in the form that libstdc++ takes them: an
 * alternative may be empty, `]` and `}` may stand for themselves, a backslash only before `.[\()*+?{|^$`.
 *
 * @param pattern a byte string
 * @throws NixError if it is malformed
 */
export function parsePattern(pattern: string): Pattern {
  let at = 0;
  let groups = 0;

  const alternatives = (): Regex => {
    const choices = [sequence()];
    while (pattern[at] === '|') {
      at += 1;
      choices.push(sequence());
    }
    const [only] = choices;
    return choices.length === 1 && only !== undefined ? only : { kind: 'alternatives', choices };
  };

  const sequence = (): Regex => {
    const parts: Regex[] = [];
    for (let part = term(); part !== null; part = term()) parts.push(part);
    return { kind: 'sequence', parts };
  };

  /** An anchor, which can't be repeated, or anything else with what repeats it. */
  const term = (): Regex | null => {
    if (pattern[at] === '^' || pattern[at] === '$') {
      at += 1;
      return { kind: pattern[at - 1] === '^' ? 'line-start' : 'line-end' };
    }
    let body = atom();
    while (body !== null) {
      const counts = quantifier(pattern, at);
      if (counts === null) break;
      const { least, most, end } = counts;
      body = { kind: 'repeat', least, most, body };
      at = end;
    }
    return body;
  };

  const atom = (): Regex | null => {
    const character = pattern[at];
    if (character === undefined || ')|*+?{'.includes(character)) return null;
    at += 1;
    switch (character) {
      case '(':
        return group();
      case '.':
        return { kind: 'bytes', bytes: anyByte };
      case '[': {
        const [bytes, end] = parseBracket(pattern, at);
        at = end;
        return { kind: 'bytes', bytes };
      }
      case '\\': {
        const escaped = pattern[at];
        if (escaped === undefined || !'.[\\()*+?{|^$'.includes(escaped)) {
          throw malformed(pattern, 'a backslash stands before an ordinary character');
        }
        at += 1;
        return { kind: 'bytes', bytes: only(escaped) };
      }
      default:
        return { kind: 'bytes', bytes: only(character) };
    }
  };

  const group = (): Regex => {
    groups += 1;
    const number = groups;
    descend(framesPerGroup);
    const body = alternatives();
    stack.depth -= framesPerGroup;
    if (pattern[at] !== ')') throw malformed(pattern, 'a parenthesis is not closed');
    at += 1;
    return { kind: 'group', group: number, body };
  };

  const regex = alternatives();
  if (at < pattern.length) throw malformed(pattern, `unexpected text at byte ${at}`);
  return { regex, groups };
}

const framesPerGroup = 5;

/** A dot does not match NUL. */
const anyByte: ByteSet = Array.from({ length: 256 }, (_, byte) => byte !== 0);

function only(character: string): ByteSet {
  return Array.from({ length: 256 }, (_, byte) => byte === character.charCodeAt(0));
}

interface Counts {
  readonly least: number;
  readonly most: number | null;
  /** The byte behind the quantifier. */
  readonly end: number;
}

function quantifier(pattern: string, at: number): Counts | null {
  switch (pattern[at]) {
    case '*':
      return { least: 0, most: null, end: at + 1 };
    case '+':
      return { least: 1, most: null, end: at + 1 };
    case '?':
      return { least: 0, most: 1, end: at + 1 };
    case '{':
      return interval(pattern, at);
    default:
      return null;
  }
}

const intervalSyntax = /\{([0-9]+)(,([0-9]*))?\}/y;

function interval(pattern: string, at: number): Counts {
  intervalSyntax.lastIndex = at;
  const match = intervalSyntax.exec(pattern);
  if (match === null) throw malformed(pattern, 'a brace holds no count');
  const [text, least, isOpen, most] = match;
  const from = Number(least);
  const to = isOpen === undefined ? from : most === '' ? null : Number(most);
  if (from >= 2 ** 31 || (to !== null && (to >= 2 ** 31 || to < from))) {
    throw malformed(pattern, 'a count is out of range');
  }
  return { least: from, most: to, end: at + text.length };
}
