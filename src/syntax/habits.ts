import { bracketAround, nearby } from './around.ts';
import { keywords } from './bare-name.ts';

/** A token that could not be used, and what stands around it. */
export interface Unusable {
  readonly text: string;
  readonly start: number;
  readonly token: string;
  /** The tokens that could have been used instead, by their names in the grammar. */
  readonly expected: ReadonlySet<string>;
}

/** What to do about it; null where a habit does not explain it. */
type Habit = (unusable: Unusable) => string | null;

/** What people write from other languages, or from a Nix that they remember otherwise. */
export const habits: readonly Habit[] = [
  ({ token }) =>
    typographicQuote.test(token) ? 'write strings between plain quotes: `"…"`' : null,
  ({ token }) => (token === "'" ? 'write strings between double quotes: `"…"`' : null),
  ({ token }) =>
    invisible.test(token)
      ? 'replace it by a plain space: it looks like one, or like nothing'
      : null,
  ({ token }) => (token >= '\x80' ? 'only strings and comments may hold it' : null),
  ({ token, expected }) =>
    comparison.test(token) && expected.has('&&') ? 'put one comparison into parentheses' : null,
  ({ token, expected }) =>
    pipe.test(token) && expected.has('&&') ? 'put one pipe into parentheses' : null,
  ({ text, start, token }) =>
    token === '//' || (token === '-' && text.startsWith('--', start) && isLineStart(text, start))
      ? 'a comment begins with `#`, or stands between `/*` and `*/`'
      : null,
  ({ token }) =>
    /\w\/|\/\w/.test(token) ? 'this is a path: to divide, put spaces around the `/`' : null,
  ({ text, start, token }) =>
    token === '=' && text.charAt(start + 1) === '>'
      ? 'a function is written `argument: body`'
      : null,
  ({ token, expected }) =>
    token === '$' || (token === '${' && !expected.has('${'))
      ? 'write the name alone; `${…}` stands in a string or in a path of attributes'
      : null,
  ({ text, start, token }) =>
    token === ',' && /\.\.\.\s*$/.test(text.slice(Math.max(0, start - 200), start))
      ? '`...` comes last, without a comma'
      : null,
  ({ text, start, token }) =>
    /^[A-Za-z_]/.test(token) && isInFormals(text, start)
      ? 'separate the arguments by commas'
      : null,
  ({ token }) => (token === '|' ? 'write `||` for "or"' : null),
  ({ token }) => (token === '&' ? 'write `&&` for "and"' : null),
  ({ text, start, token }) =>
    token === ',' && inheritedNames.test(text.slice(Math.max(0, start - 1000), start))
      ? 'separate the names of `inherit` by spaces'
      : null,
  ({ text, start, token, expected }) => {
    if (token !== ',' && token !== ';') return null;
    const kind = bracketAround(text, start);
    if (kind === '[') return 'separate list elements by spaces';
    if (token !== ',') return null;
    if (kind === '(') return 'a call is written `function argument argument`, without commas';
    return expected.has(';') || (kind === '{' && !isInFormals(text, start))
      ? 'end each binding with `;`'
      : null;
  },
  ({ token, expected }) =>
    keywords.has(token) && (expected.has('inherit') || isName(expected))
      ? `quote the name: \`"${token}"\``
      : null,
  ({ token, expected }) =>
    /^[0-9]/.test(token) && expected.has('inherit')
      ? `a name begins with a letter, or has quotes: \`"${token}"\``
      : null,
  ({ text, start, token }) =>
    token === ';' && bracketAround(text, start) === null
      ? 'a file is one expression, and no `;` ends it: remove it'
      : null,
  ({ text, start, token }) =>
    token === '=' && bracketAround(text, start) === null && !/\blet\b/.test(text.slice(0, start))
      ? 'put bindings between `{` and `}`; `==` compares'
      : null,
  ({ token, expected }) =>
    token === '=' && expected.has('inherit') ? 'write a name before it: `name = value;`' : null,
  ({ token, expected }) =>
    expected.has('=') && token !== '' ? 'write a binding as `name = value;`' : null,
  ({ token }) =>
    token === '=' ? 'bind names in `{ … }` or `let … in`, and compare with `==`' : null,
];

/** A `let` before an offset that has no `in`; null if there is none nearby. */
export function letWithoutIn(text: string, before: number): number | null {
  const from = Math.max(0, before - nearby);
  let last: RegExpExecArray | null = null;
  for (const match of text.slice(from, before).matchAll(/\b(?:let|in)\b/g)) last = match;
  return last?.[0] === 'let' ? from + last.index : null;
}

/** The end of an `inherit` that is not finished. */
const inheritedNames = /\binherit\s(?:\s*\([^()]*\))?[\w\s'"-]*$/;
const comparison = /^(?:==|!=|<=?|>=?)$/;
const pipe = /^(?:\|>|<\|)$/;
const typographicQuote = /^\xe2\x80[\x98-\x9f]$/;
const invisible = /^(?:\xc2\xa0|\xe2\x80[\x80-\x8f\xa8-\xaf]|\xe3\x80\x80|\xef\xbb\xbf)$/;

/** Whether nothing but a name can come. */
function isName(expected: ReadonlySet<string>): boolean {
  return expected.has('identifier') && !expected.has('let');
}

function isLineStart(text: string, at: number): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 200), at));
}

/** Whether the braces around an offset are those of a function's arguments. */
function isInFormals(text: string, at: number): boolean {
  if (bracketAround(text, at) !== '{') return false;
  return /^[^{}]*\}\s*[:@]/.test(text.slice(at, at + 2000));
}
