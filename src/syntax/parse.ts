import type { Diagnostic } from '../report/diagnostic.ts';
import type { Source } from '../report/span.ts';
import { desugarer } from './desugar.ts';
import type { Program } from './expression.ts';
import { heightOf } from './height.ts';
import { lower } from './lower.ts';
import { loadedParser } from './parser.ts';
import { isBroken, syntaxErrors } from './syntax-errors.ts';

/** How deep expressions may nest in a source: about what Nix's own parser has a stack for. */
export const defaultMaxNesting = 5000;

export interface Parsed {
  /** Null if the text is not Nix, or nests too deeply. */
  readonly program: Program | null;
  /**
   * What Nix's parser would reject the file for, but for names that are not bound: `syntax-error`,
   * `duplicate-attribute`, `duplicate-formal`, `dynamic-attribute`, `limit-exceeded`. Not sorted.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads Nix text. `loadParser` comes first. */
export function parse(
  source: Source,
  { maxNesting = defaultMaxNesting }: { readonly maxNesting?: number } = {},
): Parsed {
  return loadedParser().withTree(source.text, (tree, end) => {
    if (isBroken(source.text, tree, end)) {
      return { program: null, diagnostics: syntaxErrors(source, tree, end) };
    }
    const { desugar, diagnostics } = desugarer(source);
    const lowered = lower(tree, desugar, maxNesting);
    if (lowered.kind === 'too-deep') {
      const { start, end } = lowered;
      return { program: null, diagnostics: [tooDeep(source, start, end, maxNesting)] };
    }
    const body = lowered.expression;
    return { program: { source, body, height: heightOf(body) }, diagnostics };
  });
}

function tooDeep(source: Source, start: number, end: number, maxNesting: number): Diagnostic {
  return {
    code: 'limit-exceeded',
    message: `expressions nest more than ${maxNesting} deep`,
    help: 'split the expression, or raise the limit with `--max-nesting`',
    span: { source, start, end },
    related: [],
  };
}
