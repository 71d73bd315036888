import { quote } from '../../report/quote.ts';
import { NixError } from '../nix-error.ts';

const algorithms = ['md5', 'sha1', 'sha256', 'sha512'] as const;

export type Algorithm = (typeof algorithms)[number];

export interface Hash {
  readonly algorithm: Algorithm;
  readonly bytes: Buffer;
}

const sizes: Readonly<Record<Algorithm, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };

/** @throws NixError if there is no such algorithm */
export function algorithmOf(name: string): Algorithm {
  const found = algorithms.find((algorithm) => algorithm === name);
  if (found !== undefined) return found;
  throw new NixError('value', `${quote(name)} is no hash algorithm`);
}

/**
 * Reads a hash as `sha256-BASE64` (SRI), `sha256:TEXT` or TEXT, which is base 16, Nix's base 32 or base 64, as its
 * length says.
 *
 * @param given the algorithm, if it is said elsewhere
 * @throws NixError
 */
export function parseHash(text: string, given: Algorithm | null): Hash {
  const colon = text.indexOf(':');
  const dash = text.indexOf('-');
  const mark = colon === -1 ? dash : colon;
  if (mark === -1 && given === null) {
    throw new NixError('value', `the hash ${quote(text)} does not say its algorithm`);
  }
  const algorithm = mark === -1 ? given : algorithmOf(text.slice(0, mark));
  if (algorithm === null || (given !== null && given !== algorithm)) {
    throw new NixError('value', `the hash ${quote(text)} is not of ${given}`);
  }
  const digits = text.slice(mark + 1);
  const bytes = parseDigits(digits, sizes[algorithm], mark !== -1 && mark !== colon);
  if (bytes !== null) return { algorithm, bytes };
  throw new NixError('value', `${quote(text)} is no ${algorithm} hash`);
}

/** @throws NixError if there is no such format */
export function printHash({ algorithm, bytes }: Hash, format: string): string {
  switch (format) {
    case 'base16':
      return bytes.toString('hex');
    case 'nix32':
    case 'base32':
      return nix32(bytes);
    case 'base64':
      return bytes.toString('base64');
    case 'sri':
      return `${algorithm}-${bytes.toString('base64')}`;
    default:
      throw new NixError('value', `${quote(format)} is no hash format`);
  }
}

const alphabet = '0123456789abcdfghijklmnpqrsvwxyz';

/** Nix's base 32: five bits a digit, the last bits first. */
export function nix32(bytes: Buffer): string {
  const digits = Math.ceil((bytes.length * 8) / 5);
  const number = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  let text = '';
  for (let digit = digits - 1; digit >= 0; digit--) {
    text += alphabet.charAt(Number((number >> BigInt(digit * 5)) & 31n));
  }
  return text;
}

function parseDigits(digits: string, size: number, isSri: boolean): Buffer | null {
  if (!isSri && digits.length === size * 2) {
    return /^[0-9a-fA-F]*$/.test(digits) ? Buffer.from(digits, 'hex') : null;
  }
  if (!isSri && digits.length === Math.ceil((size * 8) / 5)) return parseNix32(digits, size);
  if (isSri || digits.length === Math.ceil(size / 3) * 4) {
    const bytes = Buffer.from(digits, 'base64');
    return /^[A-Za-z0-9+/]*=*$/.test(digits) && bytes.length === size ? bytes : null;
  }
  return null;
}

function parseNix32(digits: string, size: number): Buffer | null {
  let number = 0n;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value === -1) return null;
    number = number * 32n + BigInt(value);
  }
  if (number >= 1n << BigInt(size * 8)) return null;
  return Buffer.from(number.toString(16).padStart(size * 2, '0'), 'hex').reverse();
}
