import { quote } from '../report/quote.ts';
import type { Failure } from './failures.ts';

export interface Unexpected {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

/** Says what the parser could not use, and what was probably meant. */
export function unexpected(text: string, { after, expected }: Failure): Unexpected {
  const start = skipBlank(text, after);
  if (start === text.length) {
    const message = 'unexpected end of file';
    return { start: after, end: after, message, help: helpFor('', expected) };
  }
  const token = tokenAt(text, start);
  const end = start + token.length;
  const help = helpFor(token, expected);
  if (/^[^/]*\/.+\/$/s.test(token)) {
    return {
      start,
      end,
      message: `path ${quote(token)} ends in a slash`,
      help: 'remove the slash',
    };
  }
  const name = token >= '\x80' ? ` (${codePoint(token)})` : '';
  return { start, end, message: `unexpected ${quote(token)}${name}`, help };
}

const blank = /[ \t\r\n]+|#[^\r\n]*|\/\*[\s\S]*?\*\//y;

/** The first offset from `at` on that holds neither white space nor a comment. */
export function skipBlank(text: string, at: number): number {
  for (let next = at; ; next = blank.lastIndex) {
    blank.lastIndex = next;
    if (!blank.test(text)) return next;
  }
}

const token = new RegExp(
  [
    /~?[\w.+-]*(?:\/+[\w.+-]+)+\/*/, // a path
    /[a-zA-Z_][\w'-]*/,
    /[0-9]+(?:\.[0-9]*)?/,
    /\|>|<\||&&|\|\||->|\/\/|\+\+|==|!=|<=|>=|\.\.\.|''|\$\{/,
    /[\xc0-\xff][\x80-\xbf]*/, // a character beyond ASCII, in UTF-8
    /[\s\S]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'y',
);

function tokenAt(text: string, at: number): string {
  token.lastIndex = at;
  return token.exec(text)?.[0] ?? '';
}

function codePoint(bytes: string): string {
  const point = Buffer.from(bytes, 'latin1').toString('utf8').codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

const keywords = /^(?:if|then|else|assert|with|let|in|rec|inherit|or)$/;
const comparison = /^(?:==|!=|<=?|>=?)$/;
const pipe = /^(?:\|>|<\|)$/;
const typographicQuote = /^\xe2\x80[\x98-\x9f]$/;
const invisible = /^(?:\xc2\xa0|\xe2\x80[\x80-\x8f\xa8-\xaf]|\xe3\x80\x80|\xef\xbb\xbf)$/;

function helpFor(token: string, expected: ReadonlySet<string>): string {
  if (typographicQuote.test(token)) return 'write strings between plain quotes: `"…"`';
  if (invisible.test(token))
    return 'replace it by a plain space: it looks like one, or like nothing';
  if (token >= '\x80') return 'only strings and comments may hold it';
  if (comparison.test(token) && expected.has('&&')) return 'put one comparison into parentheses';
  if (pipe.test(token) && expected.has('&&')) return 'put one pipe into parentheses';
  if (/\w\/|\/\w/.test(token)) return 'this is a path: to divide, put spaces around the `/`';
  if (token === ',' && !expected.has('ellipses')) {
    return expected.has('[') ? 'separate list elements by spaces' : expectation(expected);
  }
  if (keywords.test(token) && expected.has('inherit')) return `quote the name: \`"${token}"\``;
  if (expected.has('=')) return 'write a binding as `name = value;`';
  if (expected.has(';') && /^[=}]?$/.test(token)) return 'end the binding before it with `;`';
  if (token === '=') return 'bind names in `{ … }` or `let … in`, and compare with `==`';
  return expectation(expected);
}

/** The tokens that stand for many that could come instead, and what they are called together. */
const kinds: readonly (readonly [string, string])[] = [
  ['let', 'an expression'],
  ['inherit', 'a binding, such as `name = value;`'],
  ['identifier', 'a name'],
];

function expectation(expected: ReadonlySet<string>): string {
  const kind = kinds.find(([token]) => expected.has(token));
  const tokens = ['then', 'else', 'in', ':', ';'].filter((token) => expected.has(token));
  const wanted = [
    ...tokens.map((token) => `\`${token}\``),
    ...(kind === undefined ? [] : [kind[1]]),
  ];
  return wanted.length === 0 ? 'remove it' : `expected here: ${wanted.join(' or ')}`;
}
