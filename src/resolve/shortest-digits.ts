/** A number `f * 2^e`. */
interface Scaled {
  readonly f: bigint;
  readonly e: number;
}

/** Digits, and the power of ten that the last one counts. */
export interface Digits {
  readonly digits: string;
  readonly power: number;
}

/**
 * The decimal digits that Nix's JSON library (nlohmann) prints a float with, by Grisu2 (F. Loitsch, "Printing
 * floating-point numbers quickly and accurately with integers", 2010). They read back as the same float; mostly
 * they are the fewest that do, but not always, and so JavaScript's own may be others.
 *
 * @param value finite, positive
 */
export function shortestDigits(value: number): Digits {
  const exact = decompose(value);
  const upper = normalize({ f: 2n * exact.f + 1n, e: exact.e - 1 });
  const lower = scaleTo(lowerBoundary(exact), upper.e);
  const { power, factor } = cachedPower(upper.e);
  const high = multiply(upper, factor);
  const low = multiply(lower, factor);
  const middle = multiply(normalize(exact), factor);
  return generate({ low: low.f + 1n, middle: middle.f, high: high.f - 1n, e: high.e }, -power);
}

/** The integer and the power of two that a positive float is made of. */
export function decompose(value: number): Scaled {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const fraction = word & (hiddenBit - 1n);
  return exponent === 0
    ? { f: fraction, e: -1074 }
    : { f: fraction | hiddenBit, e: exponent - 1075 };
}

const hiddenBit = 1n << 52n;

/** Halfway to the float below, which is nearer below a power of two. */
function lowerBoundary({ f, e }: Scaled): Scaled {
  const isCloser = f === hiddenBit && e > -1074;
  return isCloser ? { f: 4n * f - 1n, e: e - 2 } : { f: 2n * f - 1n, e: e - 1 };
}

function normalize({ f, e }: Scaled): Scaled {
  const shift = 64 - f.toString(2).length;
  return { f: f << BigInt(shift), e: e - shift };
}

function scaleTo({ f, e }: Scaled, exponent: number): Scaled {
  return { f: f << BigInt(e - exponent), e: exponent };
}

/** The upper 64 bits of the product, rounded. */
function multiply(left: Scaled, right: Scaled): Scaled {
  return { f: (left.f * right.f + (1n << 63n)) >> 64n, e: left.e + right.e + 64 };
}

/** Of every eighth power of ten, the one that brings a number with this exponent into 2^-60 to 2^-32. */
function cachedPower(exponent: number): { readonly power: number; readonly factor: Scaled } {
  const bits = -61 - exponent;
  const least = Math.trunc((bits * 78_913) / 2 ** 18) + (bits > 0 ? 1 : 0);
  const power = Math.trunc((least + 307) / 8) * 8 - 300;
  return { power, factor: powerOfTen(power) };
}

/** With 64 bits, rounded to the nearest. */
function powerOfTen(power: number): Scaled {
  const extra = 1100;
  const exact =
    power < 0
      ? (1n << BigInt(extra)) / 10n ** BigInt(-power)
      : (10n ** BigInt(power)) << BigInt(extra);
  const shift = exact.toString(2).length - 64;
  const half = 1n << BigInt(shift - 1);
  return { f: (exact + half) >> BigInt(shift), e: shift - extra };
}

/** The scaled float between its boundaries; all have the exponent `e`. */
interface Interval {
  readonly low: bigint;
  readonly middle: bigint;
  readonly high: bigint;
  readonly e: number;
}

/** Digits of the upper boundary, until what is left of it lies within the interval. */
function generate({ low, middle, high, e }: Interval, scale: number): Digits {
  const shift = BigInt(-e);
  const one = 1n << shift;
  let width = high - low;
  let distance = high - middle;
  let digits = '';
  const whole = (high >> shift).toString();
  let rest = high;
  for (let left = whole.length - 1; left >= 0; left--) {
    const unit = 10n ** BigInt(left) * one;
    digits += String(rest / unit);
    rest %= unit;
    if (rest <= width) {
      return { digits: roundLast(digits, distance, width, rest, unit), power: scale + left };
    }
  }
  for (let power = scale - 1; ; power--) {
    rest *= 10n;
    width *= 10n;
    distance *= 10n;
    digits += String(rest >> shift);
    rest &= one - 1n;
    if (rest <= width) return { digits: roundLast(digits, distance, width, rest, one), power };
  }
}

/** Takes the last digit down while that brings the number nearer to the float. */
function roundLast(
  digits: string,
  distance: bigint,
  width: bigint,
  rest: bigint,
  unit: bigint,
): string {
  let last = Number(digits.slice(-1));
  let gap = rest;
  while (
    gap < distance &&
    width - gap >= unit &&
    (gap + unit < distance || distance - gap > gap + unit - distance)
  ) {
    last -= 1;
    gap += unit;
  }
  return digits.slice(0, -1) + String(last);
}
