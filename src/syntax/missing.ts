import { quote } from '../report/quote.ts';
import { attributePath, isEndedBySemicolon, type Pending, type Token } from './outline.ts';

/** A token that is missing. */
export interface Missing {
  /** Behind what it belongs. */
  readonly after: number;
  readonly message: string;
  readonly help: string;
}

/**
 * What is missing before a token that the parser could not use.
 *
 * @param last the last token that it could use, and `after` its end
 * @param token what it could not use; empty at the end of the text
 * @returns null if nothing in particular is
 */
export function missingBefore(
  text: string,
  { after, expected }: { readonly after: number; readonly expected: ReadonlySet<string> },
  last: Token | null,
  token: string,
): Missing | null {
  if (last === null) return null;
  const swallowed = expected.has('let') ? swallowedBody(text, last) : null;
  if (swallowed !== null) return swallowed;
  const { pending } = last;
  if (pending === null) return null;
  switch (pending.kind) {
    case 'if':
      if (token === '=' || !expected.has('then')) return null;
      return missing(after, 'then', 'the condition of `if`');
    case 'then':
      if (token === '=' || !expected.has('else')) return null;
      return missing(after, 'else', 'what follows `then`');
    case 'let':
      if (last.kind !== ';' && last.start !== pending.opening.start) return null;
      return expected.has('in') ? missing(after, 'in', 'the bindings of `let`') : null;
    case '=':
    case 'inherit':
    case 'with':
    case 'assert':
      return expected.has(';') ? missingSemicolon(text, last, pending, token) : null;
  }
}

function missingSemicolon(
  text: string,
  last: Token,
  pending: Pending,
  token: string,
): Missing | null {
  if (token === '=') {
    const next = attributePath(last)?.previous ?? null;
    if (next === null || next.start === pending.opening.start || pending.kind === 'assert')
      return null;
    return swallowedBody(text, next) ?? missing(next.end, ';', whatEnds(text, pending));
  }
  const isStarting = token === '' || /^[})\]]$|^(?:inherit|in)$/.test(token);
  if (!isStarting || !isEndedBySemicolon(pending.kind)) return null;
  const end = endOf(text, pending, last);
  return missing(end, ';', whatEnds(text, pending, end));
}

function endOf(text: string, { kind, opening }: Pending, last: Token): number {
  if (kind === 'with') return endOfSubject(opening, last);
  const before = last.previous;
  if (kind !== 'assert' || before === null || before.start === opening.start) return last.end;
  return text.slice(before.end, last.start).includes('\n') ? before.end : last.end;
}

/** Of `with a [ b ];`, whose semicolon was meant for the binding around it. */
function swallowedBody(text: string, { kind, previous }: Token): Missing | null {
  if (kind !== ';' || previous?.pending?.kind !== 'with') return null;
  const { pending } = previous;
  const end = endOfSubject(pending.opening, previous);
  return end === previous.end ? null : missing(end, ';', whatEnds(text, pending, end));
}

/** Where the subject of a `with` ends that has taken its body for arguments: behind the first name. */
function endOfSubject(opening: Token, last: Token): number {
  const tokens: Token[] = [];
  for (let at: Token | null = last; at !== null && at.start > opening.start; at = at.previous) {
    tokens.push(at);
  }
  tokens.reverse();
  const [first] = tokens;
  if (first === undefined || first.kind === 'import') {
    const before = tokens.length > 2 ? last.previous : null;
    return (before ?? last).end;
  }
  const argument = tokens.find((one, index) => index % 2 === 1 && one.kind !== '.');
  return (argument?.previous ?? last).end;
}

function whatEnds(text: string, { kind, opening }: Pending, end = opening.end): string {
  if (kind === '=') {
    const name = opening.previous;
    const first = attributePath(name);
    if (name === null || first === null) return 'the value before it';
    return `the value of ${quote(text.slice(first.start, name.end))}`;
  }
  if (kind === 'inherit') return 'the names of `inherit`';
  if (kind === 'assert') return 'what `assert` takes';
  return quote(text.slice(opening.start, end));
}

function missing(after: number, token: string, behind: string): Missing {
  return { after, message: `missing \`${token}\` after ${behind}`, help: `add \`${token}\`` };
}
