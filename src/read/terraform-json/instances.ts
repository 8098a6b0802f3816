import type { InstanceKey } from '../../model/address.js';
import { type JsonObject, property } from '../../model/json.js';
import { blocksOf } from './blocks.js';
import type { Names } from './expression/evaluate.js';
import { whyUnknown } from './expression/references.js';
import { elementsOf, literal, literalEntries, type Tree } from './expression/tree.js';
import { treeIn } from './names.js';

/** One instance of a block, and what its `each.value` is. */
export interface Instance {
  readonly key: InstanceKey;
  readonly value?: Tree;
}

export interface Instances {
  readonly list: readonly Instance[];
  /** Why it is not known how many there are; one without a key then stands for all of them. */
  readonly unknownCount?: string;
}

/** The instances that `count` or `for_each` make of a block. */
export type InstancesOf = (block: JsonObject) => Instances;

/** The keys of the instances of another resource; undefined where they are not known. */
type KeysOf = (type: string, name: string) => readonly string[] | undefined;

/** More instances than anybody declares; a number beyond this would exhaust the memory. */
const MAX_INSTANCES = 10_000;

const ONE: readonly Instance[] = [{ key: undefined }];

/**
 * Finds the instances of the blocks of a document; a resource whose `for_each` is another one has that one's keys.
 * Source: https://developer.hashicorp.com/terraform/language/meta-arguments/for_each#chaining-for_each-between-resources
 */
export function instancesIn(document: JsonObject, names: Names): InstancesOf {
  const blocks = new Map(blocksOf(document, 'resource', 2).map((block) => [block.labels.join('.'), block.body]));
  const found = new Map<string, readonly string[] | undefined>();
  const keysOf: KeysOf = (type, name) => {
    const address = `${type}.${name}`;
    const block = blocks.get(address);
    if (found.has(address) || block === undefined) return found.get(address);
    found.set(address, undefined); // What a circle leads back to has no keys.
    const { list, unknownCount } = instancesOf(block, names, keysOf);
    const keys = list.flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
    if (unknownCount === undefined && keys.length === list.length) found.set(address, keys);
    return found.get(address);
  };
  return (block) => instancesOf(block, names, keysOf);
}

function instancesOf(block: JsonObject, names: Names, keysOf: KeysOf): Instances {
  const count = property(block, 'count') ?? null;
  const forEach = property(block, 'for_each') ?? null;
  if (count !== null) return counted(treeIn(names, count));
  return forEach === null ? { list: ONE } : keyed(treeIn(names, forEach), keysOf);
}

function counted(tree: Tree): Instances {
  const number = tree.kind === 'literal' ? Number(tree.value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 0 || number > MAX_INSTANCES) {
    return { list: ONE, unknownCount: `count is ${whyUnknown(tree)}` };
  }
  return { list: Array.from({ length: number }, (_, key) => ({ key })) };
}

/** In the order of the keys, as Terraform takes them. */
function keyed(tree: Tree, keysOf: KeysOf): Instances {
  const rounds = roundsOf(tree, 'set') ?? chained(tree, keysOf);
  if (rounds === undefined) return { list: ONE, unknownCount: `for_each is ${whyUnknown(tree)}` };
  const list = rounds.map(({ key, value }) => ({ key: String(key), value }));
  return { list: list.toSorted((one, other) => (one.key < other.key ? -1 : 1)) };
}

function chained(tree: Tree, keysOf: KeysOf): readonly Round[] | undefined {
  if (tree.kind !== 'get' || tree.of.kind !== 'name' || tree.key.kind !== 'literal' || tree.indexed) return undefined;
  const keys = keysOf(tree.of.name, String(tree.key.value));
  return keys?.map((key) => ({ key, value: { kind: 'get', of: tree, key: literal(key), indexed: true } }));
}

/** One round of a `for_each`. */
export interface Round {
  readonly key: string | number;
  readonly value: Tree;
}

/** The rounds of a `for_each`; undefined where their number or keys are not known. A list counts as a set where it must be one. */
export function roundsOf(tree: Tree, lists: 'set' | 'numbered'): readonly Round[] | undefined {
  const collection = tree.kind === 'call' && tree.name === 'toset' ? tree.given[0] : tree;
  const elements = elementsOf(collection);
  if (elements === undefined) {
    const entries = literalEntries(collection);
    return entries && [...entries].map(([key, value]) => ({ key, value }));
  }
  if (lists === 'numbered') return elements.map((value, key) => ({ key, value }));
  const literals = elements.filter((element) => element.kind === 'literal');
  if (literals.length < elements.length) return undefined;
  return literals.map((value) => ({ key: String(value.value), value }));
}
