import type { Json } from '../../../model/json.js';
import { anySensitive, elementsOf, entriesOf, objectOf, tupleOf } from './literals.js';
import { type Literal, literal, type Tree } from './tree.js';

type Apply = (given: readonly Tree[]) => Tree | undefined;

/**
 * Functions that only pass on, pick or join what they are given: those that cdktf itself writes, and their kind.
 * Source: https://developer.hashicorp.com/terraform/language/functions
 */
const FUNCTIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['tolist', ([list]) => list],
  ['toset', ([list]) => distinct(list)],
  ['tomap', ([map]) => map],
  ['tostring', ([value]) => ofScalar(value, String)],
  [
    'tonumber',
    ([value]) => ofText(value, (text) => (/^-?\d+$/.test(text) ? Number(text) : undefined)) ?? number(value),
  ],
  ['tobool', ([value]) => ofText(value, (text) => ({ true: true, false: false })[text]) ?? boolean(value)],
  ['sensitive', ([value]) => (value?.kind === 'literal' ? literal(value.value, true) : undefined)],
  ['nonsensitive', ([value]) => (value?.kind === 'literal' ? literal(value.value) : value)],
  ['trimspace', ([text]) => ofText(text, (value) => value.trim())],
  ['lower', ([text]) => ofText(text, (value) => value.toLowerCase())],
  ['upper', ([text]) => ofText(text, (value) => value.toUpperCase())],
  ['try', ([first]) => (first?.kind === 'literal' ? first : undefined)],
  ['coalesce', coalesce],
  ['concat', (lists) => concat(lists)],
  ['merge', (maps) => merge(maps)],
  ['one', ([list]) => one(list)],
  ['element', ([list, at]) => element(list, at)],
  ['lookup', ([map, key, otherwise]) => lookup(map, key, otherwise)],
  ['jsonencode', ([value]) => (value?.kind === 'literal' ? mapped(value, JSON.stringify) : undefined)],
]);

/** The result of a function; undefined where it does not follow from what is known. */
export function applyFunction(name: string, given: readonly Tree[]): Tree | undefined {
  return FUNCTIONS.get(name)?.(given);
}

function mapped(from: Literal, map: (value: Json) => Json | undefined): Tree | undefined {
  const value = map(from.value);
  return value === undefined ? undefined : literal(value, from.sensitive);
}

function ofText(tree: Tree | undefined, map: (text: string) => Json | undefined): Tree | undefined {
  return tree?.kind === 'literal'
    ? mapped(tree, (value) => (typeof value === 'string' ? map(value) : undefined))
    : undefined;
}

function ofScalar(tree: Tree | undefined, map: (value: Json) => Json): Tree | undefined {
  if (tree?.kind === 'literal') return mapped(tree, (value) => (typeof value === 'object' ? undefined : map(value)));
  return undefined;
}

function number(tree: Tree | undefined): Tree | undefined {
  return tree?.kind === 'literal' && typeof tree.value === 'number' ? tree : undefined;
}

function boolean(tree: Tree | undefined): Tree | undefined {
  return tree?.kind === 'literal' && typeof tree.value === 'boolean' ? tree : undefined;
}

function distinct(list: Tree | undefined): Tree | undefined {
  if (list?.kind !== 'literal' || !Array.isArray(list.value)) return list?.kind === 'tuple' ? list : undefined;
  const values = new Map(list.value.map((value: Json) => [JSON.stringify(value), value]));
  return literal([...values.values()], list.sensitive);
}

/** The first that is neither null nor empty text: one that is known, with only such before it that are known to be none. */
function coalesce(given: readonly Tree[]): Tree | undefined {
  const rest = given.slice(given.findIndex((value) => value.kind !== 'literal' || !isBlank(value.value)));
  const [first] = rest;
  if (first === undefined || first.kind === 'literal') return first;
  return rest.length === given.length ? undefined : { kind: 'call', name: 'coalesce', given: rest };
}

function isBlank(value: Json): boolean {
  return value === null || value === '';
}

function concat(lists: readonly Tree[]): Tree | undefined {
  const elements = lists.map(elementsOf);
  return elements.every((list) => list !== undefined) ? tupleOf(elements.flat()) : undefined;
}

function merge(maps: readonly Tree[]): Tree | undefined {
  const entries = maps.map(entriesOf);
  if (!entries.every((map) => map !== undefined)) return undefined;
  const merged = new Map(entries.flatMap((map) => [...map]));
  return objectOf([...merged].map(([key, value]) => ({ key: literal(key), value })));
}

function one(list: Tree | undefined): Tree | undefined {
  const elements = elementsOf(list);
  if (elements === undefined || elements.length > 1) return undefined;
  return elements[0] ?? literal(null);
}

/** Counts from the start again past the end. */
function element(list: Tree | undefined, at: Tree | undefined): Tree | undefined {
  const elements = elementsOf(list);
  if (elements === undefined || elements.length === 0 || at?.kind !== 'literal') return undefined;
  return elements[Number(at.value) % elements.length];
}

function lookup(map: Tree | undefined, key: Tree | undefined, otherwise: Tree | undefined): Tree | undefined {
  const entries = entriesOf(map);
  if (entries === undefined || key?.kind !== 'literal') return undefined;
  const found = entries.get(String(key.value)) ?? otherwise;
  return found?.kind === 'literal' && anySensitive([key]) ? literal(found.value, true) : found;
}
