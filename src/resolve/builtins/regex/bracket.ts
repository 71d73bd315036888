import { UnknownSignal, unknown } from '../../unknown.ts';
import { malformed } from './malformed.ts';

/** The bytes that an expression matches one of; has one entry for each byte. */
export type ByteSet = readonly boolean[];

/** What stands in brackets, as far as ranges care. */
type Token =
  | { readonly kind: 'character'; readonly byte: number }
  | { readonly kind: 'class'; readonly contains: (byte: number) => boolean }
  | { readonly kind: 'dash' }
  | { readonly kind: 'end' };

/**
 * Reads a bracket expression (POSIX.1-2017, 9.3.5) as libstdc++ does: a backslash is itself, and a dash needs a
 * place where it can't be a range.
 *
 * @param start the byte behind `[`
 * @returns what it matches, and the byte behind `]`
 * @throws NixError if it is malformed, UnknownSignal for collating symbols and equivalence classes
 */
export function parseBracket(pattern: string, start: number): readonly [ByteSet, number] {
  const isNegated = pattern[start] === '^';
  const first = start + (isNegated ? 1 : 0);
  const bytes = new Array<boolean>(256).fill(false);
  let at = first;
  /** What a dash would make a range from: a byte, nothing, or a class, which it may not follow. */
  let before: number | 'nothing' | 'class' = 'nothing';

  const next = (): Token => {
    const [token, end] = readToken(pattern, at, at === first);
    at = end;
    return token;
  };

  for (;;) {
    const isFirst = at === first;
    const token = next();
    if (token.kind === 'end') break;
    if (token.kind === 'character') {
      bytes[token.byte] = true;
      before = token.byte;
    } else if (token.kind === 'class') {
      for (let byte = 0; byte < 256; byte++) if (token.contains(byte)) bytes[byte] = true;
      before = 'class';
    } else if (isFirst) {
      bytes[dash] = true;
      before = dash;
    } else {
      const last = next();
      if (last.kind === 'end') {
        bytes[dash] = true;
        break;
      }
      if (typeof before === 'string' || last.kind === 'class') {
        throw malformed(pattern, 'a range goes from one character to another');
      }
      addRange(bytes, before, last.kind === 'dash' ? dash : last.byte, pattern);
      before = 'nothing';
    }
  }
  return [isNegated ? bytes.map((isIn) => !isIn) : bytes, at];
}

const dash = 0x2d;

function readToken(pattern: string, at: number, isFirst: boolean): readonly [Token, number] {
  const character = pattern[at];
  if (character === undefined) throw malformed(pattern, 'a bracket is not closed');
  if (character === '-') return [{ kind: 'dash' }, at + 1];
  if (character === ']' && !isFirst) return [{ kind: 'end' }, at + 1];
  const mark = pattern[at + 1];
  if (character === '[') {
    if (mark === undefined) throw malformed(pattern, 'a bracket is not closed');
    if (mark === ':' || mark === '.' || mark === '=') return readClass(pattern, at + 2, mark);
  }
  return [{ kind: 'character', byte: character.charCodeAt(0) }, at + 1];
}

function readClass(pattern: string, start: number, mark: string): readonly [Token, number] {
  const end = pattern.indexOf(mark, start);
  if (end === -1 || pattern[end + 1] !== ']') throw malformed(pattern, 'a class is not closed');
  if (mark !== ':') {
    const cause = unknown('builtins.match', 'collating symbols are not modelled');
    throw new UnknownSignal(cause);
  }
  const contains = classes.get(pattern.slice(start, end).toLowerCase());
  if (contains === undefined) throw malformed(pattern, 'there is no such character class');
  return [{ kind: 'class', contains }, end + 2];
}

/** Bytes compare as C's signed characters. */
function addRange(bytes: boolean[], from: number, to: number, pattern: string): void {
  if (signed(from) > signed(to)) throw malformed(pattern, 'a range goes backwards');
  for (let byte = 0; byte < 256; byte++) {
    if (signed(from) <= signed(byte) && signed(byte) <= signed(to)) bytes[byte] = true;
  }
}

function signed(byte: number): number {
  return byte < 0x80 ? byte : byte - 0x100;
}

function inClass(members: RegExp): (byte: number) => boolean {
  return (byte) => members.test(String.fromCharCode(byte));
}

/** As in the C locale; the one-letter names are libstdc++'s. */
const classes: ReadonlyMap<string, (byte: number) => boolean> = new Map([
  ['alnum', inClass(/[A-Za-z0-9]/)],
  ['alpha', inClass(/[A-Za-z]/)],
  ['blank', inClass(/[ \t]/)],
  ['cntrl', (byte: number) => byte < 0x20 || byte === 0x7f],
  ['d', inClass(/[0-9]/)],
  ['digit', inClass(/[0-9]/)],
  ['graph', inClass(/[!-~]/)],
  ['lower', inClass(/[a-z]/)],
  ['print', inClass(/[ -~]/)],
  ['punct', inClass(/[!-/:-@[-`{-~]/)],
  ['s', inClass(/[ \t\n\v\f\r]/)],
  ['space', inClass(/[ \t\n\v\f\r]/)],
  ['upper', inClass(/[A-Z]/)],
  ['w', inClass(/[A-Za-z0-9_]/)],
  ['xdigit', inClass(/[0-9A-Fa-f]/)],
]);
