const largest = 2n ** 63n - 1n;

/** The value of an integer literal, or null where it is beyond 64 bits, which Nix's lexer rejects. */
export function integerValue(digits: string): number | bigint | null {
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return value;
  const exact = BigInt(digits);
  return exact > largest ? null : exact;
}

const smallestNormal = 2.2250738585072014e-308;

/**
 * The value of a float literal, or null where C's `strtod` reports a range error, which Nix's lexer rejects: it is
 * infinite, or not zero and too small for a normal number.
 */
export function floatValue(literal: string): number | null {
  const value = Number(literal);
  if (value >= smallestNormal) return Number.isFinite(value) ? value : null;
  const isZero = !/[1-9]/.test(literal.replace(/[eE].*/, ''));
  return isZero ? 0 : null;
}
