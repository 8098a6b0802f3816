import { isObject, type Json, property } from '../../../model/json.js';
import {
  anySensitive,
  elementsOf,
  type Literal,
  literal,
  literalEntries,
  objectOf,
  type Tree,
  tupleOfTrees,
} from './tree.js';

/** What the names in an expression stand for. */
export interface Names {
  /** The value of `var.name`, `local.name`, `each.value` …; undefined for what is not known here. */
  lookUp(root: string, name: string): Tree | undefined;
}

/**
 * The expression with everything worked out that the configuration itself tells: variables with defaults, locals,
 * `each` and `count`, conditions that follow from those, and the few functions that only pass a value on. Everything
 * else stays as it is; Terraform evaluates, this only reads.
 */
export function simplify(tree: Tree, names: Names): Tree {
  switch (tree.kind) {
    case 'literal':
    case 'name':
    case 'for':
    case 'opaque':
      return tree;
    case 'get':
      return simplifyGet(tree, names);
    case 'splat':
      return { kind: 'splat', of: simplify(tree.of, names) };
    case 'template':
      return joined(tree.parts.map((part) => simplify(part, names)));
    case 'conditional':
      return chosen(simplify(tree.condition, names), simplify(tree.yes, names), simplify(tree.no, names));
    case 'tuple':
      return tupleOfTrees(tree.elements.map((element) => simplify(element, names)));
    case 'object':
      return objectOf(
        tree.entries.map(({ key, value }) => ({ key: simplify(key, names), value: simplify(value, names) })),
      );
    case 'call': {
      const given = tree.given.map((argument) => simplify(argument, names));
      return applyFunction(tree.name, given) ?? { kind: 'call', name: tree.name, given };
    }
    case 'operation': {
      const operands = tree.operands.map((operand) => simplify(operand, names));
      return applyOperator(tree.operator, operands) ?? { kind: 'operation', operator: tree.operator, operands };
    }
    default:
      return tree satisfies never;
  }
}

function simplifyGet(tree: Tree & { kind: 'get' }, names: Names): Tree {
  const key = simplify(tree.key, names);
  if (tree.of.kind === 'name' && key.kind === 'literal') {
    return names.lookUp(tree.of.name, String(key.value)) ?? { ...tree, key };
  }
  const of = simplify(tree.of, names);
  return select(of, key) ?? { ...tree, of, key };
}

/** The part of a collection that a key names; undefined where that cannot be told. */
export function select(of: Tree, key: Tree): Tree | undefined {
  if (of.kind === 'opaque') return of;
  if (key.kind !== 'literal') return undefined;
  const sensitive = key.sensitive === true || (of.kind === 'literal' && of.sensitive === true);
  if (of.kind === 'tuple') return of.elements[Number(key.value)];
  if (of.kind === 'object') {
    if (of.entries.some((entry) => entry.key.kind !== 'literal')) return undefined;
    return of.entries.find((entry) => entry.key.kind === 'literal' && String(entry.key.value) === String(key.value))
      ?.value;
  }
  if (of.kind !== 'literal') return undefined;
  const found: Json | undefined = Array.isArray(of.value)
    ? of.value[Number(key.value)]
    : isObject(of.value)
      ? property(of.value, String(key.value))
      : undefined;
  return found === undefined ? undefined : literal(found, sensitive);
}

function joined(parts: readonly Tree[]): Tree {
  const texts = parts.filter((part): part is Literal => part.kind === 'literal' && typeof part.value !== 'object');
  if (texts.length < parts.length) return { kind: 'template', parts };
  return literal(texts.map(({ value }) => String(value)).join(''), anySensitive(texts));
}

function chosen(condition: Tree, yes: Tree, no: Tree): Tree {
  if (condition.kind !== 'literal') return { kind: 'conditional', condition, yes, no };
  const branch = condition.value === true || condition.value === 'true' ? yes : no;
  return condition.sensitive === true && branch.kind === 'literal' ? literal(branch.value, true) : branch;
}

/** The result of an operator on operands that are known; undefined where it does not follow from them. */
export function applyOperator(operator: string, operands: readonly Tree[]): Tree | undefined {
  const known = operands.filter((operand): operand is Literal => operand.kind === 'literal');
  const [left, right] = known;
  if (left === undefined || known.length < operands.length) return undefined;
  const result = resultOf(operator, left.value, right?.value);
  return result === undefined ? undefined : literal(result, anySensitive(known));
}

function resultOf(operator: string, left: unknown, right: unknown): boolean | number | undefined {
  switch (operator) {
    case '!':
      return typeof left === 'boolean' ? !left : undefined;
    case '-':
      return right === undefined && typeof left === 'number' ? -left : undefined;
    case '==':
      return same(left, right);
    case '!=': {
      const equal = same(left, right);
      return equal === undefined ? undefined : !equal;
    }
    case '&&':
      return typeof left === 'boolean' && typeof right === 'boolean' ? left && right : undefined;
    case '||':
      return typeof left === 'boolean' && typeof right === 'boolean' ? left || right : undefined;
    default:
      return undefined;
  }
}

/** Values of different types are left to Terraform, which knows what their types really are. */
function same(left: unknown, right: unknown): boolean | undefined {
  if (left === null || right === null) return left === right;
  return typeof left === typeof right && typeof left !== 'object' ? left === right : undefined;
}

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
  return elements.every((list) => list !== undefined) ? tupleOfTrees(elements.flat()) : undefined;
}

function merge(maps: readonly Tree[]): Tree | undefined {
  const entries = maps.map(literalEntries);
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
  const entries = literalEntries(map);
  if (entries === undefined || key?.kind !== 'literal') return undefined;
  const found = entries.get(String(key.value)) ?? otherwise;
  return found?.kind === 'literal' && anySensitive([key]) ? literal(found.value, true) : found;
}
