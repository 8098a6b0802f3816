import { elementsOf, entriesOf } from './literals.js';
import type { Tree } from './tree.js';

/** Functions whose result is one of the values they are given. */
const PICK_AN_ARGUMENT: ReadonlySet<string> = new Set(['coalesce', 'try']);

/** Functions whose result is their first argument, as far as text goes. */
const PASS_ON: ReadonlySet<string> = new Set([
  'nonsensitive',
  'sensitive',
  'tobool',
  'tolist',
  'tomap',
  'tonumber',
  'toset',
  'tostring',
  'trimspace',
]);

/**
 * The expressions whose value an expression can turn out to have, none left out; undefined where it can be anything
 * else. A literal and a plain reference are their own only choice.
 */
export function choicesOf(tree: Tree): readonly Tree[] | undefined {
  switch (tree.kind) {
    case 'literal':
      return [tree];
    case 'conditional':
      return together([tree.yes, tree.no]);
    case 'call':
      return choicesOfCall(tree.name, tree.given);
    case 'get':
      return choicesOfGet(tree);
    default:
      return undefined;
  }
}

function together(trees: readonly Tree[]): readonly Tree[] | undefined {
  const choices = trees.map(choicesOf);
  return choices.every((choice) => choice !== undefined) ? choices.flat() : undefined;
}

function choicesOfCall(name: string, given: readonly Tree[]): readonly Tree[] | undefined {
  const [first] = given;
  if (first === undefined) return undefined;
  if (PASS_ON.has(name)) return choicesOf(first);
  if (PICK_AN_ARGUMENT.has(name)) return together(given);
  if (name === 'element') return ofCollection(elementsOf(first));
  if (name === 'one') return first.kind === 'splat' ? [first] : ofCollection(elementsOf(first));
  if (name === 'lookup') return ofCollection([...(entriesOf(first)?.values() ?? []), ...given.slice(2)]);
  return undefined;
}

function ofCollection(values: readonly Tree[] | undefined): readonly Tree[] | undefined {
  return values === undefined || values.length === 0 ? undefined : together(values);
}

/** `[a, b][i]` is one of its elements; `type.name[i].arn` is that of one of the instances. */
function choicesOfGet(tree: Tree & { kind: 'get' }): readonly Tree[] | undefined {
  const values = elementsOf(tree.of) ?? [...(entriesOf(tree.of)?.values() ?? [])];
  if (tree.key.kind !== 'literal' && values.length > 0) return ofCollection(values);
  return anyInstance(tree) === undefined ? undefined : [tree];
}

/**
 * The reference that stands for the attribute of any instance: keys that are no literals are left out where they
 * choose an instance. Undefined for what is no reference.
 */
export function anyInstance(tree: Tree): Tree | undefined {
  if (tree.kind === 'name') return tree;
  if (tree.kind === 'splat') return isBlock(tree.of) ? tree.of : undefined;
  if (tree.kind !== 'get') return undefined;
  if (tree.key.kind !== 'literal') return isBlock(tree.of) ? tree.of : undefined;
  const of = anyInstance(tree.of);
  return of === undefined ? undefined : { ...tree, of };
}

const NO_RESOURCES: ReadonlySet<string> = new Set(['var', 'local', 'each', 'count', 'path', 'terraform', 'self']);

/** `type.name`, `data.type.name` or `module.name`. */
function isBlock(tree: Tree): boolean {
  let steps = 0;
  let root = tree;
  while (root.kind === 'get') {
    if (root.indexed || root.key.kind !== 'literal') return false;
    steps += 1;
    root = root.of;
  }
  return root.kind === 'name' && !NO_RESOURCES.has(root.name) && steps === (root.name === 'data' ? 2 : 1);
}
