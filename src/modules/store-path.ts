import { createHash } from 'node:crypto';

/**
 * Where Nix keeps a source tree that has a hash: the fixed-output path of a recursive SHA-256, as
 * `makeFixedOutputPath` and `makeStorePath` of Nix's `store-api.cc` compute it.
 *
 * @param narHash as a lock file has it: `sha256-` and 32 bytes in base 64
 * @param storeFolder `/nix/store`
 * @returns null if this is no such hash
 */
export function sourceStorePath(narHash: string, storeFolder: string): string | null {
  const [, encoded = ''] = /^sha256-([A-Za-z0-9+/]{43}=)$/.exec(narHash) ?? [];
  const digest = Buffer.from(encoded, 'base64');
  if (digest.length !== 32) return null;
  const fingerprint = `source:sha256:${digest.toString('hex')}:${storeFolder}:source`;
  const full = createHash('sha256').update(fingerprint, 'latin1').digest();
  return `${storeFolder}/${base32(compress(full, 20))}-source`;
}

/** `compressHash`: the bytes, folded by exclusive or. */
function compress(bytes: Uint8Array, size: number): Uint8Array {
  const folded = new Uint8Array(size);
  bytes.forEach((byte, at) => {
    folded[at % size] = (folded[at % size] ?? 0) ^ byte;
  });
  return folded;
}

/** Without e, o, u and t. */
const alphabet = '0123456789abcdfghijklmnpqrsvwxyz';

/** Nix's own base 32: five bits a character, the last ones first. */
function base32(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 8) / 5);
  const bitsAt = (at: number): number => ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0);
  return Array.from({ length }, (_, index) => {
    const bit = (length - 1 - index) * 5;
    return alphabet[(bitsAt(bit >> 3) >> (bit & 7)) & 31];
  }).join('');
}
