import { generatedMark } from '../modules/generated.ts';
import { decode } from '../report/utf8.ts';
import type { Data } from '../vmsilo/data.ts';
import { printNix } from './nix.ts';

/** What the first lines of a file that we write say of it. */
export interface Origin {
  /** The entry, relative to the file; one character a byte. */
  readonly path: string;
  /** The hash of the inputs (see `vmsilo/inputs-hash.ts`) in hexadecimal. */
  readonly inputs: string;
  /** Which file allocated the addresses, and its SHA-256 in hexadecimal; null for our own allocation. */
  readonly allocator: { readonly name: string; readonly hash: string } | null;
}

/** The whole text of a file that we write; one character a byte. */
export function printGeneratedFile(value: Data, origin: Origin): string {
  return [
    `${generatedMark}from "${escapePath(origin.path)}"; do not edit it, run vmsilo-nixgen again`,
    `# inputs: ${origin.inputs}`,
    ...(origin.allocator === null
      ? []
      : [`# allocator: ${origin.allocator.hash} "${escapePath(origin.allocator.name)}"`]),
    printNix(value),
    '',
  ].join('\n');
}

/** What a text of {@link printGeneratedFile} says of its named comments, by name: `inputs`, and `allocator` if it has one. */
export function commentsOf(text: string): ReadonlyMap<string, string> {
  const [, ...lines] = text.split('\n', 3);
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^# ([a-z]+): (.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/**
 * The names of the VMs, as they are written, that two texts of {@link printGeneratedFile} say different things of,
 * sorted.
 */
export function differingVms(before: string, after: string): readonly string[] {
  const old = vmsIn(before);
  const young = vmsIn(after);
  const names = [...new Set([...old.keys(), ...young.keys()])].sort();
  return names.filter((name) => old.get(name) !== young.get(name));
}

/** Each VM is an attribute of the outermost set, whose lines are indented once; what it holds, more often. */
function vmsIn(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^ {2}(?=[^ }])/m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(' = ')), part.trimEnd()]));
}

/** Printable ASCII, so that no CR ends the comment early; a byte that is not UTF-8 is `\u{dc80}` to `\u{dcff}`. */
function escapePath(path: string): string {
  return decode(path).replace(
    /[^\x20-\x7e]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
