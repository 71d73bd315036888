import { encode } from '../../src/report/utf8.ts';
import { parse } from '../../src/syntax/parse.ts';
import { loadParser } from '../../src/syntax/parser.ts';

await loadParser();

/** What our own parser finds wrong with Nix text. */
export function syntaxErrorsIn(text: string): readonly string[] {
  const { diagnostics } = parse({ path: '/text.nix', text: encode(text) });
  return diagnostics.map(({ message }) => message);
}
