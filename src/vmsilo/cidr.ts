/**
 * IPv4 addresses are integers from 0 to 2^32 - 1. They are added and divided, never shifted: JavaScript's bit
 * operators give signed 32-bit results.
 */
export type Address = number;

/** An address and the length of its network prefix in bits, 0 to 32. Bits after the prefix may be set. */
export interface Cidr {
  readonly address: Address;
  readonly prefix: number;
}

/**
 * Parses `10.200.0.0/16`: four decimal octets and a prefix length, without spaces, signs or leading zeros (which
 * some readers take for octal).
 */
export function parseCidr(text: string): Cidr | null {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text)?.slice(1);
  if (parts === undefined || parts.some((part) => /^0./.test(part))) return null;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = parts.map(Number);
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return null;
  return { address: addressOf(a, b, c, d), prefix };
}

export function addressOf(a: number, b: number, c: number, d: number): Address {
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

/** In dotted decimal. */
export function printAddress(address: Address): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join('.');
}

export function printCidr(cidr: Cidr): string {
  return `${printAddress(cidr.address)}/${cidr.prefix}`;
}

/** The block that an address is in: the bits after the prefix cleared. */
export function networkOf({ address, prefix }: Cidr): Cidr {
  return { address: address - (address % blockSize(prefix)), prefix };
}

/** How many addresses have the same first bits. */
export function blockSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** Whether every address of `inner`'s block is in `outer`'s. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix <= inner.prefix && meets(outer, inner);
}

/** Whether two blocks have an address in common; then one contains the other. */
export function meets(a: Cidr, b: Cidr): boolean {
  const prefix = Math.min(a.prefix, b.prefix);
  const shared = (cidr: Cidr) => networkOf({ address: cidr.address, prefix }).address;
  return shared(a) === shared(b);
}
