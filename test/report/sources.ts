import type { Source, Span } from '../../src/report/span.ts';
import { encode } from '../../src/report/utf8.ts';

/** A source of Unicode text. */
export function sourceOf(text: string, path = '/tree/configuration.nix'): Source {
  return { path, text: encode(text) };
}

/** The span between two `|` of a text, and the source without them. */
export function marked(text: string, path?: string): Span {
  const source = encode(text);
  const start = source.indexOf('|');
  const end = source.indexOf('|', start + 1) - 1;
  const plain = source.replaceAll('|', '');
  return { source: { path: path ?? '/tree/configuration.nix', text: plain }, start, end };
}
