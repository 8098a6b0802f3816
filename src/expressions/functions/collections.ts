import { anyElement } from '../access.js';
import { inAnyOrder, oneOfValues } from '../candidates.js';
import { convert } from '../convert.js';
import { equals, hasOpenOrder, mayCoalesce } from '../equality.js';
import { type Budget, charge, type EvaluationState, error, unsure } from '../evaluation.js';
import { graphemes } from '../graphemes.js';
import { identityOf } from '../sets.js';
import { shortestLength } from '../text-parts.js';
import { ANY, BOOL, listOf, mapOf, NUMBER, STRING, sameType, type Type } from '../types.js';
import { unify } from '../unify.js';
import {
  bool,
  integerValue,
  isNotNull,
  isWhollyKnown,
  list,
  map,
  nullOf,
  object,
  reasonOf,
  type SequenceValue,
  sizeOf,
  string,
  type TerraformValue,
  tuple,
  typeOf,
  unknownValue,
  withSensitive,
} from '../value.js';
import { collectionItems, count, entriesOf, type FunctionRow, type Param, row, textArgument } from './row.js';

const LIST: Type = listOf(ANY);
const STRINGS: Type = listOf(STRING);
const OPEN: Param = { type: ANY, unknown: true };
const OPEN_OR_NULL: Param = { type: ANY, unknown: true, null: true };

/** A list where the argument was one, a tuple where it was a tuple. */
function likewise(given: TerraformValue | undefined, items: readonly TerraformValue[]): TerraformValue {
  return given?.kind === 'list' || given?.kind === 'set' ? list(given.element, items) : tuple(items);
}

function elementOf(value: TerraformValue | undefined): Type {
  return value !== undefined && 'element' in value ? value.element : ANY;
}

/** Items of a list whose type is that of the argument. */
function listLike(given: TerraformValue | undefined, items: readonly TerraformValue[]): SequenceValue {
  return list(elementOf(given), items);
}

function length(value: TerraformValue, budget: Budget): TerraformValue {
  const type = typeOf(value);
  switch (type.kind) {
    case 'tuple':
      return mayCoalesce(value)
        ? unknownValue(reasonOf(value) ?? '', NUMBER, { notNull: true, atLeast: 1 })
        : integerValue(type.elements.length);
    case 'object':
      return integerValue(value.kind === 'object' ? value.entries.size : type.attributes.size);
    case 'list':
    case 'set':
    case 'map':
    case 'string':
    case 'any':
      break;
    default:
      return error('a string or a collection is required');
  }
  if (value.kind === 'unknown') {
    const { length: bounds, reason } = value;
    const exact = bounds !== undefined && bounds.min === bounds.max;
    if (exact) return integerValue(bounds.min);
    const atLeast = type.kind === 'string' ? shortestLength(value) : bounds?.min;
    return unknownValue(reason, NUMBER, { notNull: true, ...(atLeast === undefined ? {} : { atLeast }) });
  }
  if (value.kind === 'string') return integerValue(graphemes(value.value, budget).length);
  if (value.kind === 'map') return integerValue(value.entries.size);
  const items = collectionItems(value);
  // Items of a set that are not known may turn out to be one.
  if (mayCoalesce(value)) {
    return unknownValue(reasonOf(value) ?? '', NUMBER, { notNull: true, atLeast: 1 });
  }
  return integerValue(items.length);
}

function lookup([from, key, ...defaults]: readonly TerraformValue[], { budget }: EvaluationState): TerraformValue {
  if (from === undefined || key === undefined || defaults.length > 1) return error('two or three arguments required');
  const type = typeOf(from);
  if (type.kind !== 'map' && type.kind !== 'object')
    return type.kind === 'any' && from.kind === 'unknown'
      ? unknownValue(from.reason)
      : error('a map or object is required');
  const sensitive = from.sensitive === true || key.sensitive === true;
  const [given] = defaults;
  const fallback = given === undefined || type.kind === 'object' ? given : convert(given, type.element);
  if (from.kind === 'unknown')
    return withSensitive(unknownValue(from.reason, type.kind === 'map' ? type.element : ANY), sensitive);
  const entries = entriesOf(from);
  if (key.kind === 'unknown') {
    const all = [...entries.values(), ...(fallback === undefined ? [] : [fallback])];
    const found = all.length === 0 ? unknownValue(key.reason) : oneOfValues(key.reason, all, budget);
    return withSensitive(found, sensitive);
  }
  const found = entries.get(textArgument(key)) ?? fallback ?? error('there is no such element');
  return withSensitive(found, sensitive);
}

function coalesce(args: readonly TerraformValue[], { budget }: EvaluationState): TerraformValue {
  const type = unify(args.map(typeOf)) ?? error('all arguments must have one type');
  const possible: TerraformValue[] = [];
  let certain = false;
  for (const given of args) {
    const value = convert(given, type);
    if (value.kind === 'null' || (value.kind === 'string' && value.value === '')) continue;
    possible.push(value);
    certain =
      value.kind !== 'unknown' ||
      (isNotNull(value) && value.type.kind !== 'any' && (value.type.kind !== 'string' || (value.prefix ?? '') !== ''));
    if (certain) break;
  }
  const [first] = possible;
  if (first === undefined) return error('every argument is null or empty');
  if (possible.length === 1) return first.kind === 'unknown' ? { ...first, notNull: true } : first;
  const chosen = oneOfValues(reasonOf(first) ?? '', possible, budget);
  return chosen.kind === 'unknown' ? { ...chosen, notNull: true } : chosen;
}

function coalesceList(args: readonly TerraformValue[]): TerraformValue {
  if (args.length === 0) error('at least one argument is required');
  for (const value of args) {
    if (value.kind === 'unknown') break;
    const { kind } = typeOf(value);
    if (kind !== 'list' && kind !== 'tuple') error('a list or tuple is required');
  }
  for (const value of args) {
    if (value.kind === 'unknown') return unknownValue(value.reason);
    if (value.kind !== 'null' && collectionItems(value).length > 0) return value;
  }
  return error('every list is empty');
}

function concat(args: readonly TerraformValue[]): TerraformValue {
  if (args.length === 0) error('at least one argument is required');
  if (args.some(({ kind }) => kind !== 'list' && kind !== 'tuple')) error('all arguments must be lists or tuples');
  const type = args.every(({ kind }) => kind === 'list') ? unify(args.map(typeOf)) : undefined;
  if (type?.kind !== 'list') return tuple(args.flatMap(collectionItems));
  return list(
    type.element,
    args.flatMap((value) => collectionItems(convert(value, type))),
  );
}

function contains([from, value]: readonly TerraformValue[], { budget }: EvaluationState): TerraformValue {
  if (from === undefined || value === undefined || !['list', 'tuple', 'set'].includes(from.kind))
    return error('a list is required');
  let open: TerraformValue | undefined;
  for (const item of collectionItems(from)) {
    charge(budget, 1);
    const equal = equals(value, item);
    if (equal === true) return bool(true);
    if (equal === undefined) open = item;
  }
  return open === undefined
    ? bool(false)
    : unknownValue(reasonOf(open) ?? reasonOf(value) ?? '', BOOL, { notNull: true });
}

/** Values of one type, each once, in the order of their first. */
/** The items of which each differs from all before it. */
function distinct(given: TerraformValue | undefined, budget: Budget): TerraformValue {
  const kept: { readonly item: TerraformValue; readonly open: boolean }[] = [];
  const keptOpen: typeof kept = [];
  const known = new Set<string>();
  for (const item of collectionItems(given)) {
    const identity = isWhollyKnown(item) ? identityOf(item) : undefined;
    if (identity !== undefined && known.has(identity)) continue;
    const others = identity === undefined ? kept : keptOpen;
    charge(budget, others.length * sizeOf(item));
    const same = others.map((before) => equals(before.item, item));
    if (same.includes(true)) continue;
    const one = { item, open: same.includes(undefined) };
    kept.push(one);
    if (identity === undefined) keptOpen.push(one);
    else known.add(identity);
  }
  return withSome(given, kept, budget);
}

/** The texts that are neither null nor empty. */
function compact(given: TerraformValue | undefined, budget: Budget): TerraformValue {
  const kept = collectionItems(given).flatMap((item) => {
    if (item.kind === 'null' || (item.kind === 'string' && item.value === '')) return [];
    return [{ item, open: item.kind === 'unknown' && (item.prefix ?? '') === '' }];
  });
  return withSome(given, kept, budget);
}

/** More lists than this are not told apart. */
const MAX_LISTS = 16;

/** The list of some items, of which those that are open may turn out to be left out. */
function withSome(
  given: TerraformValue | undefined,
  items: readonly { readonly item: TerraformValue; readonly open: boolean }[],
  budget: Budget,
): TerraformValue {
  const opens = items.filter(({ open }) => open);
  if (opens.length === 0)
    return listLike(
      given,
      items.map(({ item }) => item),
    );
  const reason = (given === undefined ? undefined : reasonOf(given)) ?? '';
  if (2 ** opens.length > MAX_LISTS) return unknownValue(reason, listOf(elementOf(given)), { notNull: true });
  let lists: readonly (readonly TerraformValue[])[] = [[]];
  for (const { item, open } of items) {
    charge(budget, lists.length * (items.length + 1));
    lists = lists.flatMap((before) => [[...before, item], ...(open ? [before] : [])]);
  }
  return oneOfValues(
    reason,
    lists.map((one) => listLike(given, one)),
    budget,
  );
}

function flatten(given: TerraformValue, budget: Budget): TerraformValue {
  if (given.kind !== 'list' && given.kind !== 'set' && given.kind !== 'tuple')
    return error('a list, set or tuple is required');
  const out: TerraformValue[] = [];
  const found = { open: undefined as string | undefined, sensitive: false };
  const visit = (value: SequenceValue | Extract<TerraformValue, { kind: 'tuple' }>): void => {
    if (mayCoalesce(value)) found.open = reasonOf(value);
    for (const item of hasOpenOrder(value) ? inAnyOrder(value.items, budget) : value.items) {
      if (item.kind === 'list' || item.kind === 'set' || item.kind === 'tuple') {
        found.sensitive ||= item.sensitive === true;
        visit(item);
      } else if (item.kind === 'unknown' && ['any', 'list', 'set', 'tuple'].includes(item.type.kind)) {
        found.open = item.reason;
        found.sensitive ||= item.sensitive === true;
      } else out.push(item);
    }
  };
  visit(given);
  const flat = found.open === undefined ? tuple(out) : unknownValue(found.open, ANY, { notNull: true });
  return withSensitive(flat, found.sensitive);
}

function merge(args: readonly TerraformValue[]): TerraformValue {
  const types = args.map(typeOf);
  if (types.some(({ kind }) => kind !== 'map' && kind !== 'object' && kind !== 'any'))
    error('all arguments must be maps or objects');
  const maps = args.filter((value) => value.kind !== 'null');
  if (types.some(({ kind }) => kind === 'any')) {
    // A bare null among maps makes a type that is known only when all values are.
    return object(maps.flatMap((value) => [...entriesOf(value)]));
  }
  const merged = new Map<string, TerraformValue>();
  for (const value of maps) for (const [name, entry] of entriesOf(value)) merged.set(name, entry);
  const [first] = types;
  const matching = first !== undefined && types.every((type) => sameType(type, first));
  return matching && first.kind === 'map' ? map(first.element, merged) : object(merged);
}

function slice([from, start, end]: readonly TerraformValue[]): TerraformValue {
  if (from?.kind !== 'list' && from?.kind !== 'tuple') return error('a list or tuple is required');
  const [first, last] = [count(start), count(end)];
  if (first < 0 || last < first || last > from.items.length) error('the indexes are outside of the list');
  return likewise(from, from.items.slice(first, last));
}

function zipmap([keys, values]: readonly TerraformValue[]): TerraformValue {
  if (values?.kind !== 'list' && values?.kind !== 'tuple') return error('the values must be a list or tuple');
  const names = collectionItems(keys);
  const open = names.find((name) => name.kind === 'unknown');
  if (open?.kind === 'unknown') {
    return unknownValue(open.reason, values.kind === 'list' ? mapOf(values.element) : ANY, { notNull: true });
  }
  if (names.length !== values.items.length) error('there must be as many keys as values');
  if (names.some(({ kind }) => kind === 'null')) error('a key must not be null');
  const entries = names.map((name, index): [string, TerraformValue] => [
    textArgument(name),
    values.items[index] ?? nullOf(),
  ]);
  const zipped = values.kind === 'list' ? map(values.element, entries) : object(entries);
  return withSensitive(
    zipped,
    names.some((name) => name.sensitive === true),
  );
}

function chunk([given, size]: readonly TerraformValue[]): TerraformValue {
  const items = collectionItems(given);
  const step = count(size);
  if (step < 0) error('the size must not be negative');
  const chunks: TerraformValue[] = [];
  for (let from = 0; from < items.length; from += step === 0 ? items.length : step) {
    chunks.push(listLike(given, items.slice(from, step === 0 ? undefined : from + step)));
  }
  return list(listOf(elementOf(given)), chunks);
}

function matchKeys([values, keys, wanted]: readonly TerraformValue[]): TerraformValue {
  const items = collectionItems(values);
  if (keys === undefined || wanted === undefined) return error('three lists are required');
  if (collectionItems(keys).length !== items.length) error('there must be as many keys as values');
  const type = unify([typeOf(keys), typeOf(wanted)]) ?? error('keys must have one type');
  const open = [keys, wanted].find((value) => !isWhollyKnown(value));
  if (open !== undefined) return unknownValue(reasonOf(open) ?? '', typeOf(values ?? nullOf()), { notNull: true });
  const searched = new Set(collectionItems(convert(wanted, type)).map(identityOf));
  const names = collectionItems(convert(keys, type));
  return listLike(
    values,
    items.filter((_, index) => searched.has(identityOf(names[index] ?? nullOf()))),
  );
}

function index([from, value]: readonly TerraformValue[], { budget }: EvaluationState): TerraformValue {
  if ((from?.kind !== 'list' && from?.kind !== 'tuple') || value === undefined)
    return error('a list or tuple is required');
  for (const [at, item] of from.items.entries()) {
    charge(budget, 1);
    const equal = equals(item, value);
    if (equal === undefined) return unknownValue(reasonOf(item) ?? reasonOf(value) ?? '', NUMBER, { notNull: true });
    if (equal) return integerValue(at);
  }
  return error('there is no such item');
}

function one(value: TerraformValue, budget: Budget): TerraformValue {
  if (value.kind !== 'list' && value.kind !== 'set' && value.kind !== 'tuple')
    return error('a list, set or tuple is required');
  // Anything else than that all turn out to be one is an error.
  if (mayCoalesce(value)) return oneOfValues(reasonOf(value) ?? '', value.items, budget);
  if (value.items.length > 1) error('there must be at most one item');
  return value.items[0] ?? nullOf(value.kind === 'tuple' ? ANY : value.element);
}

/** The one item of what is not known, whose type may say that there is one. */
function oneOfUnknown(value: TerraformValue, budget: Budget): TerraformValue {
  if (value.kind !== 'unknown') return one(value, budget);
  const { reason, type } = value;
  if (type.kind === 'tuple' && type.elements.length > 1) error('there must be at most one item');
  if (type.kind === 'tuple') return type.elements[0] === undefined ? nullOf() : unknownValue(reason, type.elements[0]);
  return unknownValue(reason, type.kind === 'list' || type.kind === 'set' ? type.element : ANY);
}

function element([from, at]: readonly TerraformValue[], { budget }: EvaluationState): TerraformValue {
  if (from?.kind !== 'list' && from?.kind !== 'tuple') return error('a list or tuple is required');
  const { items } = from;
  if (at?.kind === 'unknown') return anyElement(from, at.reason, elementOf(from), budget);
  const position = count(at);
  if (items.length === 0) error('the list is empty');
  const index = position % items.length;
  return items[index] ?? unsure('an element counted from the end depends on the version of Terraform');
}

function keys(value: TerraformValue): TerraformValue {
  const type = typeOf(value);
  if (type.kind === 'object') return tuple([...type.attributes.keys()].map(string));
  if (type.kind !== 'map')
    return type.kind === 'any' && value.kind === 'unknown'
      ? unknownValue(value.reason)
      : error('a map or object is required');
  if (value.kind === 'unknown') return unknownValue(value.reason, STRINGS, { notNull: true });
  return list(STRING, [...entriesOf(value).keys()].map(string));
}

/** A condition over a list of bools, which one item decides. */
function quantifier(deciding: boolean): FunctionRow['run'] {
  return ([given]) => {
    let open: string | undefined;
    for (const item of collectionItems(given)) {
      if (item.kind === 'unknown') open ??= item.reason;
      else if (item.kind === 'bool' ? item.value === deciding : !deciding) return bool(deciding);
    }
    return open === undefined ? bool(!deciding) : unknownValue(open, BOOL, { notNull: true });
  };
}

/** Functions over lists, maps and objects. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  alltrue: row([listOf(BOOL)], BOOL, quantifier(false), { partial: true }),
  anytrue: row([listOf(BOOL)], BOOL, quantifier(true), { partial: true }),
  chunklist: row([LIST, NUMBER], listOf(LIST), chunk, { partial: true, marks: 'outer' }),
  coalesce: row([], ANY, coalesce, { rest: OPEN_OR_NULL, partial: true }),
  coalescelist: row([], ANY, coalesceList, { rest: OPEN_OR_NULL, partial: true }),
  compact: row([STRINGS], STRINGS, ([given], { budget }) => compact(given, budget), { partial: true }),
  concat: row([], ANY, concat, { rest: { type: ANY }, partial: true, marks: 'outer' }),
  contains: row([ANY, OPEN], BOOL, contains, { partial: true }),
  distinct: row([LIST], LIST, ([given], { budget }) => distinct(given, budget), { partial: true }),
  element: row([ANY, { type: NUMBER, unknown: true }], ANY, element, { partial: true, marks: 'outer', nullable: true }),
  flatten: row([ANY], ANY, ([given = nullOf()], { budget }) => flatten(given, budget), {
    partial: true,
    marks: 'outer',
  }),
  index: row([ANY, OPEN], NUMBER, index, { partial: true }),
  keys: row([OPEN], ANY, ([value = nullOf()]) => keys(value), { partial: true, marks: 'outer' }),
  length: row([OPEN], NUMBER, ([value = nullOf()], { budget }) => length(value, budget), {
    partial: true,
    marks: 'outer',
  }),
  lookup: row([OPEN, { type: STRING, unknown: true }], ANY, lookup, {
    rest: OPEN_OR_NULL,
    partial: true,
    marks: 'own',
    nullable: true,
  }),
  matchkeys: row([LIST, LIST, LIST], LIST, matchKeys, { partial: true }),
  merge: row([], ANY, merge, { rest: { type: ANY, null: true }, partial: true, marks: 'outer' }),
  one: row([OPEN], ANY, ([value = nullOf()], { budget }) => oneOfUnknown(value, budget), {
    partial: true,
    nullable: true,
  }),
  reverse: row([ANY], ANY, ([given]) => likewise(given, [...collectionItems(given)].reverse()), {
    partial: true,
    marks: 'outer',
  }),
  slice: row([ANY, NUMBER, NUMBER], ANY, slice, { partial: true, marks: 'outer' }),
  values: row(
    [ANY],
    ANY,
    ([given]) => {
      const entries = [...entriesOf(given).values()];
      return given?.kind === 'map' ? list(given.element, entries) : tuple(entries);
    },
    { partial: true, marks: 'outer' },
  ),
  zipmap: row([STRINGS, ANY], ANY, zipmap, { partial: true, marks: 'outer' }),
};
