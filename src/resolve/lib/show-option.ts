import { string } from '../demand.ts';
import { coerceToString, interpolation } from '../text.ts';
import type { Slot } from '../value.ts';
import type { Library } from './library.ts';
import { escapeNixIdentifier } from './strings-escape.ts';

/** An option's path as nixpkgs' messages write it: `programs.vmsilo.nixosVms.<name>`. */
export function showOption(library: Library, parts: readonly Slot[]): string {
  return parts
    .map((part) => {
      const text = string(part);
      if (text === '*' || /^<[\s\S]*>$/.test(text)) return text;
      return escapeNixIdentifier(library, text);
    })
    .join('.');
}

export function showFiles(files: readonly Slot[]): string {
  return files.map((file) => `\`${coerceToString(file, interpolation)}'`).join(' and ');
}
