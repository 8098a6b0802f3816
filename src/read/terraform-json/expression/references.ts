import { formatKey } from '../../../model/address.js';
import { partsOf, type Tree } from './tree.js';

/**
 * What an expression refers to, in the spelling of addresses: `aws_acm_certificate.site.arn`, `var.name`. A reference
 * ends where a key in it is not a literal. Names that a `for` binds are none.
 */
export function referencesIn(tree: Tree): readonly string[] {
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
