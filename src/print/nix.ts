import { isBareName } from '../syntax/bare-name.ts';
import { type Attributes, type Data, isList } from '../vmsilo/data.ts';

/**
 * Prints a value as Nix in nixfmt's style (a fixed point of nixfmt 1.4, for names and values that fit its 100
 * columns), without a final newline.
 *
 * @param indent the indentation of the line that the value starts in
 * @returns one character a byte
 */
export function printNix(value: Data, indent = ''): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
    case 'number':
      return String(value);
    case 'string':
      return printString(value, indent);
    case 'object':
      return isList(value) ? printList(value, indent) : printAttributes(value, indent);
  }
}

function printAttributes(set: Attributes, indent: string): string {
  if (set.size === 0) return '{ }';
  const deeper = `${indent}  `;
  const lines = Array.from(
    set,
    ([name, value]) => `${deeper}${printName(name)} = ${printNix(value, deeper)};\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

function printList(list: readonly Data[], indent: string): string {
  if (list.length === 0) return '[ ]';
  const deeper = `${indent}  `;
  const elements = list.map((element) => printElement(element, deeper));
  const [only] = elements;
  if (elements.length === 1 && only !== undefined && !only.includes('\n')) return `[ ${only} ]`;
  return `[\n${elements.map((element) => `${deeper}${element}\n`).join('')}${indent}]`;
}

/** In a list, `-1` would be a subtraction's operator out of place. */
function printElement(element: Data, indent: string): string {
  const text = printNix(element, indent);
  return typeof element === 'number' && element < 0 ? `(${text})` : text;
}

/** As nixpkgs' `lib.strings.escapeNixIdentifier`, which escapes every `$`. */
export function printName(name: string): string {
  if (isBareName(name)) return name;
  return `"${name.replace(/["\\$\n\r\t]/g, escapeCharacter)}"`;
}

function printString(text: string, indent: string): string {
  if (isPlainLines(text)) return printLines(text, indent);
  return `"${text.replace(/["\\\n\r\t]|\$(?=\{)/g, escapeCharacter)}"`;
}

/**
 * Whether text can stand between `''` with nothing in it escaped, and comes back as it was when Nix strips the
 * indentation: some line has to start at the left edge.
 */
function isPlainLines(text: string): boolean {
  return text.endsWith('\n') && /(?:^|\n)[^ \n]/.test(text) && !/['$\\\r\t]/.test(text);
}

function printLines(text: string, indent: string): string {
  const lines = text.slice(0, -1).split('\n');
  const indented = lines.map((line) => (line === '' ? '\n' : `${indent}  ${line}\n`));
  return `''\n${indented.join('')}${indent}''`;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\${character}`;
  }
}
