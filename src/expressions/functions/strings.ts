import { oneOfValues } from '../candidates.js';
import { type Budget, charge, chargeText, type EvaluationState, error, unsure } from '../evaluation.js';
import { graphemes } from '../graphemes.js';
import { joinTexts } from '../join-texts.js';
import { compareText } from '../text-order.js';
import { BOOL, listOf, NUMBER, STRING, type Type } from '../types.js';
import { bool, list, reasonOf, string, type TerraformValue, unknownValue } from '../value.js';
import { collectionItems, count, type FunctionRow, type Param, row, textArgument } from './row.js';

const STRINGS: Type = listOf(STRING);
const OPEN: Param = { type: STRING, unknown: true };

/** A function of one text. */
function onText(change: (value: string) => string): FunctionRow {
  return row([STRING], STRING, ([value]) => string(change(textArgument(value))));
}

/** A question about two texts. */
function question(answer: (whole: string, part: string) => boolean): FunctionRow {
  return row([STRING, STRING], BOOL, ([whole, part]) => bool(answer(textArgument(whole), textArgument(part))));
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

function trim(value: string, cutset: string): string {
  const cut = new Set(cutset);
  return trimmed(value, (character) => cut.has(character), 'both');
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

function startsWith([whole, part]: readonly TerraformValue[]): TerraformValue {
  const prefix = textArgument(part);
  if (whole?.kind !== 'unknown') return bool(textArgument(whole).startsWith(prefix));
  const known = whole.prefix ?? '';
  if (known.startsWith(prefix)) return bool(true);
  if (!prefix.startsWith(known)) return bool(false);
  return unknownValue(whole.reason, BOOL, { notNull: true });
}

function contains([whole, part]: readonly TerraformValue[]): TerraformValue {
  if (whole?.kind !== 'unknown') return bool(textArgument(whole).includes(textArgument(part)));
  if (whole.prefix?.includes(textArgument(part)) === true) return bool(true);
  return unknownValue(whole.reason, BOOL, { notNull: true });
}

/** Texts in order; while one is not known, each may stand anywhere. */
function sort(items: readonly TerraformValue[], budget: Budget): TerraformValue {
  if (items.some(({ kind }) => kind === 'null')) return error('null cannot be sorted');
  const [open] = items.filter(({ kind }) => kind === 'unknown');
  if (open === undefined) return list(STRING, items.map(textArgument).sort(compareText).map(string));
  charge(budget, items.length ** 2);
  const any = oneOfValues(reasonOf(open) ?? '', items, budget);
  return list(
    STRING,
    items.map(() => any),
  );
}

/** Functions over texts. */
export const STRING_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  chomp: onText((value) => trimmed(value, (character) => character === '\n' || character === '\r', 'end')),
  endswith: question((whole, part) => whole.endsWith(part)),
  indent: row([NUMBER, STRING], STRING, ([spaces, value], { budget }) =>
    string(indent(count(spaces), textArgument(value), budget)),
  ),
  join: row([STRING], STRING, join, { rest: { type: STRINGS }, partial: true }),
  lower: onText((value) => simpleCase(value, (character) => character.toLowerCase())),
  sort: row([STRINGS], STRINGS, ([given], { budget }) => sort(collectionItems(given), budget), { partial: true }),
  split: row([STRING, STRING], STRINGS, ([separator, value], { budget }) =>
    split(textArgument(separator), textArgument(value), budget),
  ),
  startswith: row([OPEN, STRING], BOOL, startsWith),
  strcontains: row([OPEN, STRING], BOOL, contains),
  strrev: row([STRING], STRING, ([value], { budget }) =>
    string([...graphemes(textArgument(value), budget)].reverse().join('')),
  ),
  substr: row([STRING, NUMBER, NUMBER], STRING, ([value, from, length], { budget }) =>
    string(substring(textArgument(value), count(from), count(length), budget)),
  ),
  title: onText(title),
  trim: row([STRING, STRING], STRING, ([value, cutset]) => string(trim(textArgument(value), textArgument(cutset)))),
  trimprefix: row([STRING, STRING], STRING, ([value, prefix]) => {
    const cut = textArgument(prefix);
    return string(textArgument(value).startsWith(cut) ? textArgument(value).slice(cut.length) : textArgument(value));
  }),
  trimspace: onText((value) => trimmed(value, isSpace, 'both')),
  trimsuffix: row([STRING, STRING], STRING, ([value, suffix]) => {
    const cut = textArgument(suffix);
    return string(
      cut !== '' && textArgument(value).endsWith(cut) ? textArgument(value).slice(0, -cut.length) : textArgument(value),
    );
  }),
  upper: onText(upper),
};
