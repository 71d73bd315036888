import { quote } from '../../../report/quote.ts';
import { decode, isInvalidByte } from '../../../report/utf8.ts';
import { completeSet, known, list as listOf } from '../../demand.ts';
import { describe } from '../../describe.ts';
import { jsonNumberText } from '../../float-text.ts';
import { joined } from '../../joined.ts';
import { NixError } from '../../nix-error.ts';
import { enter, leave, spendText } from '../../stack.ts';
import { coerceToString, concatenation, interpolation } from '../../text.ts';
import type { AttributeSet, Slot } from '../../value.ts';
import { sortedNames } from '../../value.ts';

/**
 * `builtins.toJSON`: compact, names sorted by bytes, a set with `__toString` or `outPath` as that.
 *
 * @returns JSON as a byte string
 * @throws NixError for a function, a string that is not UTF-8; UnknownSignal for anything unknown in it
 */
export function printJson(slot: Slot): string {
  const value = known(slot);
  if (typeof value === 'string') return quoteJson(value);
  if (typeof value !== 'object' || value === null) return String(value);
  switch (value.kind) {
    case 'float':
      return Number.isFinite(value.value) ? jsonNumberText(value.value) : 'null';
    case 'path':
      return quoteJson(coerceToString(value, interpolation));
    case 'list':
      return nested(() => `[${joined(listOf(value).items.map(printJson), ',')}]`);
    case 'set':
      return nested(() => printSet(value));
    case 'lambda':
    case 'primop':
      throw new NixError('type', `${describe(value)} can't be JSON`);
  }
}

function printSet(set: AttributeSet): string {
  if (set.attributes.has('__toString')) return quoteJson(coerceToString(set, concatenation));
  const outPath = set.attributes.get('outPath');
  if (outPath !== undefined) return printJson(outPath.slot);
  const { attributes } = completeSet(set);
  const members = sortedNames(set).map(
    (name) => `${quoteJson(name)}:${printJson(attributes.get(name)?.slot ?? null)}`,
  );
  return `{${joined(members, ',')}}`;
}

/** What is not ASCII stays as it is. */
function quoteJson(bytes: string): string {
  spendText(2 * bytes.length);
  for (const character of decode(bytes)) {
    if (isInvalidByte(character)) {
      throw new NixError('value', `${quote(bytes)} can't be JSON: it is not UTF-8`);
    }
  }
  return JSON.stringify(bytes);
}

const height = 8;

function nested(print: () => string): string {
  enter(height);
  const text = print();
  leave(height);
  return text;
}
