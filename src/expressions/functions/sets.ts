import { convert } from '../convert.js';
import { charge, error } from '../evaluation.js';
import { identityOf, makeSet } from '../sets.js';
import { compareText } from '../text-order.js';
import { ANY, listOf, mapOf, STRING, setOf, type Type, tupleOf } from '../types.js';
import { unify } from '../unify.js';
import { list, map, type SequenceValue, string, type TerraformValue, tuple, typeOf } from '../value.js';
import { collectionItems, entriesOf, type FunctionRow, row, textArgument } from './row.js';

const SET: Type = setOf(ANY);

/** An operation on sets of one type, from the first to the last. */
function operation(
  combine: (
    left: ReadonlyMap<string, TerraformValue>,
    right: ReadonlyMap<string, TerraformValue>,
  ) => Iterable<readonly [string, TerraformValue]>,
): FunctionRow['run'] {
  return (args) => {
    const element = commonElement(args);
    const sets = args.map((value) => byIdentity(convert(value, setOf(element))));
    const [first = new Map<string, TerraformValue>(), ...rest] = sets;
    const combined = rest.reduce<ReadonlyMap<string, TerraformValue>>(
      (left, right) => new Map(combine(left, right)),
      first,
    );
    return makeSet(element, [...combined.values()]);
  };
}

function union(args: readonly TerraformValue[]): TerraformValue {
  const element = commonElement(args);
  return makeSet(
    element,
    args.flatMap((value) => collectionItems(convert(value, setOf(element)))),
  );
}

function commonElement(args: readonly TerraformValue[]): Type {
  const elements = args.flatMap((value) =>
    value.kind === 'set' && !(value.items.length === 0 && value.element.kind === 'any') ? [value.element] : [],
  );
  if (elements.length === 0) return ANY;
  return unify(elements) ?? error('the sets must have elements of one type');
}

function byIdentity(value: TerraformValue): ReadonlyMap<string, TerraformValue> {
  return new Map(collectionItems(value).map((item) => [identityOf(item), item]));
}

/** Every choice of one item from each argument; a list where all of them are in order, else a set. */
function product(args: readonly TerraformValue[], budget: Parameters<typeof charge>[0]): TerraformValue {
  if (args.length < 2) error('at least two arguments are required');
  const ordered = args.every(({ kind }) => kind !== 'set');
  const elements = args.map((value) => {
    const type = typeOf(value);
    if (type.kind === 'list' || type.kind === 'set') return type.element;
    if (type.kind !== 'tuple') return error('a set or a list is required');
    return type.elements.length === 0 ? ANY : (unify(type.elements) ?? error('all elements must have one type'));
  });
  let rows: readonly (readonly TerraformValue[])[] = [[]];
  for (const [index, value] of args.entries()) {
    const items = collectionItems(value).map((item) => convert(item, elements[index] ?? ANY));
    charge(budget, rows.length * items.length * (index + 1));
    rows = rows.flatMap((chosen) => items.map((item) => [...chosen, item]));
  }
  const element = tupleOf(elements);
  const tuples = rows.map((items) => tuple(items));
  return ordered ? list(element, tuples) : makeSet(element, tuples);
}

function transpose(given: TerraformValue | undefined): TerraformValue {
  const transposed = new Map<string, string[]>();
  for (const [name, values] of entriesOf(given)) {
    if (values.kind === 'null') error('a list must not be null');
    for (const item of collectionItems(values)) {
      if (item.kind === 'null') error('a text must not be null');
      const names = transposed.get(textArgument(item)) ?? [];
      transposed.set(textArgument(item), [...names, name]);
    }
  }
  const lists = [...transposed].map(([name, names]): [string, SequenceValue] => [
    name,
    list(STRING, names.sort(compareText).map(string)),
  ]);
  return map(listOf(STRING), lists);
}

/** Functions over sets, and those that turn collections inside out. */
export const SET_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  setintersection: row(
    [SET],
    SET,
    operation((left, right) => [...left].filter(([key]) => right.has(key))),
    { rest: { type: SET } },
  ),
  setproduct: row([], ANY, (args, { budget }) => product(args, budget), {
    rest: { type: ANY },
    marks: 'outer',
    partial: true,
  }),
  setsubtract: row(
    [SET, SET],
    SET,
    operation((left, right) => [...left].filter(([key]) => !right.has(key))),
  ),
  setunion: row([SET], SET, union, { rest: { type: SET }, partial: true }),
  transpose: row([mapOf(listOf(STRING))], mapOf(listOf(STRING)), ([given]) => transpose(given)),
};
