import {
  type BigFloat,
  exactDecimal,
  exponentText,
  fixedText,
  generalText,
  roundDecimal,
  toInteger,
} from '../big-float.js';
import { convert } from '../convert.js';
import { type Budget, chargeText, error, unsure } from '../evaluation.js';
import { graphemes } from '../graphemes.js';
import { joinTexts } from '../join-texts.js';
import { jsonText } from '../json-text.js';
import { ANY, BOOL, listOf, NUMBER, STRING } from '../types.js';
import { isWhollyKnown, list, reasonOf, string, type TerraformValue, textOf, unknownValue } from '../value.js';
import { type FunctionRow, type Param, row, textArgument } from './row.js';

/** One `%` of a format. */
interface Verb {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

const VERB = /%(%|([0#+ -]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([a-zA-Z]))|%/g;

/**
 * A format with its verbs filled in.
 * Source: https://developer.hashicorp.com/terraform/language/functions/format
 */
function formatText(format: string, args: readonly TerraformValue[], budget: Budget): string {
  let next = 1;
  let highest = 0;
  const filled = format.replace(VERB, (...match: (string | undefined)[]) => {
    const [raw, all, flags = '', width, precision, index, letter] = match;
    if (all === undefined) return error('a "%" needs a verb after it');
    if (raw === '%%') return '%';
    const at = index === undefined ? next : Number(index);
    next = at + 1;
    highest = Math.max(highest, at);
    const argument = args[at - 1] ?? error(`there is no argument ${at}`);
    const verb: Verb = {
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      letter: letter ?? '',
    };
    chargeText(budget, (verb.width ?? 0) + (verb.precision ?? 0));
    const text = formatOne(verb, argument, budget);
    chargeText(budget, text.length);
    return text;
  });
  if (highest < args.length) error('there are more arguments than the format uses');
  return filled;
}

function formatOne(verb: Verb, value: TerraformValue, budget: Budget): string {
  if (value.kind === 'null' && verb.letter !== 'v') error('null cannot be formatted');
  switch (verb.letter) {
    case 'v':
      return padded(verb, formatAny(verb, value), budget);
    case 't':
      return textOf(convert(value, BOOL)) ?? '';
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
      return formatInteger(verb, toInteger(numeric(value)) ?? error('a whole number is required'));
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return formatFloat(verb, numeric(value));
    case 's':
    case 'q': {
      const full = textOf(convert(value, STRING)) ?? '';
      const shown = (verb.precision ?? 0) > 0 ? graphemes(full, budget).slice(0, verb.precision).join('') : full;
      return padded(verb, verb.letter === 's' ? shown : jsonText(string(shown)), budget);
    }
    default:
      return error('there is no such verb');
  }
}

function formatAny({ flags }: Verb, value: TerraformValue): string {
  if (!flags.includes('#')) {
    if (value.kind === 'string') return value.value;
    if (value.kind === 'number') return generalText(value.value);
  }
  return jsonText(value);
}

function numeric(value: TerraformValue): BigFloat {
  const converted = convert(value, NUMBER);
  return converted.kind === 'number' ? converted.value : error('a number is required');
}

function padded({ width, flags }: Verb, text: string, budget: Budget): string {
  const missing = (width ?? 0) - (width === undefined ? 0 : graphemes(text, budget).length);
  if (missing <= 0) return text;
  const pad = (flags.includes('0') ? '0' : ' ').repeat(missing);
  return flags.includes('-') ? text + pad : pad + text;
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const PREFIXES: Readonly<Record<string, string>> = { o: '0', x: '0x', X: '0X', b: '0b' };

/** Source: https://github.com/golang/go/blob/master/src/math/big/intconv.go (Format) */
function formatInteger({ flags, width, precision, letter }: Verb, value: bigint): string {
  const magnitude = (value < 0n ? -value : value).toString(RADIX[letter] ?? 10);
  const cased = letter === 'X' ? magnitude.toUpperCase() : magnitude;
  const digits =
    precision === undefined ? cased : value === 0n && precision === 0 ? '' : cased.padStart(precision, '0');
  if (digits === '' && precision === 0) return '';
  const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const prefix = sign + (flags.includes('#') ? (PREFIXES[letter] ?? '') : '');
  return filled(flags, width, prefix, digits, precision === undefined);
}

/** Source: https://github.com/golang/go/blob/master/src/math/big/ftoa.go (Format) */
function formatFloat({ flags, width, precision, letter }: Verb, value: BigFloat): string {
  if (flags.includes('#')) return unsure('"#" with a fraction is not formatted');
  const magnitude = { ...value, negative: false };
  const sign = value.negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const digits = floatDigits(magnitude, letter.toLowerCase(), precision);
  return filled(flags, width, sign, letter === letter.toUpperCase() ? digits.toUpperCase() : digits, true);
}

function floatDigits(value: BigFloat, letter: string, precision: number | undefined): string {
  if (letter === 'g') return generalText(value, precision);
  const places = precision ?? 6;
  const decimal = exactDecimal(value);
  if (letter === 'f') return fixedText(roundDecimal(decimal, decimal.point + places), places);
  return exponentText(roundDecimal(decimal, places + 1), places);
}

/** Sign and digits in their width, zeros between the two. */
function filled(flags: string, width: number | undefined, prefix: string, digits: string, zeros: boolean): string {
  const missing = Math.max(0, (width ?? 0) - prefix.length - digits.length);
  if (flags.includes('-')) return prefix + digits + ' '.repeat(missing);
  if (flags.includes('0') && zeros) return prefix + '0'.repeat(missing) + digits;
  return ' '.repeat(missing) + prefix + digits;
}

/** A null without a type as an argument makes the result one that is never known, which is a fault of Terraform's. */
function typed(args: readonly TerraformValue[]): readonly TerraformValue[] {
  const bare = args.some((value) => value.kind === 'null' && value.type.kind === 'any');
  return bare ? unsure('the format of a null is not known') : args;
}

/** One text for each element of the lists among the arguments. */
function formatList([format, ...given]: readonly TerraformValue[], budget: Budget): TerraformValue {
  const args = typed(given);
  const lengths = args.flatMap((value) => ('items' in value ? [value.items.length] : []));
  const open = args.find(
    (value) => value.kind === 'unknown' && ['any', 'list', 'set', 'tuple'].includes(value.type.kind),
  );
  if (open !== undefined) return unknownValue(reasonOf(open) ?? '', listOf(STRING), { notNull: true });
  const [length = 1] = lengths;
  if (lengths.some((other) => other !== length)) error('the lists must be of one length');
  const texts = Array.from({ length }, (_, index) => {
    const chosen = args.map((value) => ('items' in value ? (value.items[index] ?? value) : value));
    return formatValue(textArgument(format), chosen, budget);
  });
  return list(STRING, texts);
}

/** The formatted text; where an argument is not known, what comes before the first verb. */
function formatValue(format: string, args: readonly TerraformValue[], budget: Budget): TerraformValue {
  const open = args.find((value) => !isWhollyKnown(value));
  if (open === undefined) return string(formatText(format, args, budget));
  const literals = format.split('%s');
  if (literals.length === args.length + 1 && !literals.some((literal) => literal.includes('%')) && args.every(isText)) {
    return joinTexts(
      literals.flatMap((literal, at) => [string(literal), ...args.slice(at, at + 1)]).filter(isNotEmpty),
      budget,
    );
  }
  const prefix = /^[ -$&-;?@_[\]/{}|~]*(?=%)/.exec(format)?.[0] ?? '';
  const safe = prefix.replace(/\p{L}+$/u, '');
  return unknownValue(reasonOf(open) ?? '', STRING, safe === '' ? { notNull: true } : { notNull: true, prefix: safe });
}

function isText(value: TerraformValue): boolean {
  return (
    value.kind === 'string' ||
    (value.kind === 'unknown' && (value.type.kind === 'string' || value.prefix !== undefined))
  );
}

function isNotEmpty(value: TerraformValue): boolean {
  return value.kind !== 'string' || value.value !== '';
}

const ARGUMENT: Param = { type: ANY, null: true, unknown: true };

/** Functions that fill in a format. */
export const FORMAT_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  format: row(
    [STRING],
    STRING,
    ([format, ...args], { budget }) => formatValue(textArgument(format), typed(args), budget),
    {
      rest: ARGUMENT,
      partial: true,
    },
  ),
  formatlist: row([STRING], listOf(STRING), (args, { budget }) => formatList(args, budget), {
    rest: ARGUMENT,
    partial: true,
  }),
};
