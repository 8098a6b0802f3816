import type { RE2JS } from 're2js';
import { re2 } from '../../packages.js';
import { type Budget, charge, chargeText, error } from '../evaluation.js';
import { prefixesOf } from '../pattern-prefixes.js';
import { mayOccurInOpenPart, partsOf, passParts, textOfParts } from '../text-parts.js';
import { ANY, listOf, objectTypeOf, STRING, type Type, tupleOf } from '../types.js';
import { list, nullOf, object, string, type TerraformValue, tuple, type UnknownValue, unknownValue } from '../value.js';
import { type FunctionRow, row, textArgument } from './row.js';

/** A compiled pattern. */
interface Pattern {
  readonly re: RE2JS;
  /** The name of each group, from the first; undefined where it has none. */
  readonly names: readonly (string | undefined)[];
}

const MAX_PATTERN = 4096;

/** Compiles a pattern in RE2's syntax. Source: https://github.com/google/re2/wiki/Syntax */
function compile(source: string, budget: Budget): Pattern {
  charge(budget, 50 + source.length * 4);
  if (source.length > MAX_PATTERN) charge(budget, Number.POSITIVE_INFINITY);
  try {
    const re = re2().RE2JS.compile(source);
    const byIndex = new Map(Object.entries(re.namedGroups()).map(([name, index]) => [index, name]));
    return { re, names: Array.from({ length: re.groupCount() }, (_, index) => byIndex.get(index + 1)) };
  } catch {
    return error('the pattern is not valid');
  }
}

/** One match: where each group stands, undefined where it did not take part. */
interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** The matches from the beginning on, at most `limit`. Each place of the text may cost a step for each sign of the pattern. */
function matches({ re }: Pattern, source: string, subject: string, budget: Budget, limit: number): readonly Match[] {
  charge(budget, (subject.length * Math.max(8, source.length)) / 8);
  const matcher = re.matcher(subject);
  const found: Match[] = [];
  while (found.length < limit && matcher.find()) {
    charge(budget, 2);
    // Go has no empty match right after another match.
    if (matcher.start() === matcher.end() && matcher.start() === found.at(-1)?.end) continue;
    const groups = Array.from({ length: re.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined);
    found.push({ start: matcher.start(), end: matcher.end(), groups });
  }
  return found;
}

function resultType({ names }: Pattern): Type {
  if (names.length === 0) return STRING;
  const named = names.flatMap((name) => (name === undefined ? [] : [name]));
  if (named.length === 0) return tupleOf(names.map(() => STRING));
  if (named.length < names.length) return error('named and unnamed groups cannot be mixed');
  return objectTypeOf(new Map(named.map((name) => [name, STRING])));
}

/** The whole match, or its groups. */
function resultOf({ names }: Pattern, subject: string, { start, end, groups }: Match): TerraformValue {
  const values = groups.map((group) => (group === undefined ? nullOf(STRING) : string(group)));
  if (names.length === 0) return string(subject.slice(start, end));
  if (names[0] === undefined) return tuple(values);
  return object(names.map((name, index) => [name ?? '', values[index] ?? nullOf(STRING)]));
}

/** The first match in the known beginning of a text, which nothing that follows can change. */
interface SureMatch {
  readonly beginning: string;
  /** Undefined where there surely is none. */
  readonly match: Match | undefined;
  /** True where there is no other match in the text. */
  readonly only: boolean;
}

/**
 * Undefined where it depends on what is not known: at the end of the known beginning a match goes on, or may start, that
 * comes before the first one.
 */
function sureMatch(pattern: Pattern, source: string, subject: UnknownValue, budget: Budget): SureMatch | undefined {
  const prefixes = prefixesOf(source);
  const [beginning] = partsOf(subject);
  if (prefixes === undefined || typeof beginning !== 'string') return undefined;
  const { anchored } = prefixes;
  const begun = `${anchored ? '^' : ''}${prefixes.source}$`;
  const [unfinished] = matches(compile(begun, budget), begun, beginning, budget, 1);
  const [match] = matches(pattern, source, beginning, budget, 1);
  if (match === undefined ? unfinished !== undefined : (unfinished?.start ?? Infinity) <= match.start) return undefined;
  return { beginning, match, only: anchored };
}

function regex([given, value]: readonly TerraformValue[], budget: Budget): TerraformValue {
  const source = textArgument(given);
  const pattern = compile(source, budget);
  const type = resultType(pattern);
  const sure = value?.kind === 'unknown' ? sureMatch(pattern, source, value, budget) : undefined;
  if (value?.kind === 'unknown' && sure === undefined) return unknownValue(value.reason, type, { notNull: true });
  const subject = sure?.beginning ?? textArgument(value);
  const [first] = sure === undefined ? matches(pattern, source, subject, budget, 1) : [sure.match];
  return first === undefined ? error('the pattern does not match') : resultOf(pattern, subject, first);
}

function regexAll([given, value]: readonly TerraformValue[], budget: Budget): TerraformValue {
  const [source, subject] = [textArgument(given), textArgument(value)];
  const pattern = compile(source, budget);
  const element = resultType(pattern);
  const found = matches(pattern, source, subject, budget, Number.POSITIVE_INFINITY);
  return list(
    element,
    found.map((match) => resultOf(pattern, subject, match)),
  );
}

/** Replaces a text, or between slashes a pattern. */
function replace([subject, given, replacement]: readonly TerraformValue[], budget: Budget): TerraformValue {
  const [search, by] = [textArgument(given), textArgument(replacement)];
  if (subject?.kind === 'unknown') return replaceInOpen(subject, search, by, budget);
  return replaceIn(textArgument(subject), search, by, budget);
}

/** The pattern between slashes; undefined for a text. */
function patternIn(search: string): string | undefined {
  return search.length > 1 && search.startsWith('/') && search.endsWith('/') ? search.slice(1, -1) : undefined;
}

function replaceIn(whole: string, search: string, by: string, budget: Budget): TerraformValue {
  const source = patternIn(search);
  if (source !== undefined) return string(replacePattern(whole, source, by, budget));
  const places = search === '' ? [...whole].length + 1 : whole.split(search).length - 1;
  chargeText(budget, whole.length + places * by.length);
  if (search === '') return string([...whole].reduce((joined, character) => joined + character + by, by));
  return string(whole.split(search).join(by));
}

/** What is replaced in a text of which parts are not known; where that may be in them, what surely comes before. */
function replaceInOpen(subject: UnknownValue, search: string, by: string, budget: Budget): TerraformValue {
  const { prefix = '', reason } = subject;
  const source = patternIn(search);
  if (source !== undefined) return replaceOnce(subject, source, by, budget);
  if (search === '') return unknownValue(reason, STRING, { notNull: true });
  const made = mayOccurInOpenPart(subject, search)
    ? undefined
    : passParts(
        subject,
        () => true,
        (text) => replaceIn(text, search, by, budget),
      );
  if (made !== undefined) return made;
  const overlap = Array.from({ length: search.length - 1 }, (_, at) => search.length - 1 - at);
  const cut = overlap.find((length) => prefix.endsWith(search.slice(0, length))) ?? 0;
  const replaced = prefix
    .slice(0, prefix.length - cut)
    .split(search)
    .join(by);
  return unknownValue(reason, STRING, { notNull: true, ...(replaced === '' ? {} : { prefix: replaced }) });
}

/** A pattern that matches no more than once, and surely, is replaced in a text of which parts are not known. */
function replaceOnce(subject: UnknownValue, source: string, by: string, budget: Budget): TerraformValue {
  const pattern = compile(source, budget);
  const sure = sureMatch(pattern, source, subject, budget);
  if (sure?.only !== true) return unknownValue(subject.reason, STRING, { notNull: true });
  const { beginning, match } = sure;
  if (match === undefined) return { ...subject, notNull: true };
  const replaced = expand(by, pattern, beginning, match);
  const kept = beginning.slice(match.end);
  return textOfParts([beginning.slice(0, match.start) + replaced + kept, ...partsOf(subject).slice(1)], subject.reason);
}

function replacePattern(whole: string, source: string, by: string, budget: Budget): string {
  const pattern = compile(source, budget);
  let replaced = '';
  let from = 0;
  for (const match of matches(pattern, source, whole, budget, Number.POSITIVE_INFINITY)) {
    const text = expand(by, pattern, whole, match);
    chargeText(budget, text.length + (match.start - from));
    replaced += whole.slice(from, match.start) + text;
    from = match.end;
  }
  return replaced + whole.slice(from);
}

/** Go's `Expand`: `$name` takes as many letters, digits and underscores as there are. Source: https://pkg.go.dev/regexp#Regexp.Expand */
function expand(template: string, { names }: Pattern, subject: string, match: Match): string {
  return template.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_, dollar?: string, braced?: string, bare?: string) => {
    if (dollar !== undefined) return '$';
    const name = braced ?? bare ?? '';
    if (name === '0') return subject.slice(match.start, match.end);
    const index = /^\d+$/.test(name) ? Number(name) - 1 : names.indexOf(name);
    return match.groups[index] ?? '';
  });
}

/** Functions over regular expressions. */
export const REGEX_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  regex: row([STRING, { type: STRING, unknown: true }], ANY, (args, { budget }) => regex(args, budget)),
  regexall: row([STRING, STRING], listOf(ANY), (args, { budget }) => regexAll(args, budget)),
  replace: row([{ type: STRING, unknown: true }, STRING, STRING], STRING, (args, { budget }) => replace(args, budget)),
};
