import type { Tree } from 'web-tree-sitter';
import type { Diagnostic } from '../report/diagnostic.ts';
import type { Source } from '../report/span.ts';
import { bracketErrors } from './brackets.ts';
import { failuresOf } from './failures.ts';
import { mostMistakes } from './mistakes.ts';
import { outlineOf } from './outline.ts';
import { loadedParser } from './parser.ts';
import { skipBlank, unexpected } from './unexpected.ts';

/**
 * The mistakes in a text that is not Nix, each once and with what to do about it. What is wrong with the file as a
 * whole comes first (its encoding, a merge conflict); then brackets and strings that don't match; and only where they
 * all do, what the parser could not use.
 *
 * @param tree the text's syntax tree, which has errors, and `end` where it ends
 */
export function syntaxErrors(source: Source, tree: Tree, end: number): readonly Diagnostic[] {
  const { text } = source;
  const other = otherFormat(text);
  if (other !== null) return [syntaxError(source, { start: 0, end: 0 }, ...other)];
  const blemishes = [...byteOrderMark(text), ...mergeConflicts(text)];
  if (blemishes.length === 0) return errorsOfTree(source, source, tree, end);
  const found = blemishes.map(({ place, message, help }) =>
    syntaxError(source, place, message, help),
  );
  if (found.length >= mostMistakes) return found;
  const removed = blemishes.flatMap((blemish) => blemish.removed);
  const rest = { path: source.path, text: without(text, removed) };
  return loadedParser().withTree(rest.text, (restTree, restEnd) =>
    isBroken(rest.text, restTree, restEnd)
      ? [...found, ...errorsOfTree(source, rest, restTree, restEnd)]
      : found,
  );
}

/** Whether a text is not Nix, of which there is a tree as far as `end`. */
export function isBroken(text: string, tree: Tree, end: number): boolean {
  return end < text.length || tree.rootNode.hasError;
}

/** What is wrong with a file that is no text, and what to do about it. */
function otherFormat(text: string): readonly [message: string, help: string] | null {
  if (text.startsWith('\0GITCRYPT\0')) {
    return ['the file is encrypted by git-crypt', 'unlock the repository: `git-crypt unlock`'];
  }
  if (/^(?:\xff\xfe|\xfe\xff|\0[^\0]|[^\0]\0)/.test(text)) {
    return ['the file is in UTF-16', 'save it as UTF-8'];
  }
  return binaryStarts.some((start) => text.startsWith(start))
    ? ['the file is binary, and no text', 'import a file of Nix']
    : null;
}

/** Of ELF, gzip, ZIP and PNG, and of what begins with NUL bytes. */
const binaryStarts = ['\x7fELF', '\x1f\x8b', 'PK\x03\x04', '\x89PNG', '\0'];

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Something that is no Nix, but behind which the rest of the text can be read. */
interface Blemish {
  readonly place: Place;
  readonly message: string;
  readonly help: string;
  /** What the rest is without. */
  readonly removed: readonly Place[];
}

/**
 * @param read what the tree is of: the source, or the rest of it
 * @param end where the tree ends
 */
function errorsOfTree(
  source: Source,
  read: Source,
  tree: Tree,
  end: number,
): readonly Diagnostic[] {
  if (skipBlank(read.text, 0) === read.text.length) {
    const place = { start: 0, end: 0 };
    return [syntaxError(source, place, 'the file is empty', 'write a Nix expression')];
  }
  const brackets = bracketErrors(source, read.text);
  if (brackets.length > 0) return brackets;
  if (end < read.text.length) return errorsBefore(source, read, tree, end);
  return errorsOfParser(source, read, tree);
}

/** The mistakes before `end`, which is in the middle of the text, and where the parser's tree ends. */
function errorsBefore(
  source: Source,
  read: Source,
  tree: Tree,
  end: number,
): readonly Diagnostic[] {
  const part = { path: read.path, text: read.text.slice(0, end) };
  const errors = errorsOfParser(source, part, tree).filter(({ span }) => span.end < end);
  if (errors.length > 0) return errors;
  const help = 'look for it from here on; with less behind it, it is found';
  return [syntaxError(source, { start: end, end }, 'below this is a mistake', help)];
}

function errorsOfParser(source: Source, read: Source, tree: Tree): readonly Diagnostic[] {
  const outline = outlineOf(read.text);
  return failuresOf(loadedParser(), read, tree).map((failure) => {
    const { start, end, message, help } = unexpected(read.text, outline, failure);
    return syntaxError(source, { start, end }, message, help);
  });
}

function syntaxError(
  source: Source,
  { start, end }: Place,
  message: string,
  help: string,
): Diagnostic {
  return { code: 'syntax-error', message, help, span: { source, start, end }, related: [] };
}

function byteOrderMark(text: string): readonly Blemish[] {
  if (!text.startsWith('\xef\xbb\xbf')) return [];
  const place = { start: 0, end: 3 };
  return [
    {
      place,
      message: 'the file begins with a byte order mark',
      help: 'save it as UTF-8 without one',
      removed: [place],
    },
  ];
}

/** Each conflict at its first marker. The rest is read as if it were solved for the upper side. */
function mergeConflicts(text: string): readonly Blemish[] {
  const conflicts: Blemish[] = [];
  let upper: Place | null = null;
  let lower: number | null = null;
  for (const match of text.matchAll(/^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$/gm)) {
    if (conflicts.length === mostMistakes) break;
    const marker = match[1] ?? '';
    const line = { start: match.index, end: match.index + match[0].length };
    if (marker.startsWith('<')) {
      upper = line;
      lower = null;
    } else if (!marker.startsWith('>')) {
      lower ??= line.start;
    } else {
      const removed = { start: lower ?? line.start, end: line.end };
      conflicts.push({
        place: { start: (upper ?? line).start, end: (upper ?? line).start + 7 },
        message: 'unsolved merge conflict',
        help: 'choose a side, and remove the markers',
        removed: upper === null ? [removed] : [upper, removed],
      });
      upper = null;
      lower = null;
    }
  }
  return conflicts;
}

/** @param places in order */
function without(text: string, places: readonly Place[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of places) {
    pieces.push(text.slice(done, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    done = end;
  }
  return pieces.join('') + text.slice(done);
}
