import { parseTraversal, type Step } from '../model/address.js';
import type { Expression } from '../model/plan.js';

/** One thing that an expression refers to. */
export interface Reference {
  /** As Terraform writes it: `module.cert["a"].arn`. */
  readonly text: string;
  readonly steps: readonly Step[];
}

/**
 * What an expression refers to, the shorter prefixes that Terraform lists behind each reference left out.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
export function referencesOf(expression: Expression): readonly Reference[] {
  const references = new Map<string, Reference>();
  let last = '';
  for (const text of expression.references) {
    const isPrefix = last.startsWith(text) && /^[.[]/.test(last.slice(text.length));
    if (isPrefix) continue;
    last = text;
    const steps = parseTraversal(text);
    if (steps !== undefined) references.set(text, { text, steps });
  }
  return [...references.values()];
}
