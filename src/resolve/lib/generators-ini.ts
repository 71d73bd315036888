import { call, call2 } from '../apply.ts';
import { boolean, completeSet, known, string } from '../demand.ts';
import { joined } from '../joined.ts';
import { delay, force } from '../thunk.ts';
import type { AttributeSet, Primop, Slot } from '../value.ts';
import { emptySet, primop, sortedNames } from '../value.ts';
import { isDerivation } from './attrsets.ts';
import { plainText, toPretty } from './generators-pretty.ts';
import type { Library } from './library.ts';
import { aborted, apply, isList, isSet, selectOr, textOf } from './operators.ts';
import { escapeCharacters } from './strings-escape.ts';
import { isFunction } from './trivial.ts';

/** `lib.generators.mkValueStringDefault { }` */
export function valueString(library: Library, slot: Slot): string {
  const value = known(slot);
  const failed = (what: string) =>
    aborted(
      `generators.mkValueStringDefault: ${what} not supported: ${toPretty(library, emptySet, value)}`,
    );
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (boolean(isDerivation(value))) return plainText(value);
  if (isList(value)) throw failed('lists');
  if (isSet(value)) throw failed('attrsets');
  if (isFunction(value)) throw failed('functions');
  if (value.kind === 'float') return plainText(value);
  throw failed('this value is');
}

/** `lib.generators.mkKeyValueDefault`: the separator is escaped in the key. */
export function keyValue(
  library: Library,
  print: Slot,
  separator: Slot,
  key: Slot,
  value: Slot,
): string {
  const escaped = string(escapeCharacters(library, [separator], key));
  return `${escaped}${textOf(separator)}${textOf(apply(print, value))}`;
}

/** `lib.generators.toINI`, with settings that are checked. */
export function toIni(library: Library, settings: AttributeSet, sections: Slot): string {
  const set = completeSet(sections);
  const section = (name: string) => {
    const custom = settings.attributes.get('mkSectionName');
    const title =
      custom === undefined && settings.rest === null
        ? escapeCharacters(library, ['[', ']'], name)
        : call(
            selectOr(settings, 'mkSectionName', () => null),
            name,
          );
    const body = toKeyValue(
      library,
      withoutSections(settings),
      set.attributes.get(name)?.slot ?? null,
    );
    return `[${textOf(title)}]\n${body}`;
  };
  return joined(sortedNames(set).map(section), '\n');
}

/** `lib.generators.toKeyValue`, with settings that are checked. */
export function toKeyValue(library: Library, settings: AttributeSet, slot: Slot): string {
  const print = delay(() => selectOr(settings, 'mkKeyValue', () => defaultKeyValue(library)));
  const duplicates = () => boolean(selectOr(settings, 'listsAsDuplicateKeys', () => false));
  const indent = () => textOf(selectOr(settings, 'indent', () => ''));
  const set = completeSet(slot);
  const lines: string[] = [];
  for (const name of sortedNames(set)) {
    const each = set.attributes.get(name)?.slot ?? null;
    const values = duplicates() ? itemsOrSelf(each) : [each];
    for (const value of values) {
      lines.push(`${indent()}${textOf(call2(force(print), name, value))}\n`);
    }
  }
  return joined(lines, '');
}

function itemsOrSelf(slot: Slot): readonly Slot[] {
  const value = known(slot);
  return isList(value) ? value.items : [value];
}

/** The settings of a section's lines. */
export function withoutSections(settings: AttributeSet): AttributeSet {
  const attributes = new Map(settings.attributes);
  attributes.delete('mkSectionName');
  return { ...settings, attributes };
}

/** `lib.generators.mkValueStringDefault { }`, as a function of Nix. */
export function defaultValue(library: Library): Primop {
  return primop('mkValueStringDefault', 1, (value) => valueString(library, value));
}

function defaultKeyValue(library: Library): Primop {
  return primop('mkKeyValueDefault', 2, (key, value) =>
    keyValue(library, defaultValue(library), '=', key, value),
  );
}
