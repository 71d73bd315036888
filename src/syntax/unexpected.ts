import { quote } from '../report/quote.ts';
import type { Failure } from './failures.ts';
import { habits, letWithoutIn, type Unusable } from './habits.ts';
import { missingBefore } from './missing.ts';
import type { Outline } from './outline.ts';

export interface Unexpected {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

/** Says what the parser could not use, and what was probably meant. */
export function unexpected(text: string, outline: Outline, failure: Failure): Unexpected {
  const { after, expected } = failure;
  const start = skipBlank(text, after);
  const missing = missingBefore(text, failure, outline(after), tokenAt(text, start));
  if (missing !== null) {
    const { after: at, message, help } = missing;
    return { start: at, end: at, message, help };
  }
  const open = /^\}?$/.test(tokenAt(text, start)) ? letWithoutIn(text, start) : null;
  if (open !== null) {
    const help = 'write `in` between its bindings and the expression';
    return { start: open, end: open + 3, message: 'this `let` has no `in`', help };
  }
  if (start === text.length) {
    const help = expectation(expected);
    return { start: after, end: after, message: 'unexpected end of file', help };
  }
  const token = tokenAt(text, start);
  if (token === '=' && text.charAt(start - 1) === '=') {
    const help = 'write a binding as `name = value;`';
    return { start: start - 1, end: start + 1, message: 'unexpected `==`', help };
  }
  const end = start + token.length;
  if (/^[^/]*\/.+\/$/s.test(token)) {
    const message = `path ${quote(token)} ends in a slash`;
    return { start, end, message, help: 'remove the slash' };
  }
  const help = helpFor({ text, start, token, expected });
  return { start, end, message: `unexpected ${describeToken(token)}`, help };
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

/** A token in quotes; of a character beyond ASCII also its code point, if it has one. */
function describeToken(token: string): string {
  if (token < '\x80') return quote(token);
  const point = Buffer.from(token, 'latin1').toString('utf8').codePointAt(0) ?? 0;
  if (point === 0xfffd) return `byte ${quote(token)}, which is not UTF-8`;
  return `${quote(token)} (U+${point.toString(16).toUpperCase().padStart(4, '0')})`;
}

function helpFor(unusable: Unusable): string {
  for (const habit of habits) {
    const help = habit(unusable);
    if (help !== null) return help;
  }
  return expectation(unusable.expected);
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
  if (tokens.length > 0) {
    return `expected here: ${tokens.map((token) => `\`${token}\``).join(' or ')}`;
  }
  return kind === undefined ? 'remove it' : `expected here: ${kind[1]}`;
}
