import { decompose, shortestDigits } from './shortest-digits.ts';

/**
 * A float as C's `%f` prints it, which is Nix's `toString`: six digits behind the point, of the exact value, a tie
 * to the even digit.
 */
export function fixedText(value: number): string {
  if (!Number.isFinite(value)) return infiniteText(value);
  const sign = isNegative(value) ? '-' : '';
  const digits = millionths(Math.abs(value)).toString().padStart(7, '0');
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** A float as C's `%g` prints it, which is how Nix shows values: six significant digits at most. */
export function generalText(value: number): string {
  if (!Number.isFinite(value)) return infiniteText(value);
  if (value === 0) return isNegative(value) ? '-0' : '0';
  const [mantissa = '', exponent = ''] = value.toExponential(5).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return stripZeros(value.toFixed(5 - power));
  return `${stripZeros(mantissa)}e${power < 0 ? '-' : '+'}${padPower(power)}`;
}

/** A finite float as JSON, in the form that Nix gives it. */
export function jsonNumberText(value: number): string {
  const sign = isNegative(value) ? '-' : '';
  if (value === 0) return `${sign}0.0`;
  const { digits, power } = shortestDigits(Math.abs(value));
  return sign + placePoint(digits, digits.length + power);
}

/** `digits` are behind a decimal point that is then moved to the right by `point`. */
function placePoint(digits: string, point: number): string {
  if (digits.length <= point && point <= 15) return `${digits.padEnd(point, '0')}.0`;
  if (point > 0 && point <= 15) return `${digits.slice(0, point)}.${digits.slice(point)}`;
  if (point > -4 && point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  const power = point - 1;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits.charAt(0)}${fraction}e${power < 0 ? '-' : '+'}${padPower(power)}`;
}

function padPower(power: number): string {
  return String(Math.abs(power)).padStart(2, '0');
}

function stripZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function infiniteText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return value < 0 ? '-inf' : 'inf';
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** A finite number times a million, rounded half to even. */
function millionths(value: number): bigint {
  const { f, e } = decompose(value);
  const scaled = f * 1_000_000n;
  if (e >= 0) return scaled << BigInt(e);
  const shift = BigInt(-e);
  const whole = scaled >> shift;
  const twiceRest = (scaled - (whole << shift)) << 1n;
  const unit = 1n << shift;
  const up = twiceRest > unit || (twiceRest === unit && (whole & 1n) === 1n);
  return up ? whole + 1n : whole;
}
