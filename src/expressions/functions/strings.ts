import { inAnyOrder } from '../candidates.js';
import { type Budget, chargeText, type EvaluationState, error, unsure } from '../evaluation.js';
import { graphemes } from '../graphemes.js';
import { joinTexts } from '../join-texts.js';
import { compareText } from '../text-order.js';
import { beginsWith, finishesWith, mayOccurInOpenPart, partsOf, passParts } from '../text-parts.js';
import { BOOL, listOf, NUMBER, STRING, type Type } from '../types.js';
import { bool, list, string, type TerraformValue, type UnknownValue, unknownValue } from '../value.js';
import { collectionItems, count, type FunctionRow, type Param, row, textArgument } from './row.js';

const STRINGS: Type = listOf(STRING);
const OPEN: Param = { type: STRING, unknown: true };

/** A function of one text, and perhaps of others that say what is changed in it. Characters that are `inert` it never changes. */
function onText(
  change: (value: string, by: string) => string,
  inert: (character: string, by: string) => boolean = () => false,
  others: readonly Type[] = [],
): FunctionRow {
  return row([OPEN, ...others], STRING, ([value, other]) => {
    const by = textArgument(other);
    const run = (text: string) => string(change(text, by));
    if (value?.kind !== 'unknown') return run(textArgument(value));
    return passParts(value, (character) => inert(character, by), run) ?? openText(value);
  });
}

function openText({ reason }: UnknownValue): TerraformValue {
  return unknownValue(reason, STRING, { notNull: true });
}

/** A function of a text and what it may begin or end with. */
function onEnd(
  isEnd: (value: UnknownValue, end: string) => boolean | undefined,
  change: (text: string, end: string) => string,
): FunctionRow {
  return row([OPEN, STRING], STRING, ([value, other]) => {
    const end = textArgument(other);
    if (value?.kind !== 'unknown') return string(change(textArgument(value), end));
    const found = isEnd(value, end);
    if (found === undefined) return openText(value);
    return found
      ? (passParts(
          value,
          () => true,
          (text) => string(change(text, end)),
        ) ?? openText(value))
      : value;
  });
}

/** A question about two texts. `whenOpen` answers where the first is not known; undefined where it cannot. */
function question(
  answer: (whole: string, part: string) => boolean,
  whenOpen: (whole: UnknownValue, part: string) => boolean | undefined,
): FunctionRow {
  return row([OPEN, STRING], BOOL, ([whole, other]) => {
    const part = textArgument(other);
    if (whole?.kind !== 'unknown') return bool(answer(textArgument(whole), part));
    const answered = whenOpen(whole, part);
    return answered === undefined ? unknownValue(whole.reason, BOOL, { notNull: true }) : bool(answered);
  });
}

/**
 * Changes the case of each code point by itself, as Go does: "ß" has no capital letter there, though JavaScript
 * makes two of it. What Unicode maps to one letter simply and to several in full is not known here.
 */
function simpleCase(value: string, change: (character: string) => string): string {
  return Array.from(value, (character) => {
    if (character === 'İ' && change('A') === 'a') return 'i';
    const changed = change(character);
    if ([...changed].length === 1) return changed;
    return /[\u1f80-\u1fff]/.test(character) ? unsure('the case of that letter is not computed') : character;
  }).join('');
}

function upper(value: string): string {
  return simpleCase(value, (character) => character.toUpperCase());
}

/** Letters with a title case of their own. */
const DIGRAPHS: ReadonlyMap<string, string> = new Map(
  ['ǄǅǆDž', 'ǇǈǉLj', 'ǊǋǌNj', 'ǱǲǳDz'].flatMap((group) => {
    const [capital = '', title = '', small = ''] = group;
    return [capital, title, small].map((letter): [string, string] => [letter, title]);
  }),
);

/** Go's `strings.Title`: a letter begins a word after what is no letter, digit or underscore; not after other signs beyond ASCII. */
function title(value: string): string {
  let before = ' ';
  return Array.from(value, (character) => {
    const begins = isSeparator(before);
    before = character;
    return begins ? (DIGRAPHS.get(character) ?? upper(character)) : character;
  }).join('');
}

function isSeparator(character: string): boolean {
  if (character <= '\x7f') return !/\w/.test(character);
  return /\p{White_Space}/u.test(character);
}

function trimmed(value: string, cut: (character: string) => boolean, ends: 'both' | 'start' | 'end'): string {
  const characters = [...value];
  let start = 0;
  let end = characters.length;
  if (ends !== 'end') while (start < end && cut(characters[start] ?? '')) start += 1;
  if (ends !== 'start') while (end > start && cut(characters[end - 1] ?? '')) end -= 1;
  return characters.slice(start, end).join('');
}

const isSpace = (character: string): boolean => /\p{White_Space}/u.test(character);

const isLineEnd = (character: string): boolean => character === '\n' || character === '\r';

function trim(value: string, cutset: string): string {
  const cut = new Set(cutset);
  return trimmed(value, (character) => cut.has(character), 'both');
}

/** The part of a text that is not known, where it is surely within the known beginning, or where that is cut off. */
function substringArgument([value, from, length]: readonly TerraformValue[], budget: Budget): TerraformValue {
  const [start, size] = [count(from), count(length)];
  if (value?.kind !== 'unknown') return string(substring(textArgument(value), start, size, budget));
  const known = value.prefix?.length ?? 0;
  const isWithin = start >= 0 && (size < 0 ? start <= known : start + size <= known);
  const cut = (text: string) => string(size < 0 ? text.slice(start) : text.slice(start, start + size));
  return (isWithin ? passParts(value, () => true, cut) : undefined) ?? openText(value);
}

/** Source: https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/string.go (SubstrFunc) */
function substring(value: string, from: number, length: number, budget: Budget): string {
  const characters = graphemes(value, budget);
  if (from >= 0 && length === 0) return '';
  const start = from < 0 ? from + characters.length : from;
  // A start that is still before the text counts as the text's beginning.
  const rest = start > 0 ? characters.slice(start) : characters;
  // With a negative start a length of zero never stops the count, so the rest is taken whole.
  return (length <= 0 ? rest : rest.slice(0, length)).join('');
}

function splitArgument([separator, value]: readonly TerraformValue[], budget: Budget): TerraformValue {
  const between = textArgument(separator);
  if (value?.kind !== 'unknown') return split(between, textArgument(value), budget);
  const isWhole = between !== '' && !mayOccurInOpenPart(value, between);
  const made = isWhole
    ? passParts(
        value,
        () => true,
        (text) => split(between, text, budget),
      )
    : undefined;
  return made ?? unknownValue(value.reason, STRINGS, { notNull: true });
}

function split(separator: string, value: string, budget: Budget): TerraformValue {
  chargeText(budget, value.length * 16);
  const parts = separator === '' ? [...value] : value.split(separator);
  return list(STRING, parts.map(string));
}

function join([separator, ...lists]: readonly TerraformValue[], { budget }: EvaluationState): TerraformValue {
  if (lists.length === 0) return error('at least one list is required');
  const items = lists.flatMap(collectionItems);
  if (items.some(({ kind }) => kind === 'null')) error('null cannot be joined');
  const between = textArgument(separator);
  const [only] = items;
  if (only?.kind === 'unknown' && items.length === 1) return only;
  if (items.some(({ kind }) => kind === 'unknown')) {
    return joinTexts(
      items.flatMap((item, at) => (at === 0 ? [item] : [string(between), item])),
      budget,
    );
  }
  const parts = items.map(textArgument);
  chargeText(budget, between.length * parts.length);
  return string(parts.join(between));
}

function indent(spaces: number, value: string, budget: Budget): string {
  if (spaces < 0) error('the number of spaces must not be negative');
  const lines = value.split('\n');
  chargeText(budget, lines.length * spaces);
  return lines.join(`\n${' '.repeat(Math.min(spaces, lines.length > 1 ? spaces : 0))}`);
}

function containsPart(whole: UnknownValue, part: string): boolean | undefined {
  const texts = partsOf(whole).filter((text) => typeof text === 'string');
  if (part === '' || texts.some((text) => text.includes(part))) return true;
  return mayOccurInOpenPart(whole, part) ? undefined : false;
}

/** Texts in order; while one is not known, each may stand anywhere. */
function sort(items: readonly TerraformValue[], budget: Budget): TerraformValue {
  if (items.some(({ kind }) => kind === 'null')) return error('null cannot be sorted');
  if (items.some(({ kind }) => kind === 'unknown')) return list(STRING, inAnyOrder(items, budget));
  return list(STRING, items.map(textArgument).sort(compareText).map(string));
}

function trimPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function trimSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function lower(value: string): string {
  return simpleCase(value, (character) => character.toLowerCase());
}

/** Functions over texts. */
export const STRING_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  chomp: onText(
    (value) => trimmed(value, isLineEnd, 'end'),
    (character) => !isLineEnd(character),
  ),
  endswith: question((whole, part) => whole.endsWith(part), finishesWith),
  indent: row([NUMBER, STRING], STRING, ([spaces, value], { budget }) =>
    string(indent(count(spaces), textArgument(value), budget)),
  ),
  join: row([STRING], STRING, join, { rest: { type: STRINGS }, partial: true }),
  lower: onText(lower, (character) => lower(character) === character),
  sort: row([STRINGS], STRINGS, ([given], { budget }) => sort(collectionItems(given), budget), { partial: true }),
  split: row([STRING, OPEN], STRINGS, (args, { budget }) => splitArgument(args, budget)),
  startswith: question((whole, part) => whole.startsWith(part), beginsWith),
  strcontains: question((whole, part) => whole.includes(part), containsPart),
  strrev: row([STRING], STRING, ([value], { budget }) =>
    string([...graphemes(textArgument(value), budget)].reverse().join('')),
  ),
  substr: row([OPEN, NUMBER, NUMBER], STRING, (args, { budget }) => substringArgument(args, budget)),
  title: onText(title),
  trim: onText(trim, (character, cutset) => !cutset.includes(character), [STRING]),
  trimprefix: onEnd(beginsWith, trimPrefix),
  trimspace: onText(
    (value) => trimmed(value, isSpace, 'both'),
    (character) => !isSpace(character),
  ),
  trimsuffix: onEnd(finishesWith, trimSuffix),
  upper: onText(upper, (character) => upper(character) === character),
};
