import { decode } from '../../src/report/utf8.ts';
import { generalText } from '../../src/resolve/float-text.ts';
import { force } from '../../src/resolve/thunk.ts';
import type { Unknown } from '../../src/resolve/unknown.ts';
import type { AttributeSet, Primop, Slot } from '../../src/resolve/value.ts';
import { sortedNames } from '../../src/resolve/value.ts';

/**
 * A value as `nix-instantiate --eval --strict` prints it: what it meets a second time as `«repeated»`. What is
 * unknown is `«unknown: subject»`.
 */
export function print(slot: Slot): string {
  return decode(printBytes(slot, new Set()));
}

function printBytes(slot: Slot, seen: Set<unknown>): string {
  const value = force(slot);
  if (typeof value === 'string') return quoteString(value);
  if (typeof value !== 'object' || value === null) return String(value);
  switch (value.kind) {
    case 'list': {
      if (value.items.length > 0) {
        if (isRepeated(value.items.length > inlined ? value.items : slot, seen)) return repeated;
      }
      const items = value.items.map((item) => `${printBytes(item, seen)} `);
      return `[ ${items.join('')}${printRest(value.rest)}]`;
    }
    case 'set': {
      if (value.attributes.size > 0 && isRepeated(value.attributes, seen)) return repeated;
      return printSet(value, seen);
    }
    case 'float':
      return generalText(value.value);
    case 'path':
      return value.path;
    case 'lambda':
      return '<LAMBDA>';
    case 'primop':
      return printPrimop(value);
    case 'unknown':
      return printUnknown(value);
  }
}

/** A list of so many items stands in Nix's value itself, so that a copy of the value is another list. */
const inlined = 2;

const repeated = '\xc2\xabrepeated\xc2\xbb';

function isRepeated(content: unknown, seen: Set<unknown>): boolean {
  if (seen.has(content)) return true;
  seen.add(content);
  return false;
}

function printSet(set: AttributeSet, seen: Set<unknown>): string {
  const attributes = sortedNames(set).map((name) => {
    const attribute = set.attributes.get(name);
    return `${printName(name)} = ${printBytes(attribute?.slot ?? null, seen)}; `;
  });
  return `{ ${attributes.join('')}${printRest(set.rest)}}`;
}

function printRest(rest: Unknown | null): string {
  return rest === null ? '' : `${printUnknown(rest)} `;
}

function printUnknown({ subject }: Unknown): string {
  return `\xc2\xabunknown: ${subject}\xc2\xbb`;
}

function printPrimop(primop: Primop): string {
  return primop.arguments.length === 0 ? '<PRIMOP>' : '<PRIMOP-APP>';
}

/** A string as Nix prints it. */
export function quoteString(text: string): string {
  const escaped = text
    .replace(/[\\"]|\$(?=\{)/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

const keywords = /^(?:if|then|else|assert|with|let|in|rec|inherit)$/;

/** An attribute's name as Nix prints it. */
export function printName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(name) && !keywords.test(name) ? name : quoteString(name);
}
