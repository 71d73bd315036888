import { isBareName } from '../../syntax/bare-name.ts';
import { call, callAll } from '../apply.ts';
import { known, scannedString, string } from '../demand.ts';
import { joined } from '../joined.ts';
import { NixError } from '../nix-error.ts';
import { spendScanning } from '../stack.ts';
import { coerced, coerceToString, interpolation, toStringBuiltin } from '../text.ts';
import type { Slot, Value } from '../value.ts';
import { list, primop } from '../value.ts';
import type { Library, Members } from './library.ts';
import {
  isList,
  isSet,
  isStringLike,
  itemsOf,
  mapAttrsToList,
  stringsOf,
  thrown,
} from './operators.ts';

/** The functions of `lib/strings.nix` that quote a text for another language. */
export function escapes(library: Library): Members {
  const { builtin } = library;
  return {
    charToInt: primop('charToInt', 1, (character) => codeOf(string(character))),
    escape: primop('escape', 2, (characters, text) =>
      escapeCharacters(library, itemsOf(characters), text),
    ),
    escapeC: primop('escapeC', 2, (characters, text) => {
      const from = itemsOf(characters);
      const to = stringsOf(characters).map((character) => `\\x${hex(codeOf(character))}`);
      return callAll(builtin('replaceStrings'), [list(from), list(to), text]);
    }),
    escapeRegex: primop('escapeRegex', 1, (text) => escapeRegex(scannedString(text))),
    escapeURL: primop('escapeURL', 1, (text) =>
      scannedString(text).replace(/[^A-Za-z0-9_.~-]/g, (character) =>
        isAscii(character) ? `%${hex(codeOf(character)).toUpperCase()}` : character,
      ),
    ),
    escapeXML: primop('escapeXML', 1, (text) => escapeXml(scannedString(text))),
    escapeShellArg: primop('escapeShellArg', 1, escapeShellArg),
    escapeShellArgs: primop('escapeShellArgs', 1, (items) => escapeShellArgs(itemsOf(items))),
    escapeNixString: primop('escapeNixString', 1, (value) => escapeNixString(library, value)),
    escapeNixIdentifier: primop('escapeNixIdentifier', 1, (name) =>
      escapeNixIdentifier(library, name),
    ),
    isValidPosixName: primop('isValidPosixName', 1, (name) => isPosixName(string(name))),
    toShellVar: primop('toShellVar', 2, toShellVar),
    toShellVars: primop('toShellVars', 1, (set) => {
      const lines = mapAttrsToList(primop('toShellVar', 2, toShellVar), set).items;
      return joined(
        lines.map((line) => coerced(line, interpolation)),
        '\n',
      );
    }),
  };
}

/** The value as the JSON that is also a Nix string. */
export function escapeNixString({ builtin }: Library, value: Slot): string {
  return string(call(builtin('toJSON'), value)).replaceAll('$', '\\$');
}

/** An attribute's name as Nix code writes it. */
export function escapeNixIdentifier(library: Library, name: Slot): string {
  const text = string(name);
  return isBareName(text) ? text : escapeNixString(library, text);
}

function escapeShellArg(value: Slot): string {
  const text = coerceToString(value, toStringBuiltin);
  spendScanning(text);
  if (/^[A-Za-z0-9,._+:@%/-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function escapeShellArgs(items: readonly Slot[]): string {
  return joined(items.map(escapeShellArg), ' ');
}

export function escapeXml(text: string): string {
  return text.replace(/["'<>&]/g, (character) => entities[character] ?? character);
}

/** The text with a backslash before each of the characters: `lib.escape`. */
export function escapeCharacters(
  { builtin }: Library,
  characters: readonly Slot[],
  text: Slot,
): Value {
  const escaped = characters.map((character) => `\\${coerceToString(character, interpolation)}`);
  return callAll(builtin('replaceStrings'), [list(characters), list(escaped), text]);
}

const entities: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&apos;',
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
};

function escapeRegex(text: string): string {
  return text.replace(/[\\[{()^$?*+|.]/g, '\\$&');
}

/** The code of a character that nixpkgs' table has: tab, LF, CR, and from space to `~`. */
function codeOf(character: string): number {
  if (character.length === 1 && isAscii(character)) return character.charCodeAt(0);
  throw new NixError('missing-attribute', 'attribute missing in the table of ASCII characters');
}

function isAscii(character: string): boolean {
  return /[\t\n\r -~]/.test(character);
}

function hex(code: number): string {
  return code.toString(16).padStart(2, '0');
}

function isPosixName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}

function toShellVar(name: Slot, slot: Slot): string {
  const variable = string(name);
  if (!isPosixName(variable)) {
    throw thrown(`toShellVar: ${variable} is not a valid shell variable name`);
  }
  const value = known(slot);
  if (isSet(value) && !isStringLike(value)) {
    const entry = primop(
      'toShellVar',
      2,
      (key, item) => `[${escapeShellArg(key)}]=${escapeShellArg(item)}`,
    );
    const entries = mapAttrsToList(entry, value).items.map((item) => string(item));
    return `declare -A ${variable}=(${joined(entries, ' ')})`;
  }
  if (isList(value)) return `declare -a ${variable}=(${escapeShellArgs(value.items)})`;
  return `${variable}=${escapeShellArg(value)}`;
}
