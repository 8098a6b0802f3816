/**
 * Binary floating-point numbers as Terraform computes with them: Go's `big.Float`, 512 bits for what is written
 * in a configuration and 64 or 53 bits for what some functions return.
 * Source: https://pkg.go.dev/math/big#Float
 */
export interface BigFloat {
  readonly negative: boolean;
  /** Odd, or zero: the value is `mantissa * 2 ** exponent`. */
  readonly mantissa: bigint;
  readonly exponent: number;
  /** Unit: bits. */
  readonly precision: number;
}

/** The precision of what a configuration writes. Unit: bits. */
const FULL_PRECISION = 512;

/** Beyond this the decimal text of a number is too long to be of use. Unit: bits. */
const MAX_EXPONENT = 20_000;

function bitLength(value: bigint): number {
  if (value < 0x1_0000_0000n) return 32 - Math.clz32(Number(value));
  const hex = value.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex.charAt(0), 16)) - 28);
}

function trailingZeros(value: bigint): number {
  let zeros = 0;
  let rest = value;
  while ((rest & 0xffff_ffffn) === 0n) {
    rest >>= 32n;
    zeros += 32;
  }
  const low = Number(rest & 0xffff_ffffn);
  return zeros + 31 - Math.clz32(low & -low);
}

/** The number nearest to `mantissa * 2 ** exponent`, ties to even; `inexact` says that a little more follows. */
function round(negative: boolean, mantissa: bigint, exponent: number, precision: number, inexact = false): BigFloat {
  if (mantissa === 0n) return { negative, mantissa, exponent: 0, precision };
  const excess = bitLength(mantissa) - precision;
  let kept = mantissa;
  let scale = exponent;
  if (excess > 0) {
    const shift = BigInt(excess);
    const half = 1n << (shift - 1n);
    const rest = mantissa & ((1n << shift) - 1n);
    kept = mantissa >> shift;
    scale += excess;
    if (rest > half || (rest === half && (inexact || (kept & 1n) === 1n))) kept += 1n;
  }
  const zeros = trailingZeros(kept);
  return { negative, mantissa: kept >> BigInt(zeros), exponent: scale + zeros, precision };
}

/** The number without a rounding: at most 64 bits of precision are kept beside its own. */
export function fromInteger(value: number | bigint, precision = 64): BigFloat {
  const integer = BigInt(value);
  const magnitude = integer < 0n ? -integer : integer;
  return round(integer < 0n, magnitude, 0, Math.max(precision, bitLength(magnitude)));
}

/** Go's `SetFloat64`: 53 bits. Undefined for what is not finite. */
export function fromDouble(value: number): BigFloat | undefined {
  if (!Number.isFinite(value)) return undefined;
  let scale = 0;
  let whole = Math.abs(value);
  while (!Number.isInteger(whole)) {
    whole *= 2;
    scale -= 1;
  }
  return round(value < 0 || Object.is(value, -0), BigInt(whole), scale, 53);
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The number that a decimal text means; undefined where it is none, or where it is beyond any use. */
export function parseDecimal(text: string): BigFloat | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const scale = Number(power) - fraction.length;
  const negative = sign === '-';
  if (Math.abs(scale) > MAX_EXPONENT / 4 || whole.length + fraction.length > MAX_EXPONENT / 4) return undefined;
  if (scale >= 0) return round(negative, digits * 10n ** BigInt(scale), 0, FULL_PRECISION);
  return quotient(negative, digits, 10n ** BigInt(-scale), 0, FULL_PRECISION);
}

/** True where a text is a decimal number, however large. */
export function isDecimal(text: string): boolean {
  const match = DECIMAL.exec(text);
  return match !== null && `${match[2] ?? ''}${match[3] ?? ''}` !== '';
}

function quotient(negative: boolean, a: bigint, b: bigint, exponent: number, precision: number): BigFloat {
  const shift = Math.max(0, precision + 2 + bitLength(b) - bitLength(a));
  const scaled = a << BigInt(shift);
  const whole = scaled / b;
  const inexact = whole * b !== scaled;
  // One more bit, set where a remainder is left, so that a tie is told from what is just above it.
  return round(negative, (whole << 1n) | (inexact ? 1n : 0n), exponent - shift - 1, precision);
}

/** The whole number that the value is; undefined where it has a fraction. */
export function toInteger(value: BigFloat): bigint | undefined {
  if (value.exponent < 0) return undefined;
  const magnitude = value.mantissa << BigInt(value.exponent);
  return value.negative ? -magnitude : magnitude;
}

/** The whole number towards zero. */
export function truncate(value: BigFloat): bigint {
  const shift = BigInt(Math.abs(value.exponent));
  const magnitude = value.exponent < 0 ? value.mantissa >> shift : value.mantissa << shift;
  return value.negative ? -magnitude : magnitude;
}

/** The nearest double: Go's `Float64`. */
export function toDouble(value: BigFloat): number {
  const rounded = round(value.negative, value.mantissa, value.exponent, 53);
  const magnitude = Number(rounded.mantissa) * 2 ** rounded.exponent;
  return rounded.negative ? -magnitude : magnitude;
}

export function negate(value: BigFloat): BigFloat {
  return { ...value, negative: !value.negative };
}

export function signOf(value: BigFloat): -1 | 0 | 1 {
  if (value.mantissa === 0n) return 0;
  return value.negative ? -1 : 1;
}

/** Both values as whole multiples of one power of two. */
function aligned(a: BigFloat, b: BigFloat): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = ({ negative, mantissa, exponent: own }: BigFloat): bigint =>
    (negative ? -mantissa : mantissa) << BigInt(own - exponent);
  return [scaled(a), scaled(b), exponent];
}

export function compare(a: BigFloat, b: BigFloat): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function add(a: BigFloat, b: BigFloat): BigFloat {
  const [left, right, exponent] = aligned(a, b);
  const sum = left + right;
  const bothNegative = a.negative && b.negative;
  const negative = sum === 0n ? bothNegative : sum < 0n;
  return round(negative, sum < 0n ? -sum : sum, exponent, Math.max(a.precision, b.precision));
}

/** The product, whose precision is at least what it needs. Source: https://github.com/zclconf/go-cty/blob/main/cty/value_ops.go */
export function multiply(a: BigFloat, b: BigFloat): BigFloat {
  const negative = a.negative !== b.negative;
  const product = round(negative, a.mantissa * b.mantissa, a.exponent + b.exponent, FULL_PRECISION);
  return { ...product, precision: Math.max(a.precision, b.precision, bitLength(product.mantissa)) };
}

/** The quotient; undefined for a division by zero. */
export function divide(a: BigFloat, b: BigFloat): BigFloat | undefined {
  if (b.mantissa === 0n) return undefined;
  const precision = Math.max(a.precision, b.precision);
  return quotient(a.negative !== b.negative, a.mantissa, b.mantissa, a.exponent - b.exponent, precision);
}

/** The remainder as go-cty takes it: through the rounded quotient. */
export function remainder(a: BigFloat, b: BigFloat): BigFloat {
  const whole = divide(a, b);
  if (whole === undefined) return a;
  const integer = truncate(whole);
  const magnitude = integer < 0n ? -integer : integer;
  const times = round(integer < 0n, magnitude, 0, a.precision);
  const product = round(
    b.negative !== times.negative,
    b.mantissa * times.mantissa,
    b.exponent + times.exponent,
    times.precision,
  );
  const difference = add(a, negate(product));
  return round(difference.negative, difference.mantissa, difference.exponent, times.precision);
}

/** True where the number and its decimal text are of a size that is sensible to compute with. */
export function isReasonable({ mantissa, exponent }: BigFloat): boolean {
  return Math.abs(exponent) + bitLength(mantissa) < MAX_EXPONENT;
}

/** The decimal digits and the place of the point: `0.d1d2d3… * 10 ** point`. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

function decimalOf(mantissa: bigint, exponent: number): Decimal {
  if (mantissa === 0n) return { digits: '', point: 0 };
  const text =
    exponent >= 0 ? (mantissa << BigInt(exponent)).toString() : (mantissa * 5n ** BigInt(-exponent)).toString();
  const point = exponent >= 0 ? text.length : text.length + exponent;
  return { digits: text.replace(/0+$/, ''), point };
}

/** The decimal rounded to so many digits, half to even. */
export function roundDecimal({ digits, point }: Decimal, count: number): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: '', point: 0 };
  const next = digits.charAt(count);
  const last = count > 0 ? Number(digits.charAt(count - 1)) : 0;
  const tie = next === '5' && count + 1 === digits.length;
  return next > '5' || (next === '5' && (!tie || last % 2 === 1))
    ? roundUp(digits, point, count)
    : trimmed(digits.slice(0, count), point);
}

function trimmed(digits: string, point: number): Decimal {
  const kept = digits.replace(/0+$/, '');
  return { digits: kept, point: kept === '' ? 0 : point };
}

function roundUp(digits: string, point: number, count: number): Decimal {
  const raised = (BigInt(`0${digits.slice(0, count)}`) + 1n).toString().padStart(count, '0');
  return raised.length > count ? trimmed(raised, point + 1) : trimmed(raised, point);
}

/**
 * The shortest decimal that reads back as this number in its precision.
 * Source: https://github.com/golang/go/blob/master/src/math/big/ftoa.go (roundShortest)
 */
export function shortest({ mantissa, exponent, precision }: BigFloat): Decimal {
  const exact = decimalOf(mantissa, exponent);
  // No other whole number is within half a unit of one whose last place is 1 or less.
  if (mantissa === 0n || (exponent >= 0 && bitLength(mantissa) + exponent <= precision)) return exact;
  // The last bit of the widened mantissa is half a unit in the last place.
  const widen = BigInt(precision + 1 - bitLength(mantissa));
  const wide = mantissa << widen;
  const scale = exponent - Number(widen);
  const inclusive = ((wide >> 1n) & 1n) === 0n;
  const lower = decimalOf(wide - 1n, scale);
  const upper = decimalOf(wide + 1n, scale);
  const digitAt = ({ digits }: Decimal, index: number): number => Number(digits.charAt(index) || '0');
  for (const index of exact.digits.split('').keys()) {
    const digit = digitAt(exact, index);
    const above = digitAt(upper, index);
    const downOk = digitAt(lower, index) !== digit || (inclusive && index + 1 === lower.digits.length);
    const upOk = digit !== above && (inclusive || digit + 1 < above || index + 1 < upper.digits.length);
    if (downOk && upOk) return roundDecimal(exact, index + 1);
    if (downOk) return trimmed(exact.digits.slice(0, index + 1), exact.point);
    if (upOk) return roundUp(exact.digits, exact.point, index + 1);
  }
  return exact;
}

/** Digits with a point and no exponent. */
export function fixedText({ digits, point }: Decimal, fractionDigits?: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = point > 0 ? digits.slice(point) : digits === '' ? '' : '0'.repeat(-point) + digits;
  const shown = fractionDigits === undefined ? fraction : fraction.padEnd(fractionDigits, '0');
  return shown === '' ? whole : `${whole}.${shown}`;
}

/** The exact decimal of the number. */
export function exactDecimal({ mantissa, exponent }: BigFloat): Decimal {
  return decimalOf(mantissa, exponent);
}

/** The text of the number as Terraform converts it to a string. */
export function formatNumber(value: BigFloat): string {
  return `${value.negative ? '-' : ''}${fixedText(shortest(value))}`;
}

/** Digits with an exponent: `1.5e+06`. */
export function exponentText({ digits, point }: Decimal, fractionDigits?: number): string {
  const first = digits.charAt(0) || '0';
  const fraction = fractionDigits === undefined ? digits.slice(1) : digits.slice(1).padEnd(fractionDigits, '0');
  const power = digits === '' ? 0 : point - 1;
  const shown = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return `${first}${fraction === '' ? '' : `.${fraction}`}e${shown}`;
}

/** Go's `%g`: an exponent where the number is very large or small; so many digits, or the shortest that suffice. */
export function generalText(value: BigFloat, precision?: number): string {
  const decimal = precision === undefined ? shortest(value) : roundDecimal(exactDecimal(value), Math.max(1, precision));
  const { digits, point } = decimal;
  let threshold = precision ?? 6;
  if (precision !== undefined && threshold > digits.length && digits.length >= point) threshold = digits.length;
  const power = point - 1;
  const text = digits !== '' && (power < -4 || power >= threshold) ? exponentText(decimal) : fixedText(decimal);
  return `${value.negative ? '-' : ''}${text}`;
}
