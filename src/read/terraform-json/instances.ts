import type { InstanceKey } from '../../model/address.js';
import { type Json, type JsonObject, property } from '../../model/json.js';
import { blocksOf, treeOf } from './blocks.js';
import { type Names, select, simplify } from './expression/evaluate.js';
import { whyUnknown } from './expression/references.js';
import { elementsOf, entriesOf, literal, type Tree } from './expression/tree.js';

/** One instance of a block, and what its `each.value` is. */
export interface Instance {
  readonly key: InstanceKey;
  readonly value: Tree | undefined;
}

export interface Instances {
  readonly list: readonly Instance[];
  /** Why it is not known how many there are; one without a key then stands for all of them. */
  readonly unsettled: string | undefined;
}

/** More instances than anybody declares; a number beyond this would exhaust the memory. */
const MAX_INSTANCES = 10_000;

const ONE: readonly Instance[] = [{ key: undefined, value: undefined }];

/** The keys of the instances of another resource; undefined where they are not known. */
export type KeysOf = (type: string, name: string) => readonly string[] | undefined;

/** The instances that `count` or `for_each` make of a block. Source: https://developer.hashicorp.com/terraform/language/meta-arguments/for_each */
export function instancesOf(block: JsonObject, names: Names, keysOf: KeysOf): Instances {
  const count = property(block, 'count') ?? null;
  const forEach = property(block, 'for_each') ?? null;
  if (count !== null) return counted(simplify(treeOf(count), names));
  if (forEach !== null) return keyed(simplify(treeOf(forEach), names), keysOf);
  return { list: ONE, unsettled: undefined };
}

function counted(tree: Tree): Instances {
  const number = tree.kind === 'literal' ? Number(tree.value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 0 || number > MAX_INSTANCES) {
    return { list: ONE, unsettled: `count is ${whyUnknown(tree)}` };
  }
  return { list: Array.from({ length: number }, (_, key) => ({ key, value: undefined })), unsettled: undefined };
}

/** In the order of the keys, as Terraform takes them. */
function keyed(tree: Tree, keysOf: KeysOf): Instances {
  const entries = roundsOf(tree, 'set') ?? chained(tree, keysOf);
  if (entries === undefined) return { list: ONE, unsettled: `for_each is ${whyUnknown(tree)}` };
  const list = entries.map(({ key, value }) => ({ key: String(key), value }));
  return { list: list.toSorted((one, other) => (one.key < other.key ? -1 : 1)), unsettled: undefined };
}

/** One round for each instance of another resource. Source: https://developer.hashicorp.com/terraform/language/meta-arguments/for_each#chaining-for_each-between-resources */
function chained(tree: Tree, keysOf: KeysOf) {
  if (tree.kind !== 'get' || tree.of.kind !== 'name' || tree.key.kind !== 'literal' || tree.indexed) return undefined;
  const keys = keysOf(tree.of.name, String(tree.key.value));
  return keys?.map((key) => {
    const value: Tree = { kind: 'get', of: tree, key: literal(key), indexed: true };
    return { key, value };
  });
}

/** The rounds of a `for_each`; undefined where their number or keys are not known. A list counts as a set where it must be one. */
export function roundsOf(
  tree: Tree,
  lists: 'set' | 'numbered',
): readonly { readonly key: string | number; readonly value: Tree }[] | undefined {
  const collection = tree.kind === 'call' && tree.name === 'toset' ? tree.given[0] : tree;
  const elements = elementsOf(collection);
  if (elements !== undefined) {
    const rounds = elements.map((value, at) => ({
      key: lists === 'set' ? (value.kind === 'literal' ? String(value.value) : undefined) : at,
      value,
    }));
    return rounds.every((round): round is { key: string | number; value: Tree } => round.key !== undefined)
      ? rounds
      : undefined;
  }
  const entries = entriesOf(collection);
  return entries === undefined ? undefined : [...entries].map(([key, value]) => ({ key, value }));
}

/** A variable of a module. */
export interface Variable {
  readonly name: string;
  /** Undefined where it has none: whoever runs Terraform gives the value. */
  readonly default: Json | undefined;
  readonly sensitive: boolean;
}

export function variablesOf(document: JsonObject): readonly Variable[] {
  return blocksOf(document, 'variable', 1).map(({ labels: [name = ''], body }) => ({
    name,
    default: property(body, 'default'),
    sensitive: String(property(body, 'sensitive')) === 'true',
  }));
}

export function localsOf(document: JsonObject): ReadonlyMap<string, Tree> {
  const entries = blocksOf(document, 'locals', 0).flatMap(({ body }) => Object.entries(body));
  return new Map(entries.filter(([name]) => name !== '//').map(([name, value]) => [name, treeOf(value)]));
}

/** The names that every expression of a module sees. */
export interface ModuleNames extends Names {
  /** The variables whose defaults were taken so far. */
  readonly defaultsTaken: ReadonlySet<string>;
}

/** The names that every expression of a module sees: `var` where it has a default, and `local`. */
export function moduleNames(variables: readonly Variable[], locals: ReadonlyMap<string, Tree>): ModuleNames {
  const known = new Map<string, Tree>(
    variables.flatMap(({ name, default: value, sensitive }) =>
      value === undefined ? [] : [[name, literal(value, sensitive)] as const],
    ),
  );
  const simplified = new Map<string, Tree>();
  const defaultsTaken = new Set<string>();
  const names: ModuleNames = {
    defaultsTaken,
    lookUp(root, name) {
      if (root === 'var') {
        if (known.has(name)) defaultsTaken.add(name);
        return known.get(name);
      }
      return root === 'local' ? local(name) : undefined;
    },
  };
  /** A local that refers to itself, which Terraform refuses, stays a reference where the circle closes. */
  const underWay = new Set<string>();
  function local(name: string): Tree | undefined {
    const done = simplified.get(name);
    const tree = locals.get(name);
    if (done !== undefined || tree === undefined || underWay.has(name)) return done;
    underWay.add(name);
    const result = simplify(tree, names);
    underWay.delete(name);
    simplified.set(name, result);
    return result;
  }
  return names;
}

/** Names with one more: an object such as `each`, or the iterator of a `dynamic` block. */
export function withName(names: Names, root: string, value: Tree): Names {
  return {
    lookUp: (wanted, name) => (wanted === root ? select(value, literal(name)) : names.lookUp(wanted, name)),
  };
}

/** The names that the blocks of one resource instance see. */
export function instanceNames(names: Names, key: InstanceKey, value: Tree | undefined): Names {
  if (key === undefined) return names;
  if (typeof key === 'number')
    return withName(names, 'count', { kind: 'object', entries: [entry('index', literal(key))] });
  return withName(names, 'each', eachOf(literal(key), value ?? literal(key)));
}

/** What `each`, or the iterator of a `dynamic` block, is in one round. */
export function eachOf(key: Tree, value: Tree): Tree {
  return { kind: 'object', entries: [entry('key', key), entry('value', value)] };
}

function entry(key: string, value: Tree) {
  return { key: literal(key), value };
}
