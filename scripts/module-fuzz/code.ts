import type { Tree } from '../fuzz/tree.ts';

type Piece = string | Tree;

/** Something that is not an expression: a binding, a file, a list's items. */
export function part(texts: TemplateStringsArray, ...trees: readonly Piece[]): Tree {
  return { pieces: woven(texts, trees), role: 'part', isAtom: false };
}

/** What can be left out. */
export function optional(texts: TemplateStringsArray, ...trees: readonly Piece[]): Tree {
  return { pieces: woven(texts, trees), role: 'optional', isAtom: false };
}

/** An expression that needs brackets among others. */
export function expression(texts: TemplateStringsArray, ...trees: readonly Piece[]): Tree {
  return { pieces: woven(texts, trees), role: 'expression', isAtom: false };
}

/** An expression that can stand anywhere. */
export function closed(texts: TemplateStringsArray, ...trees: readonly Piece[]): Tree {
  return { pieces: woven(texts, trees), role: 'expression', isAtom: true };
}

/** Trees one after another. */
export function several(trees: readonly Tree[]): Tree {
  return { pieces: trees, role: 'part', isAtom: false };
}

function woven(texts: TemplateStringsArray, trees: readonly Piece[]): readonly Piece[] {
  return texts.flatMap((text, index) => {
    const tree = trees[index];
    return tree === undefined ? [text] : [text, tree];
  });
}

const fileMark = '\u0001';

/** A file of the configuration, as a part of the one tree that a configuration is. */
export function file(path: string, content: Tree): Tree {
  return part`${fileMark}${path}${fileMark}${content}`;
}

/** The files that a tree was printed to, by their paths. */
export function filesIn(printed: string): ReadonlyMap<string, string> {
  const [, ...pieces] = printed.split(fileMark);
  const files = new Map<string, string>();
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    files.set(pieces[at] ?? '', `${pieces[at + 1]}\n`);
  }
  return files;
}
