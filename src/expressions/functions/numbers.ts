import {
  add,
  type BigFloat,
  compare,
  fromDouble,
  fromInteger,
  isReasonable,
  signOf,
  toDouble,
  toInteger,
  truncate,
} from '../big-float.js';
import { convert } from '../convert.js';
import { charge, type EvaluationState, error, unsure } from '../evaluation.js';
import { ANY, listOf, NUMBER } from '../types.js';
import { integerValue, list, number, type TerraformValue } from '../value.js';
import { collectionItems, count, type FunctionRow, row, textArgument, whole } from './row.js';

function numeric(value: TerraformValue | undefined): BigFloat {
  return value?.kind === 'number' ? value.value : error('a number is required');
}

/** A whole number in the precision of the number that it was made from, and in as much more as it needs. */
function wholeOf(value: bigint, { precision }: BigFloat): TerraformValue {
  return number({ ...fromInteger(value, precision), precision });
}

function floor(value: BigFloat): bigint {
  const towardsZero = truncate(value);
  return value.negative && toInteger(value) === undefined ? towardsZero - 1n : towardsZero;
}

function ceil(value: BigFloat): bigint {
  const towardsZero = truncate(value);
  return !value.negative && toInteger(value) === undefined ? towardsZero + 1n : towardsZero;
}

/** The extreme of all arguments: the first of those that are equal. */
function extreme(isBetter: (order: number) => boolean): FunctionRow['run'] {
  return (args) => {
    const [first, ...rest] = args.map(numeric);
    if (first === undefined) return error('at least one number is required');
    return number(rest.reduce((best, candidate) => (isBetter(compare(candidate, best)) ? candidate : best), first));
  };
}

/** A result of double precision. Terraform has infinities, which are not computed with here. */
function double(value: number): TerraformValue {
  if (Number.isNaN(value)) error('the result is not a number');
  const float = fromDouble(value);
  return float === undefined ? unsure('an infinite number is not computed') : number(float);
}

/**
 * Go's `math.Pow` for whole powers, which V8's differs from in the last bit.
 * Source: https://github.com/golang/go/blob/master/src/math/pow.go
 */
function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (base === 0) return base ** exponent;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  if (!Number.isInteger(exponent)) return base < 0 ? Number.NaN : unsure('a root is not computed');
  if (Math.abs(exponent) >= 2 ** 63) return unsure('a power of that size is not computed');
  let result = 1;
  let resultExponent = 0;
  let [fraction, fractionExponent] = splitDouble(base);
  for (let left = BigInt(Math.abs(exponent)); left !== 0n; left >>= 1n) {
    if (fractionExponent < -4096 || fractionExponent > 4096) {
      resultExponent += fractionExponent;
      break;
    }
    if ((left & 1n) === 1n) {
      result *= fraction;
      resultExponent += fractionExponent;
    }
    fraction *= fraction;
    fractionExponent *= 2;
    if (Math.abs(fraction) < 0.5) {
      fraction += fraction;
      fractionExponent -= 1;
    }
  }
  if (exponent < 0) {
    result = 1 / result;
    resultExponent = -resultExponent;
  }
  return scaled(result, resultExponent);
}

/** Go's `Frexp`: a fraction from 0.5 up to 1, and the power of two to multiply it by. */
function splitDouble(value: number): readonly [number, number] {
  let exponent = 0;
  let fraction = value;
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent += 1;
  }
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent -= 1;
  }
  return [fraction, exponent];
}

/** Go's `Ldexp`; a result so small that it is rounded twice is not computed. */
function scaled(fraction: number, exponent: number): number {
  if (exponent < -1000) return unsure('a number of that size is not computed');
  if (exponent > 1100) return fraction < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const half = Math.trunc(exponent / 2);
  return fraction * 2 ** half * 2 ** (exponent - half);
}

/**
 * Go's `math.Log`. Source: https://github.com/golang/go/blob/master/src/math/log.go, after FreeBSD's e_log.c
 */
function naturalLog(value: number): number {
  if (value < 0) return Number.NaN;
  if (value === 0) return Number.NEGATIVE_INFINITY;
  let [fraction, exponent] = splitDouble(value);
  if (fraction < Math.SQRT1_2) {
    fraction *= 2;
    exponent -= 1;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const even =
    s2 * (6.666666666666735e-1 + s4 * (2.857142874366239e-1 + s4 * (1.818357216161805e-1 + s4 * 0.14798198605116586)));
  const odd = s4 * (3.999999999940942e-1 + s4 * (2.222219843214978e-1 + s4 * 1.531383769920937e-1));
  const rest = even + odd;
  const half = 0.5 * f * f;
  return exponent * 0.6931471803691238 - (half - (s * (half + rest) + exponent * 1.9082149292705877e-10) - f);
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Go's `big.Int.SetString`: up to base 36 letters are of either case. */
function parseInteger(given: string, base: number): TerraformValue {
  if (base < 2 || base > 62) error('the base must be from 2 to 62');
  const negative = given.startsWith('-');
  const digits = given.replace(/^[+-]/, '');
  if (digits === '') error('there are no digits');
  let value = 0n;
  for (const character of base <= 36 ? digits.toLowerCase() : digits) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0 || digit >= base) error('a character is no digit');
    value = value * BigInt(base) + BigInt(digit);
    if (value > 1n << 16384n) unsure('a number of that size is not computed');
  }
  return integerValue(negative ? -value : value);
}

const MAX_RANGE = 1024;

function range(args: readonly TerraformValue[], { budget }: EvaluationState): TerraformValue {
  const [first, second, third] = args.map(numeric);
  if (first === undefined || args.length > 3) return error('one to three arguments required');
  const start = second === undefined ? fromInteger(0) : first;
  const end = second ?? first;
  const step = third ?? fromInteger(compare(end, start) < 0 ? -1 : 1);
  const direction = signOf(step);
  if (direction === 0) error('the step must not be zero');
  if (compare(end, start) * direction < 0) error('the step leads away from the end');
  const items: TerraformValue[] = [];
  for (let at = start; compare(at, end) * direction < 0; at = add(at, step)) {
    if (items.length >= MAX_RANGE) error(`more than ${MAX_RANGE} values`);
    charge(budget, 2);
    items.push(number(at));
  }
  return list(NUMBER, items);
}

function sum(given: TerraformValue | undefined): TerraformValue {
  const [first, ...rest] = collectionItems(given).map((item) => {
    const converted = convert(item, NUMBER);
    return converted.kind === 'null' ? error('a number must not be null') : numeric(converted);
  });
  if (first === undefined) return error('there is nothing to add');
  const total = rest.reduce(add, first);
  return isReasonable(total) ? number(total) : unsure('a number of that size is not computed');
}

function small(value: TerraformValue | undefined): number {
  const found = whole(value);
  return found > 0x7fff_ffff_ffff_ffffn || found < -0x8000_0000_0000_0000n
    ? error('the number is too large')
    : Number(found);
}

/** Functions over numbers. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  abs: row([NUMBER], NUMBER, ([value]) => number({ ...numeric(value), negative: false })),
  ceil: row([NUMBER], NUMBER, ([value]) => wholeOf(ceil(numeric(value)), numeric(value))),
  floor: row([NUMBER], NUMBER, ([value]) => wholeOf(floor(numeric(value)), numeric(value))),
  log: row([NUMBER, NUMBER], NUMBER, ([value, base]) =>
    double(naturalLog(toDouble(numeric(value))) / naturalLog(toDouble(numeric(base)))),
  ),
  max: row(
    [],
    NUMBER,
    extreme((order) => order > 0),
    { rest: { type: NUMBER } },
  ),
  min: row(
    [],
    NUMBER,
    extreme((order) => order < 0),
    { rest: { type: NUMBER } },
  ),
  parseint: row([ANY, NUMBER], NUMBER, ([given, base]) =>
    given?.kind === 'string' ? parseInteger(textArgument(given), count(base)) : error('a text is required'),
  ),
  pow: row([NUMBER, NUMBER], NUMBER, ([base, exponent]) =>
    double(power(toDouble(numeric(base)), toDouble(numeric(exponent)))),
  ),
  range: row([], listOf(NUMBER), range, { rest: { type: NUMBER } }),
  signum: row([NUMBER], NUMBER, ([value]) => integerValue(Math.sign(small(value)))),
  sum: row([ANY], NUMBER, ([given]) => sum(given)),
};
