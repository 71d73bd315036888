import { force } from '../../../src/resolve/thunk.ts';
import type { Unknown } from '../../../src/resolve/unknown.ts';
import type { Slot } from '../../../src/resolve/value.ts';
import { sortedNames } from '../../../src/resolve/value.ts';

/**
 * A value as `nix-instantiate --eval --strict` prints it, but for what repeats; what is unknown as `«unknown: subject»`.
 * Our functions print as those of nixpkgs do, which are written in Nix.
 */
export function print(slot: Slot): string {
  const value = force(slot);
  if (typeof value === 'string') return quoteString(value);
  if (typeof value !== 'object' || value === null) return String(value);
  switch (value.kind) {
    case 'list':
      return `[ ${value.items.map((item) => `${print(item)} `).join('')}${printRest(value.rest)}]`;
    case 'set': {
      const attributes = sortedNames(value).map((name) => {
        const attribute = value.attributes.get(name);
        return `${printName(name)} = ${print(attribute?.slot ?? null)}; `;
      });
      return `{ ${attributes.join('')}${printRest(value.rest)}}`;
    }
    case 'float':
      return Number.parseFloat(value.value.toPrecision(6)).toString();
    case 'path':
      return value.path;
    case 'lambda':
    case 'primop':
      return '<LAMBDA>';
    case 'unknown':
      return `«unknown: ${value.subject}»`;
  }
}

function printRest(rest: Unknown | null): string {
  return rest === null ? '' : `«unknown: ${rest.subject}» `;
}

function quoteString(text: string): string {
  const escaped = text
    .replace(/[\\"]|\$(?=\{)/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

function printName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(name) ? name : quoteString(name);
}
