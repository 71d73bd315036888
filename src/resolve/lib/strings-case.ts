import { known } from '../demand.ts';
import { joined } from '../joined.ts';
import { spendScanning } from '../stack.ts';
import type { Slot } from '../value.ts';
import { thrown } from './operators.ts';
import { splitBy } from './strings-split.ts';
import { typeName } from './type-name.ts';

/** ASCII letters only, as nixpkgs' tables have them. */
export function toLower(text: string): string {
  spendScanning(text);
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function toUpper(text: string): string {
  spendScanning(text);
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** `lib.toSentenceCase`: the first character in upper case, the others in lower case. */
export function toSentenceCase(slot: Slot): string {
  return sentence(stringFor('toSentenceCase', slot));
}

/** `lib.toCamelCase`: words end at `-`, `_`, a space, and between a small and a capital letter. */
export function toCamelCase(slot: Slot): string {
  const text = stringFor('toCamelCase', slot);
  const words = splitBy(text, false, (_previous, current) => '-_ '.includes(current));
  const [first = '', ...others] = words.flatMap((word) =>
    splitBy(word, true, (before, after) => /^[a-z]$/.test(before) && /^[A-Z]$/.test(after)),
  );
  return toLower(first) + joined(others.map(sentence), '');
}

function sentence(text: string): string {
  return toUpper(text.slice(0, 1)) + toLower(text.slice(1));
}

function stringFor(name: string, slot: Slot): string {
  const value = known(slot);
  if (typeof value === 'string') return value;
  throw thrown(`${name} does only accepts string values, but got ${typeName(value)}`);
}
