import type { Node } from 'jsonc-parser';
import type { Source } from '../report/span.ts';
import { encode } from '../report/utf8.ts';

/**
 * The text that a JSON string holds, in bytes, and where each of them stands in the file.
 *
 * @param node of a source without mistakes
 * @returns null if it is no string
 */
export function textIn({ type, offset, length }: Node, source: Source): Source | null {
  if (type !== 'string') return null;
  const quoted = source.text.slice(offset + 1, offset + length - 1);
  const offsets: number[] = [];
  let text = '';
  for (const { 0: written, index } of quoted.matchAll(part)) {
    const bytes = written.startsWith('\\') ? encode(JSON.parse(`"${written}"`)) : written;
    for (let at = 0; at < bytes.length; at++) offsets.push(offset + 1 + index);
    text += bytes;
  }
  offsets.push(offset + length - 1);
  return { path: source.path, text, within: { source, offsets } };
}

/** A character, or an escape: of two that make one character together, both. */
const part = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\?[\s\S]/g;
