import type { Source } from '../report/span.ts';

/**
 * The source that a file's bytes make.
 *
 * @param path absolute, one character a byte
 */
export function sourceOf(path: string, bytes: Uint8Array): Source {
  return {
    path,
    text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
  };
}
