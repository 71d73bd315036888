import { call } from '../apply.ts';
import { completeSet, known } from '../demand.ts';
import { descend, stack } from '../stack.ts';
import { delay, force } from '../thunk.ts';
import type { AttributeSet, Path, Slot, Value } from '../value.ts';
import { list, primop, setOf, sortedNames } from '../value.ts';
import type { Library } from './library.ts';
import { apply, inside, isSet, itemsOf, mapAttributes, overlaid, selectOr } from './operators.ts';

/** The trees of what a folder holds: of the names that the tree of the folder does not have, null. */
function entriesOf({ builtin }: Library, folder: Path, tree: Slot): AttributeSet {
  const held = completeSet(call(builtin('readDir'), folder));
  if (known(tree) === 'directory') return held;
  return completeSet(
    overlaid(
      mapAttributes(held, () => null),
      tree,
    ),
  );
}

/** A tree as that of a folder that is higher up: `names` lead from there to the folder that it is of. */
export function raised(names: readonly string[], tree: Slot): Slot {
  return names.reduceRight<Slot>((inner, name) => setOf([[name, inner]]), tree);
}

/** A tree as that of a folder that is further down, where `names` lead to. */
export function lowered(names: readonly string[], tree: Slot): Value {
  let value = known(tree);
  for (const name of names) {
    if (!isSet(value)) return value;
    value = known(selectOr(value, name, () => null));
  }
  return value;
}

/** What is in one of the trees: all of it as soon as that of one of them is in. */
export function union(library: Library, trees: readonly Slot[]): Value {
  const parts: Slot[] = [];
  for (const slot of trees) {
    const tree = known(slot);
    if (typeof tree === 'string') return tree;
    if (tree !== null) parts.push(tree);
  }
  if (parts.length === 0) return null;
  const combine = primop('union', 2, (_name, each) => union(library, itemsOf(each)));
  return apply(library.builtin('zipAttrsWith'), combine, list(parts));
}

/** What is in both trees. */
export function intersection(library: Library, left: Slot, right: Slot): Value {
  const first = known(left);
  if (isSet(first)) {
    const second = known(right);
    if (!isSet(second)) return typeof second === 'string' ? first : second;
    const common = completeSet(apply(library.builtin('intersectAttrs'), first, second));
    return mapAttributes(common, (name, { slot }) =>
      delay(() =>
        intersection(
          library,
          selectOr(first, name, () => null),
          slot,
        ),
      ),
    );
  }
  if (first === null || typeof known(right) === 'string') return first;
  return force(right);
}

/** What is in the left tree, and not in the right one. */
export function difference(library: Library, folder: Path, left: Slot, right: Slot): Value {
  if (known(left) === null) return null;
  const removed = known(right);
  if (typeof removed === 'string') return null;
  if (removed === null) return force(left);
  return mapAttributes(entriesOf(library, folder, left), (name, { slot }) =>
    delay(() => {
      const other = delay(() => selectOr(removed, name, () => null));
      return difference(library, inside(folder, name), slot, other);
    }),
  );
}

/** A tree with what is empty left out, and folders that are in as a whole as "directory". */
export function normalisedForFilter(library: Library, folder: Path, slot: Slot): Value {
  const tree = known(slot);
  if (tree !== 'directory' && !isSet(tree)) return tree;
  descend(6);
  const entries = entriesOf(library, folder, tree);
  const trees = new Map(
    sortedNames(entries).map((name): [string, Value] => {
      const entry = entries.attributes.get(name)?.slot ?? null;
      return [name, normalisedForFilter(library, inside(folder, name), entry)];
    }),
  );
  stack.depth -= 6;
  const values = [...trees.values()];
  if (values.every((value) => value === null)) return null;
  return values.every((value) => typeof value === 'string') ? 'directory' : setOf(trees);
}

/** The tree of a folder with no files in it. */
export const emptyFolder = 'emptyDir';

/** A tree to be shown: with "emptyDir" for empty folders, and no more of what is in or out as a whole. */
export function normalisedForShow(library: Library, folder: Path, slot: Slot): Value {
  const tree = known(slot);
  if (tree !== 'directory' && !isSet(tree)) return tree;
  const entries = entriesOf(library, folder, tree);
  const trees = mapAttributes(entries, (name, { slot: entry }) =>
    delay(() => normalisedForShow(library, inside(folder, name), entry)),
  );
  const every = (holds: (value: Value) => boolean): boolean =>
    sortedNames(trees).every((name) => holds(known(trees.attributes.get(name)?.slot ?? null)));
  if (every((value) => value === emptyFolder)) return emptyFolder;
  if (tree === 'directory' || every((value) => typeof value === 'string')) return 'directory';
  return every((value) => value === null || value === emptyFolder) ? null : trees;
}

/** The paths of all files of a tree. */
export function filesOf(library: Library, path: Path, slot: Slot): readonly Path[] {
  const tree = known(slot);
  if (tree === null) return [];
  if (tree !== 'directory' && !isSet(tree)) return [path];
  descend(4);
  const entries = isSet(tree) ? completeSet(tree) : entriesOf(library, path, tree);
  const files = sortedNames(entries).flatMap((name) =>
    filesOf(library, inside(path, name), entries.attributes.get(name)?.slot ?? null),
  );
  stack.depth -= 4;
  return files;
}
