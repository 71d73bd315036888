import { createHash } from 'node:crypto';

/** @param bytes a byte string, or other text, of which the UTF-16 units count */
export function digest(bytes: string): string {
  const hash = createHash('sha256');
  return hash.update(Buffer.from(bytes, 'utf8')).digest('hex');
}
