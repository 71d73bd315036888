import { decode, encode, isInvalidByte } from '../../../report/utf8.ts';
import { NixError } from '../../nix-error.ts';
import { integerOf } from '../../number.ts';
import type { Slot, Value } from '../../value.ts';
import { float, list, setOf } from '../../value.ts';

/** A list or object that is not closed yet. */
type Open =
  | { readonly kind: 'list'; readonly items: Slot[] }
  | { readonly kind: 'object'; readonly members: Map<string, Slot>; name: string };

/**
 * `builtins.fromJSON`, of RFC 8259. Numbers with a point or an exponent are floats, and so are integers beyond 64
 * bits; of equal names the last counts.
 *
 * @param text a byte string
 * @throws NixError if it is not JSON, or holds what Nix has no value for
 */
export function parseJson(text: string): Value {
  const open: Open[] = [];
  let at = skipSpace(text, text.startsWith('\xef\xbb\xbf') ? 3 : 0);

  const expect = (character: string): void => {
    if (text[at] !== character) throw malformed(text, at);
    at = skipSpace(text, at + 1);
  };
  const readName = (): string => {
    const [name, end] = readString(text, at);
    at = skipSpace(text, end);
    expect(':');
    return name;
  };

  for (;;) {
    let value: Value;
    const first = text[at];
    if (first === '[' || first === '{') {
      at = skipSpace(text, at + 1);
      const isList = first === '[';
      if (text[at] !== (isList ? ']' : '}')) {
        if (isList) open.push({ kind: 'list', items: [] });
        else open.push({ kind: 'object', members: new Map(), name: readName() });
        continue;
      }
      value = isList ? list([]) : setOf([]);
      at = skipSpace(text, at + 1);
    } else {
      const [scalar, end] = readScalar(text, at);
      value = scalar;
      at = skipSpace(text, end);
    }
    for (;;) {
      const inner = open.at(-1);
      if (inner === undefined) {
        if (at < text.length) throw malformed(text, at);
        return value;
      }
      put(inner, value);
      if (text[at] === ',') {
        at = skipSpace(text, at + 1);
        if (inner.kind === 'object') inner.name = readName();
        break;
      }
      expect(inner.kind === 'list' ? ']' : '}');
      open.pop();
      value = inner.kind === 'list' ? list(inner.items) : setOf(inner.members);
    }
  }
}

function put(open: Open, value: Value): void {
  if (open.kind === 'list') open.items.push(value);
  else open.members.set(open.name, value);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

const literals: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
];

function readScalar(text: string, at: number): readonly [Value, number] {
  if (text[at] === '"') return readString(text, at);
  const literal = literals.find(([name]) => text.startsWith(name, at));
  if (literal !== undefined) return [literal[1], at + literal[0].length];
  return readNumber(text, at);
}

const numberSyntax = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;

function readNumber(text: string, at: number): readonly [Value, number] {
  numberSyntax.lastIndex = at;
  const match = numberSyntax.exec(text);
  if (match === null) throw malformed(text, at);
  const [digits, fraction, exponent] = match;
  const end = at + digits.length;
  if (fraction === undefined && exponent === undefined) {
    const integer = BigInt(digits);
    if (integer >= -(2n ** 63n) && integer < 2n ** 64n) {
      return [integerOf(integer, 'reading JSON'), end];
    }
  }
  const value = Number(digits);
  if (!Number.isFinite(value))
    throw new NixError('value', `the JSON number ${digits} is too large`);
  return [float(value), end];
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function readString(text: string, start: number): readonly [string, number] {
  if (text[start] !== '"') throw malformed(text, start);
  let result = '';
  let at = start + 1;
  for (;;) {
    const character = text.charAt(at);
    if (character === '"') break;
    if (character < ' ') throw malformed(text, at);
    if (character !== '\\') {
      result += character;
      at += 1;
      continue;
    }
    const [escaped, end] = readEscape(text, at + 1);
    result += escaped;
    at = end;
  }
  if (Array.from(decode(result)).some(isInvalidByte)) {
    throw new NixError('value', 'this JSON has a string that is not UTF-8');
  }
  if (result.includes('\0')) throw new NixError('value', "a Nix string can't hold a NUL");
  return [result, at + 1];
}

function readEscape(text: string, at: number): readonly [string, number] {
  const plain = escapes[text.charAt(at)];
  if (plain !== undefined) return [plain, at + 1];
  const unit = readUnit(text, at);
  if (unit >= 0xd800 && unit <= 0xdbff && text[at + 5] === '\\') {
    const low = readUnit(text, at + 6);
    if (low >= 0xdc00 && low <= 0xdfff) {
      return [encode(String.fromCharCode(unit, low)), at + 11];
    }
  }
  if (unit >= 0xd800 && unit <= 0xdfff) throw malformed(text, at);
  return [encode(String.fromCharCode(unit)), at + 5];
}

/** The UTF-16 unit of `uXXXX`. */
function readUnit(text: string, at: number): number {
  const digits = text.slice(at + 1, at + 5);
  if (text[at] !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) throw malformed(text, at);
  return Number.parseInt(digits, 16);
}

function malformed(text: string, at: number): NixError {
  const what = at >= text.length ? 'it ends too early' : `unexpected text at byte ${at}`;
  return new NixError('value', `this is not JSON: ${what}`);
}
