import { NixError } from '../../nix-error.ts';

/** A place in a TOML text, moving on. */
export interface Reader {
  /** The text at the present place, if it begins with this; moves behind it. */
  readonly take: (wanted: string) => boolean;
  /** Whether the text goes on with this. */
  readonly sees: (wanted: string) => boolean;
  /** What a sticky expression matches here; moves behind it. */
  readonly match: (syntax: RegExp) => RegExpExecArray | null;
  /** @throws NixError if the text does not go on with this */
  readonly expect: (wanted: string) => void;
  readonly isAtEnd: () => boolean;
  readonly fail: (reason: string) => NixError;
}

export function createReader(text: string): Reader {
  let at = 0;
  const sees = (wanted: string) => text.startsWith(wanted, at);
  const take = (wanted: string): boolean => {
    if (!sees(wanted)) return false;
    at += wanted.length;
    return true;
  };
  const fail = (reason: string) => {
    const line = text.slice(0, at).split('\n').length;
    return new NixError('value', `this is not TOML: ${reason} in line ${line}`);
  };
  return {
    take,
    sees,
    match: (syntax) => {
      syntax.lastIndex = at;
      const found = syntax.exec(text);
      if (found !== null) at += found[0].length;
      return found;
    },
    expect: (wanted) => {
      if (!take(wanted)) throw fail(`expected \`${wanted}\``);
    },
    isAtEnd: () => at >= text.length,
    fail,
  };
}

/** Blanks within a line. */
export function skipBlanks(reader: Reader): void {
  reader.match(/[ \t]*/y);
}

/** Blanks, comments and line ends. */
export function skipLines(reader: Reader): void {
  reader.match(/(?:[ \t\n]|\r\n|#[^\n]*)*/y);
}
