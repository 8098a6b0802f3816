import type { Expression } from '../../../model/plan.js';
import { anyInstance, choicesOf } from './choices.js';
import { referencesIn } from './references.js';
import type { Tree } from './tree.js';

/** An expression as every later step reads it. */
export function expressionOf(tree: Tree): Expression {
  if (tree.kind === 'literal') {
    return { constant: tree.value, references: [], plain: false, ...(tree.sensitive ? { sensitive: true } : {}) };
  }
  const references = referencesIn(tree);
  const reference = anyInstance(tree);
  if (reference !== undefined) {
    const plain = reference === tree || referencesIn(reference).join() === references.join();
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
  const found = referencesIn(tree);
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
