import type { Tree } from 'web-tree-sitter';
import type { Diagnostic } from '../report/diagnostic.ts';
import type { Source } from '../report/span.ts';

/** The mistakes in a text that is not Nix. */
export function syntaxErrors(source: Source, tree: Tree): readonly Diagnostic[] {
  const first = tree.rootNode.descendantsOfType('ERROR')[0];
  const span = { source, start: first?.startIndex ?? 0, end: first?.endIndex ?? 0 };
  return [{ code: 'syntax-error', message: 'this is not Nix', span, related: [] }];
}
