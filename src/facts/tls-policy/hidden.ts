import type { TlsPolicyFacts } from '../../model/facts.js';
import { flatMapValue, known, type Value } from '../../model/value.js';

/** The facts of a policy whose name is weighed but not shown where Terraform marks what names it sensitive. */
export function hiddenLike(facts: TlsPolicyFacts, source: Value<unknown>): TlsPolicyFacts {
  if (source.kind !== 'known' || source.sensitive !== true) return facts;
  return { ...facts, name: flatMapValue(facts.name, (text) => known(text, true)) };
}
