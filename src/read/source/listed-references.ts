import { type ExpressionReference, formatReference, type Node, referencesIn } from '../../expressions/index.js';

/**
 * The references of an expression as plan JSON lists them: each followed by the shorter references in it.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
export function listedReferences(tree: Node): readonly string[] {
  return referencesIn(tree).flatMap((reference) => {
    const shortest = shortestLength(reference);
    const lengths = Array.from(
      { length: Math.max(1, reference.steps.length - shortest + 1) },
      (_, at) => reference.steps.length - at,
    );
    return lengths.map((length) => formatReference({ ...reference, steps: reference.steps.slice(0, length) }));
  });
}

/** How many steps the shortest reference has that Terraform lists. Unit: steps behind the root. */
function shortestLength({ root, steps }: ExpressionReference): number {
  if (root === 'data') return 2;
  // An instance of a module is listed, all instances together are not.
  return root === 'module' && steps[1]?.kind === 'index' ? 2 : 1;
}
