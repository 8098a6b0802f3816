import type { InstanceKey } from '../../model/address.js';
import { type JsonObject, property } from '../../model/json.js';
import { whyUnknown } from './expression/expression-of.js';
import { elementsOf, entriesOf } from './expression/literals.js';
import { type Names, simplify } from './expression/simplify.js';
import { literal, type Tree } from './expression/tree.js';
import { treeOf } from './tree-of.js';

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
