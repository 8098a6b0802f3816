import { formatKey } from '../../../model/address.js';
import type { Expression } from '../../../model/plan.js';
import { elementsOf, literalEntries, partsOf, type Tree } from './tree.js';

/**
 * What an expression refers to, in the spelling of addresses: `aws_acm_certificate.site.arn`, `var.name`. A reference
 * ends where a key in it is not a literal. Names that a `for` binds are none.
 */
export function treeReferences(tree: Tree): readonly string[] {
  const found = new Set<string>();
  collect(tree, new Set(), found);
  return [...found];
}

function collect(tree: Tree, bound: ReadonlySet<string>, found: Set<string>): void {
  if (tree.kind === 'name' || tree.kind === 'get') {
    const { root, text, dynamic } = traversalOf(tree);
    if (root.kind !== 'name') collect(root, bound, found);
    else if (!bound.has(root.name)) found.add(text);
    for (const key of dynamic) collect(key, bound, found);
    return;
  }
  if (tree.kind !== 'for') {
    for (const part of partsOf(tree)) collect(part, bound, found);
    return;
  }
  collect(tree.over, bound, found);
  const inner = new Set([...bound, ...tree.names]);
  for (const part of tree.parts) collect(part, inner, found);
}

/** Where a chain of attributes and indexes starts, its text up to the first key that is no literal, and such keys. */
function traversalOf(tree: Tree) {
  const gets: (Tree & { readonly kind: 'get' })[] = [];
  let root = tree;
  while (root.kind === 'get') {
    gets.unshift(root);
    root = root.of;
  }
  const end = gets.findIndex(({ key }) => !isStep(key));
  const steps = end < 0 ? gets : gets.slice(0, end);
  const text = steps.map(({ key, indexed }) => (key.kind === 'literal' ? stepText(key.value, indexed) : '')).join('');
  const dynamic = gets.flatMap(({ key }) => (isStep(key) ? [] : [key]));
  return { root, text: root.kind === 'name' ? `${root.name}${text}` : '', dynamic };
}

/** A literal key is one only where it is a name or a number. */
function isStep(key: Tree): boolean {
  return key.kind === 'literal' && (typeof key.value === 'string' || typeof key.value === 'number');
}

/** `.name`, `[0]` or `["key"]`. */
export function stepText(key: unknown, indexed: boolean): string {
  if (!indexed) return `.${String(key)}`;
  return formatKey(typeof key === 'number' ? key : String(key));
}

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
  if (name === 'lookup') return ofCollection([...(literalEntries(first)?.values() ?? []), ...given.slice(2)]);
  return undefined;
}

function ofCollection(values: readonly Tree[] | undefined): readonly Tree[] | undefined {
  return values === undefined || values.length === 0 ? undefined : together(values);
}

/** `[a, b][i]` is one of its elements; `type.name[i].arn` is that of one of the instances. */
function choicesOfGet(tree: Tree & { kind: 'get' }): readonly Tree[] | undefined {
  const values = elementsOf(tree.of) ?? [...(literalEntries(tree.of)?.values() ?? [])];
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

/** An expression as every later step reads it. */
export function expressionOf(tree: Tree): Expression {
  if (tree.kind === 'literal') {
    return { constant: tree.value, references: [], plain: false, ...(tree.sensitive ? { sensitive: true } : {}) };
  }
  const references = treeReferences(tree);
  const reference = anyInstance(tree);
  if (reference !== undefined) {
    const plain = reference === tree || treeReferences(reference).join() === references.join();
    return plain ? { references, plain: true } : { references, plain: false, choices: [expressionOf(reference)] };
  }
  const choices = choicesOf(tree);
  if (choices === undefined) return { references, plain: false, opaque: whyOpaque(tree) };
  return { references, plain: false, choices: choices.map(expressionOf) };
}

/** Why the value is not known, for people. */
export function whyUnknown(tree: Tree): string {
  const choices = choicesOf(tree);
  const [only] = choices ?? [];
  if (only !== undefined && only !== tree && choices?.length === 1) return whyUnknown(only);
  const { references, opaque } = expressionOf(tree);
  const [first] = references;
  if (opaque !== undefined) return opaque;
  if (choices !== undefined && choices.length > 1)
    return `one of several values, which depends on ${references.join(', ')}`;
  if (first === undefined) return 'an expression that only Terraform evaluates';
  return first.startsWith('var.') ? `${first}: it has no default` : `known after apply: ${first}`;
}

function whyOpaque(tree: Tree): string {
  const found = treeReferences(tree);
  const about = found.length === 0 ? '' : ` of ${found.join(', ')}`;
  switch (tree.kind) {
    case 'opaque':
      return tree.reason;
    case 'call':
      return `the result of ${tree.name}()${about}`;
    case 'template':
      return `text made${about}`;
    case 'conditional': {
      const [branch] = [tree.yes, tree.no].filter((one) => choicesOf(one) === undefined);
      return branch === undefined || branch.kind === 'conditional' ? `a conditional${about}` : whyOpaque(branch);
    }
    default:
      return `an expression${about}`;
  }
}
