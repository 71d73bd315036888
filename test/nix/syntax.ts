import { parse } from '../../src/syntax/parse.ts';
import { loadParser } from '../../src/syntax/parser.ts';
import { sourceOf } from '../../src/syntax/source.ts';

await loadParser();

/** What our own parser finds wrong with Nix text. */
export function syntaxErrorsIn(text: string): readonly string[] {
  const { diagnostics } = parse(sourceOf('/text.nix', Buffer.from(text)));
  return diagnostics.map(({ message }) => message);
}
