/** A generated program: text with expressions in it, as deep as they nest. A byte string throughout. */
export interface Tree {
  readonly pieces: readonly (string | Tree)[];
  /** An expression can stand for any other; what is `optional` can be left out. */
  readonly role: 'expression' | 'optional' | 'part';
  /** Whether it can stand between brackets, or as an argument, as it is. */
  readonly isAtom: boolean;
  /**
   * Of an expression that we are not to know: what it is for Nix, one for each world; null is absent. Its pieces
   * then spell the name of the hole as {@link holeName}.
   */
  readonly worlds?: readonly (Tree | null)[];
}

/** Stands for the name of the innermost hole around. */
export const holeName = '\0';

export function atom(...pieces: readonly (string | Tree)[]): Tree {
  return { pieces, role: 'expression', isAtom: true };
}

export function parenthesised(tree: Tree): Tree {
  return tree.isAtom ? tree : atom('(', tree, ')');
}

export interface Printed {
  readonly text: string;
  /** What each hole is, in its worlds. */
  readonly holes: readonly (readonly (Tree | null)[])[];
}

export function print(tree: Tree): Printed {
  const holes: (readonly (Tree | null)[])[] = [];
  const parts: string[] = [];
  const visit = ({ pieces, worlds }: Tree, outer: string): void => {
    const name = worlds === undefined ? outer : `h${holes.push(worlds) - 1}`;
    for (const piece of pieces) {
      if (typeof piece === 'string') parts.push(piece.replaceAll(holeName, name));
      else visit(piece, name);
    }
  };
  visit(tree, 'h');
  return { text: parts.join(''), holes };
}

/** How long the text of a program is, with what its holes are. */
function sizeOf(tree: Tree): number {
  const { text, holes } = print(tree);
  let size = text.length;
  for (const world of holes.flat()) if (world !== null) size += print(world).text.length;
  return size;
}

/** What `u` is in each world, for the holes of a program; without holes there is one world. */
export function worldsOf({ holes }: Printed, count: number): readonly string[] {
  return Array.from({ length: Math.max(1, count) }, (_, world) => {
    const attributes = holes.map((values, index) => {
      const value = values[world] ?? null;
      return value === null ? '' : `h${index} = ${print(value).text}; `;
    });
    return `{ ${attributes.join('')}}`;
  });
}

const simple: readonly Tree[] = ['null', '0', '{ }', '[ ]', '""', 'true', 'false'].map((text) =>
  atom(text),
);

/** Programs that are a bit smaller, the smallest first, in groups of at most so many. */
export function* smallerInBatches(tree: Tree, most: number): Generator<readonly Tree[]> {
  const size = sizeOf(tree);
  const sorted = [...smaller(tree)]
    .map((candidate) => ({ candidate, size: sizeOf(candidate) }))
    .filter((candidate) => candidate.size < size)
    .sort((left, right) => left.size - right.size)
    .map(({ candidate }) => candidate);
  for (let start = 0; start < sorted.length; start += most) yield sorted.slice(start, start + most);
}

function* smaller(tree: Tree): Generator<Tree> {
  if (tree.role === 'expression') {
    yield* simple.filter(({ pieces }) => pieces[0] !== tree.pieces.join(''));
    yield* expressionsIn(tree);
    if (tree.worlds !== undefined) yield* smallerWorlds(tree, tree.worlds);
  }
  for (const [index, piece] of tree.pieces.entries()) {
    if (typeof piece === 'string') continue;
    const replaced = (inner: string | Tree): Tree => ({
      ...tree,
      pieces: tree.pieces.with(index, inner),
    });
    if (piece.role === 'optional') yield replaced('');
    for (const inner of smaller(piece)) {
      const isFit = piece.isAtom && piece.role === 'expression';
      yield replaced(isFit ? parenthesised(inner) : inner);
    }
  }
}

function* smallerWorlds(tree: Tree, worlds: readonly (Tree | null)[]): Generator<Tree> {
  for (const [index, world] of worlds.entries()) {
    if (world === null) continue;
    for (const inner of smaller(world)) yield { ...tree, worlds: worlds.with(index, inner) };
  }
}

/** The expressions nearest below, each in brackets if it needs them. */
function expressionsIn(tree: Tree): readonly Tree[] {
  return tree.pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    return piece.role === 'expression' ? [parenthesised(piece)] : expressionsIn(piece);
  });
}
