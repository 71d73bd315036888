import { known } from '../demand.ts';
import { coerceToString, concatenation } from '../text.ts';
import { delay } from '../thunk.ts';
import { tell } from '../trace.ts';
import type { AttributeSet, Value } from '../value.ts';
import { sortedNames } from '../value.ts';
import { emptyFolder, normalisedForShow } from './fileset-tree.ts';
import { baseOf, isEmpty, treeOf } from './fileset-value.ts';
import type { Library } from './library.ts';
import { isSet } from './operators.ts';

/** Tells the files of a file set, one line each, as `lib.fileset.trace` does. */
export function showFileset(library: Library, fileset: AttributeSet): void {
  const base = isEmpty(fileset) ? null : baseOf(fileset);
  const tree = base === null ? null : normalisedForShow(library, base, treeOf(fileset));
  if (tree === null || tree === emptyFolder) tell('trace', '(empty)');
  else
    tell(
      'trace',
      delay(() => `${coerceToString(base, concatenation)}${suffix(tree)}`),
    );
  if (isSet(tree)) showTree(tree, '');
}

function showTree(tree: AttributeSet, indent: string): void {
  for (const name of sortedNames(tree)) {
    const inner = known(tree.attributes.get(name)?.slot ?? null);
    if (inner === null || inner === emptyFolder) continue;
    tell('trace', `${indent}- ${name}${suffix(inner)}`);
    if (isSet(inner)) showTree(inner, `${indent}  `);
  }
}

function suffix(tree: Value): string {
  if (isSet(tree)) return '';
  return tree === 'directory' ? ' (all files in directory)' : ` (${String(tree)})`;
}
