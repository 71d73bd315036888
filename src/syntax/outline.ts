import { closerOf, isOpener, type Opener } from './brackets.ts';

/** A token of a text whose brackets match; a bracketed group or a string that has closed is one token. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** What it is written as; of a group or string, its opening. */
  readonly kind: string;
  /** The token before it inside the same brackets. */
  readonly previous: Token | null;
  /** The construct that is unfinished behind the token, inside the same brackets. */
  readonly pending: Pending | null;
}

/** A construct that a keyword, or the `=` of a binding, has begun. */
export interface Pending {
  readonly kind: PendingKind;
  readonly opening: Token;
  /** The unfinished construct around it. */
  readonly outer: Pending | null;
}

export type PendingKind = '=' | 'inherit' | 'with' | 'assert' | 'if' | 'then' | 'let';

const piece =
  /[ \t\r\n]+|#[^\r\n]*|\/\*[\s\S]*?\*\/|~?[\w.+-]{0,255}(?:\/[\w.+-]+)+|<[\w.+-]+(?:\/[\w.+-]+)*>|[a-zA-Z_][\w'-]*|[0-9]+(?:\.[0-9]+)?|''|\$\{|\/\/|\+\+|==|!=|<=|>=|->|\.\.\.|[\s\S]/y;

const stringPiece = {
  '"': /[^"\\$]+|\\[\s\S]|\$\$|\$(?!\{)/y,
  "''": /[^'$]+|'''|''\$|''\\[\s\S]|'(?!')|\$\$|\$(?!\{)/y,
};

/** A bracketed group or a string that has not closed yet. */
interface Group {
  readonly start: number;
  readonly kind: Opener;
  /** The token before it, inside the brackets around it. */
  readonly before: Token | null;
}

/** Tells of an offset the last token that ends there or before, inside the brackets that are open there. */
export type Outline = (offset: number) => Token | null;

/** @param text whose brackets match */
export function outlineOf(text: string): Outline {
  const steps: { readonly end: number; readonly last: Token | null }[] = [];
  const open: Group[] = [];
  let last: Token | null = null;
  for (let at = 0; at < text.length; ) {
    const inside = open.at(-1)?.kind;
    if (inside === '"' || inside === "''") {
      const characters = stringPiece[inside];
      characters.lastIndex = at;
      if (characters.test(text)) {
        at = characters.lastIndex;
        continue;
      }
    }
    piece.lastIndex = at;
    const kind = piece.exec(text)?.[0] ?? '';
    const end = at + kind.length;
    if (inside !== undefined && kind === closerOf[inside]) {
      const group = open.pop();
      if (group !== undefined) last = follow(group.before, group.kind, group.start, end);
    } else if (isOpener(kind)) {
      open.push({ start: at, kind, before: last });
      last = null;
    } else if (!/^(?:[ \t\r\n#]|\/\*)/.test(kind)) {
      last = follow(last, kind, at, end);
    }
    steps.push({ end, last });
    at = end;
  }
  return (offset) => {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((steps[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return steps[low - 1]?.last ?? null;
  };
}

function follow(previous: Token | null, kind: string, start: number, end: number): Token {
  const before = previous?.pending ?? null;
  const bare: Token = { start, end, kind, previous, pending: before };
  return { ...bare, pending: pendingAfter(before, bare) };
}

function pendingAfter(before: Pending | null, opening: Token): Pending | null {
  switch (opening.kind) {
    case '=':
    case 'inherit':
    case 'with':
    case 'assert':
    case 'if':
    case 'let':
      return { kind: opening.kind, opening, outer: before };
    case 'then':
      return before?.kind === 'if' ? { kind: 'then', opening, outer: before.outer } : before;
    case 'else':
      return before?.kind === 'then' ? before.outer : before;
    case 'in':
      return before?.kind === 'let' ? before.outer : before;
    case ';':
      return before !== null && isEndedBySemicolon(before.kind) ? before.outer : before;
    default:
      return before;
  }
}

export function isEndedBySemicolon(kind: PendingKind): boolean {
  return kind === '=' || kind === 'inherit' || kind === 'with' || kind === 'assert';
}

/** The first token of the attribute path that ends with a token; null if none does. */
export function attributePath(last: Token | null): Token | null {
  let first = last;
  for (;;) {
    if (first === null || !/^(?:[a-zA-Z_][\w'-]*|"|\$\{)$/.test(first.kind)) return null;
    if (first.previous?.kind !== '.') return first;
    first = first.previous.previous;
  }
}
