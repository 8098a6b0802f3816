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
  const references = new Map(specific(expression).map((text) => [text, parseTraversal(text)]));
  return [...references].flatMap(([text, steps]) => (steps === undefined ? [] : [{ text, steps }]));
}

/** The reference of an expression that has one, once; undefined for one that refers to more or to one thing twice. */
export function onlyReference(expression: Expression): Reference | undefined {
  const [text, ...others] = specific(expression);
  const steps = text === undefined || others.length > 0 ? undefined : parseTraversal(text);
  return text === undefined || steps === undefined ? undefined : { text, steps };
}

/** What an expression refers to more than once, as it does to what it has a condition on and yields. */
export function repeatedReferences(expression: Expression): readonly string[] {
  const seen = new Set<string>();
  return specific(expression).filter((text) => seen.size === seen.add(text).size);
}

function specific(expression: Expression): readonly string[] {
  const kept: string[] = [];
  for (const text of expression.references) {
    const last = kept.at(-1) ?? '';
    const isPrefix = last.startsWith(text) && /^[.[]/.test(last.slice(text.length));
    if (!isPrefix) kept.push(text);
  }
  return kept;
}
