import { error, unsure } from '../evaluation.js';
import { NUMBER, STRING } from '../types.js';
import { integerValue, string } from '../value.js';
import { type FunctionRow, neverKnown, row, textArgument } from './row.js';

/** A moment, and the offset from UTC in which it is written. */
interface Timestamp {
  /** Unit: nanoseconds since 1970. */
  readonly nanoseconds: bigint;
  /** Unit: minutes. */
  readonly offset: number;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Source: https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
function parseTimestamp(given: string): Timestamp {
  const match = RFC3339.exec(given);
  if (match === null)
    return /^\d{4}-\d\d-\d\dT\d?\d:\d\d:\d\d,\d/.test(given)
      ? unsure('a time with a comma')
      : error('this is no RFC 3339 timestamp');
  const [
    ,
    year = '',
    month = '',
    day = '',
    hour = '',
    minute = '',
    second = '',
    fraction = '',
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) error('there is no such time');
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) error('there is no such offset from UTC');
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  const seconds =
    BigInt(date.getTime() / 1000) + BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset * 60);
  return { nanoseconds: seconds * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0')), offset };
}

const SECOND = 1_000_000_000n;

/** The date and time of day as they are written in the timestamp's offset. */
function localDate({ nanoseconds, offset }: Timestamp): Date {
  const seconds = nanoseconds / SECOND - (nanoseconds % SECOND < 0n ? 1n : 0n);
  const date = new Date(Number(seconds) * 1000 + offset * 60_000);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 0 || year > 9999 ? unsure('a time beyond the year 9999') : date;
}

function formatOffset(offset: number, colon: string): string {
  const magnitude = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(magnitude / 60))}${colon}${two(magnitude % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function formatTimestamp(timestamp: Timestamp): string {
  const written = localDate(timestamp).toISOString().slice(0, 19);
  return written + (timestamp.offset === 0 ? 'Z' : formatOffset(timestamp.offset, ':'));
}

/** Unit: nanoseconds. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};

/** Source: https://pkg.go.dev/time#ParseDuration. Unit of the result: nanoseconds. */
function parseDuration(given: string): bigint {
  const unsigned = given.replace(/^[+-]/, '');
  if (unsigned === '0') return 0n;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(unsigned)) error('this is no duration');
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of unsigned.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const scale = UNITS[unit] ?? 0n;
    total += BigInt(whole || '0') * scale + (BigInt(fraction || '0') * scale) / 10n ** BigInt(fraction.length);
  }
  if (total > 0x7fff_ffff_ffff_ffffn) error('the duration is too long');
  return given.startsWith('-') ? -total : total;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The sequences of one letter, and what each writes. Source: https://developer.hashicorp.com/terraform/language/functions/formatdate */
const FIELDS: Readonly<Record<string, (date: Date, offset: number) => string>> = {
  YY: (date) => two(date.getUTCFullYear() % 100),
  YYYY: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  M: (date) => String(date.getUTCMonth() + 1),
  MM: (date) => two(date.getUTCMonth() + 1),
  MMM: (date) => (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3),
  MMMM: (date) => MONTHS[date.getUTCMonth()] ?? '',
  D: (date) => String(date.getUTCDate()),
  DD: (date) => two(date.getUTCDate()),
  EEE: (date) => (DAYS[date.getUTCDay()] ?? '').slice(0, 3),
  EEEE: (date) => DAYS[date.getUTCDay()] ?? '',
  h: (date) => String(date.getUTCHours()),
  hh: (date) => two(date.getUTCHours()),
  H: (date) => String(date.getUTCHours() % 12 || 12),
  HH: (date) => two(date.getUTCHours() % 12 || 12),
  AA: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  aa: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  m: (date) => String(date.getUTCMinutes()),
  mm: (date) => two(date.getUTCMinutes()),
  s: (date) => String(date.getUTCSeconds()),
  ss: (date) => two(date.getUTCSeconds()),
  Z: (_, offset) => (offset === 0 ? 'Z' : formatOffset(offset, ':')),
  ZZZ: (_, offset) => (offset === 0 ? 'UTC' : formatOffset(offset, '')),
  ZZZZ: (_, offset) => formatOffset(offset, ''),
  ZZZZZ: (_, offset) => formatOffset(offset, ':'),
};

function formatDate(format: string, timestamp: Timestamp): string {
  const date = localDate(timestamp);
  return format.replace(/'((?:[^']|'')*)'|'|([a-zA-Z])\2*/g, (token, literal?: string) => {
    if (literal !== undefined) return literal === '' ? "'" : literal.replaceAll("''", "'");
    if (token === "'") return error('a quoted text has no end');
    const field = Object.hasOwn(FIELDS, token) ? FIELDS[token] : undefined;
    return (field ?? error('a part of the format is no part of a date'))(date, timestamp.offset);
  });
}

/** Functions over times. */
export const DATE_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  formatdate: row([STRING, STRING], STRING, ([format, time]) =>
    string(formatDate(textArgument(format), parseTimestamp(textArgument(time)))),
  ),
  plantimestamp: neverKnown(STRING, 'plantimestamp() is the time of the plan'),
  timeadd: row([STRING, STRING], STRING, ([time, duration]) => {
    const { nanoseconds, offset } = parseTimestamp(textArgument(time));
    return string(formatTimestamp({ nanoseconds: nanoseconds + parseDuration(textArgument(duration)), offset }));
  }),
  timecmp: row([STRING, STRING], NUMBER, ([a, b]) => {
    const difference = parseTimestamp(textArgument(a)).nanoseconds - parseTimestamp(textArgument(b)).nanoseconds;
    return integerValue(difference < 0n ? -1 : difference > 0n ? 1 : 0);
  }),
  timestamp: neverKnown(STRING, 'timestamp() is the time of the apply'),
};
