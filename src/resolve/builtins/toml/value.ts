import { encode } from '../../../report/utf8.ts';
import { integerOf } from '../../number.ts';
import { below } from '../../stack.ts';
import type { Slot, Value } from '../../value.ts';
import { float, list } from '../../value.ts';
import type { Reader } from './reader.ts';
import { skipBlanks, skipLines } from './reader.ts';
import type { Member, Table } from './table.ts';
import { assign, createTable, memberValue } from './table.ts';

/** Stack units for each level of the value. */
const height = 6;

/** A key, which dots take apart, and the blanks behind it. */
export function readKey(reader: Reader): readonly string[] {
  const path = [readSimpleKey(reader)];
  skipBlanks(reader);
  while (reader.take('.')) {
    skipBlanks(reader);
    path.push(readSimpleKey(reader));
    skipBlanks(reader);
  }
  return path;
}

function readSimpleKey(reader: Reader): string {
  if (reader.take('"')) return readBasic(reader);
  if (reader.take("'")) return readLiteral(reader);
  const [name] = reader.match(/[A-Za-z0-9_-]+/y) ?? [];
  if (name === undefined) throw reader.fail('expected a key');
  return name;
}

/** @throws NixError for a date or time, and for what is no value */
export function readMember(reader: Reader): Member {
  if (reader.take('{')) return below(height, () => readInlineTable(reader));
  return { kind: 'value', value: readValue(reader) };
}

function readValue(reader: Reader): Value {
  if (reader.take('"""')) return readMultiline(reader, '"""', true);
  if (reader.take("'''")) return readMultiline(reader, "'''", false);
  if (reader.take('"')) return readBasic(reader);
  if (reader.take("'")) return readLiteral(reader);
  if (reader.take('[')) return below(height, () => readArray(reader));
  return readScalar(reader);
}

function readArray(reader: Reader): Value {
  const items: Slot[] = [];
  skipLines(reader);
  while (!reader.take(']')) {
    items.push(memberValue(readMember(reader)));
    skipLines(reader);
    if (reader.take(',')) skipLines(reader);
    else if (!reader.sees(']')) throw reader.fail('expected `,` or `]`');
  }
  return list(items);
}

function readInlineTable(reader: Reader): Table {
  const table = createTable('inline');
  skipBlanks(reader);
  if (reader.take('}')) return table;
  for (;;) {
    skipBlanks(reader);
    const path = readKey(reader);
    reader.expect('=');
    skipBlanks(reader);
    assign(table, path, readMember(reader), reader);
    skipBlanks(reader);
    if (reader.take('}')) return table;
    reader.expect(',');
  }
}

function readScalar(reader: Reader): Value {
  if (reader.match(/true(?![A-Za-z0-9_-])/y)) return true;
  if (reader.match(/false(?![A-Za-z0-9_-])/y)) return false;
  if (reader.match(/\d{4}-\d\d-\d\d|\d\d:\d\d/y)) {
    throw reader.fail('Nix does not take dates and times');
  }
  const special = reader.match(/([+-]?)(inf|nan)(?![A-Za-z0-9_])/y);
  if (special !== null) {
    const value = special[2] === 'inf' ? Number.POSITIVE_INFINITY : Number.NaN;
    return float(special[1] === '-' ? -value : value);
  }
  const prefixed = reader.match(prefixedSyntax);
  if (prefixed !== null) return integerOf(BigInt(plain(prefixed[0])), 'reading TOML');
  const decimal = reader.match(decimalSyntax);
  if (decimal === null) throw reader.fail('expected a value');
  const [text, fraction, exponent] = decimal;
  const isInteger = fraction === undefined && exponent === undefined;
  if (isInteger) return integerOf(BigInt(plain(text).replace('+', '')), 'reading TOML');
  const value = Number(plain(text));
  if (!Number.isFinite(value)) throw reader.fail('a float is too large');
  return float(value);
}

const prefixedSyntax = /0x[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*|0o[0-7]+(?:_[0-7]+)*|0b[01]+(?:_[01]+)*/y;
const decimalSyntax =
  /[+-]?(?:0|[1-9][0-9]*(?:_[0-9]+)*)(\.[0-9]+(?:_[0-9]+)*)?([eE][+-]?[0-9]+(?:_[0-9]+)*)?/y;

function plain(digits: string): string {
  return digits.replaceAll('_', '');
}

function readBasic(reader: Reader): string {
  let text = '';
  while (!reader.take('"')) {
    const run = reader.match(/[\t !#-[\]-~\x80-\xff]+/y);
    if (run !== null) text += run[0];
    else if (reader.take('\\')) text += readEscape(reader);
    else throw reader.fail('a string is not closed');
  }
  return text;
}

function readLiteral(reader: Reader): string {
  const found = reader.match(/([\t -&(-~\x80-\xff]*)'/y);
  if (found === null) throw reader.fail('a string is not closed');
  return found[1] ?? '';
}

/** A line end right behind the opening quotes is dropped, as are a backslash at a line's end and blanks behind it. */
function readMultiline(reader: Reader, quotes: string, hasEscapes: boolean): string {
  const mark = quotes.charAt(0);
  let text = '';
  reader.match(/\r?\n/y);
  for (;;) {
    if (reader.take(quotes)) {
      for (let extra = 0; extra < 2 && reader.take(mark); extra++) text += mark;
      return text;
    }
    if (hasEscapes && reader.match(/\\[ \t]*\r?\n[ \t\r\n]*/y)) continue;
    if (hasEscapes && reader.take('\\')) {
      text += readEscape(reader);
      continue;
    }
    const run = reader.match(/[\t\n !#-&(-[\]-~\x80-\xff]+|\r\n|["'\\]/y);
    if (run === null) throw reader.fail('a string is not closed');
    text += run[0];
  }
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

function readEscape(reader: Reader): string {
  const [, simple] = reader.match(/([btnfr"\\])/y) ?? [];
  if (simple !== undefined) return escapes[simple] ?? '';
  const found = reader.match(/u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})/y);
  const point = Number.parseInt(found?.[1] ?? found?.[2] ?? '', 16);
  const isScalar = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  if (!isScalar || point === 0) throw reader.fail('there is no such escape');
  return encode(String.fromCodePoint(point));
}
