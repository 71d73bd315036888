import { generalText } from '../../../src/resolve/float-text.ts';
import { force } from '../../../src/resolve/thunk.ts';
import type { Unknown } from '../../../src/resolve/unknown.ts';
import type { Slot } from '../../../src/resolve/value.ts';
import { sortedNames } from '../../../src/resolve/value.ts';
import { printName, quoteString } from '../print.ts';

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
      return generalText(value.value);
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
