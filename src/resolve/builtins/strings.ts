import { quote } from '../../report/quote.ts';
import { integer, known, list as listOf, string } from '../demand.ts';
import { joined } from '../joined.ts';
import { NixError } from '../nix-error.ts';
import { spendFirstReading, spendReading, spendScanning, spendText } from '../stack.ts';
import { lengthOf } from '../stored-text.ts';
import {
  coerced,
  coerceToString,
  coerceToText,
  concatenation,
  interpolation,
  toStringBuiltin,
} from '../text.ts';
import { force } from '../thunk.ts';
import type { Unknown } from '../unknown.ts';
import { derived, isUnknown, UnknownSignal, unknown } from '../unknown.ts';
import type { Slot, Value } from '../value.ts';
import { primop } from '../value.ts';
import type { Builtins } from './index.ts';

export const stringBuiltins: Builtins = {
  toString: primop('toString', 1, (value) => coerceToText(value, toStringBuiltin)),
  stringLength: primop('stringLength', 1, (slot) => {
    const text = coerceToText(slot, interpolation);
    if (typeof text === 'string') return text.length;
    return text.stored === null ? derived(text) : lengthOf(text.stored);
  }),
  substring: primop('substring', 3, substring),
  concatStringsSep: primop('concatStringsSep', 2, (slot, items) => {
    const separator = string(slot);
    const texts = listOf(items).items.map((item) => coerced(item, interpolation));
    return joined(texts, separator);
  }),
  replaceStrings: primop('replaceStrings', 3, (from, to, text) => {
    const patterns = listOf(from).items;
    const replacements = listOf(to).items;
    if (patterns.length !== replacements.length) {
      throw new NixError(
        'value',
        `\`replaceStrings\` takes lists of one length, not of ${patterns.length} and ${replacements.length}`,
      );
    }
    return replace(patterns.map(string), replacements, string(text));
  }),
  baseNameOf: primop('baseNameOf', 1, (slot) => {
    const text = coerceToText(slot, concatenation);
    const whole = typeof text === 'string' ? text : nameBelow(slot, text);
    spendReading(whole);
    return baseName(whole);
  }),
  dirOf: primop('dirOf', 1, (slot): Value => {
    const value = known(slot);
    if (typeof value === 'object' && value?.kind === 'path') {
      return { ...value, path: folder(value.path) };
    }
    return folderOfText(coerceToString(value, concatenation));
  }),
};

/** @throws UnknownSignal for a text of which versions of Nix make different folders: `a//b`, but not `//b` */
function folderOfText(text: string): string {
  if (/\/\/[^/]*$/.test(text) && !/^\/\/[^/]+$/.test(text)) {
    throw new UnknownSignal(unknown(`dirOf ${quote(text)}`, 'it hangs on the version of Nix'));
  }
  return folder(text);
}

/** A path below a flake's folder ends as it is written, wherever that folder is copied to; its text does, too. */
function nameBelow(slot: Slot, text: Unknown): string {
  const value = force(slot);
  const { stored } = text;
  if (isUnknown(value) && stored?.tail.slice(0, -1).includes('/') === true) return stored.tail;
  const isBelow =
    typeof value === 'object' && value?.kind === 'path' && value.path !== value.copiedFrom;
  if (!isBelow) throw new UnknownSignal(text);
  return value.path;
}

/** Start and length in bytes; a negative length takes the rest. */
function substring(first: Slot, count: Slot, slot: Slot): Value {
  const start = Number(integer(first));
  if (start < 0) throw new NixError('value', `\`substring\` can't start at ${start}`);
  const length = Number(integer(count));
  const text = coerced(slot, interpolation);
  spendFirstReading(typeof slot === 'object' ? slot : null, text);
  return length < 0 ? text.slice(start) : text.slice(start, start + length);
}

/**
 * At each place the first pattern that fits is replaced. An empty one fits everywhere, also at the end. A
 * replacement is evaluated when it is first used.
 */
function replace(patterns: readonly string[], replacements: readonly Slot[], text: string): string {
  spendScanning(text);
  let result = '';
  let copied = 0;
  for (let at = 0; at <= text.length; ) {
    const found = patterns.findIndex((pattern) => text.startsWith(pattern, at));
    const length = patterns[found]?.length ?? 0;
    if (found >= 0) {
      const between = text.slice(copied, at);
      const replacement = string(replacements[found] ?? null);
      spendText(result.length + between.length + replacement.length, replacement.length);
      result += between + replacement;
      copied = at + length;
    }
    at += Math.max(length, 1);
  }
  return result + text.slice(copied);
}

/** What follows the last slash, one slash at the end aside. */
function baseName(text: string): string {
  const end = text.length > 1 && text.endsWith('/') ? text.length - 1 : text.length;
  return text.slice(end === 0 ? 0 : text.lastIndexOf('/', end - 1) + 1, end);
}

function folder(text: string): string {
  const slash = text.lastIndexOf('/');
  if (slash === -1) return '.';
  return slash === 0 ? '/' : text.slice(0, slash);
}
