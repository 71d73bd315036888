import { callAll } from '../resolve/apply.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { attempt } from '../resolve/join.ts';
import { force } from '../resolve/thunk.ts';
import { resultOf, type Unknown } from '../resolve/unknown.ts';
import type { AttributeSet, Slot, Value } from '../resolve/value.ts';
import { primop, setOf } from '../resolve/value.ts';

/**
 * What `import-tree` of vic/import-tree does with a folder: a module that imports every Nix file below it, but those
 * with `/_` in their path.
 */
const text = `root: {
  imports = [
    (
      { lib, ... }:
      {
        imports = builtins.filter (
          file: lib.hasSuffix ".nix" (toString file) && !lib.hasInfix "/_" (toString file)
        ) (lib.filesystem.listFilesRecursive root);
      }
    )
  ];
}`;

/**
 * The flake `import-tree`, of which it is known what it makes of one folder.
 *
 * @param elsewhere the flake, as one that is not fetched
 */
export function importTree(evaluation: Evaluation, elsewhere: Unknown): AttributeSet {
  const source = { path: 'import-tree', text };
  const functor = primop('import-tree', 2, (_self: Slot, root: Slot): Value => {
    const folder = attempt(() => force(root));
    const isPath = typeof folder === 'object' && folder?.kind === 'path';
    if (!isPath) return resultOf(elsewhere, [root]);
    return callAll(force(evaluation.evaluateText(source, '/')), [root]);
  });
  return { ...setOf([['__functor', functor]]), rest: elsewhere };
}
