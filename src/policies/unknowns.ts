import type { Value } from '../model/value.js';
import { withEachCertificate } from './alternatives.js';
import { joinWords } from './fact-schema.js';
import type { FactPath } from './policy.js';
import { readFact } from './read-fact.js';

/** Facts that are unknown for one reason. */
export interface UnknownFacts {
  readonly paths: readonly FactPath[];
  readonly reason: string;
  readonly remedy: string | null;
}

/** Why the facts at these paths are unknown: those of one reason together, in the order of the paths. */
export function unknownFacts(facts: object, paths: readonly FactPath[]): readonly UnknownFacts[] {
  const found = new Map<string, UnknownFacts>();
  for (const path of paths) {
    const { reason, remedy } = whyUnknown(facts, path);
    const key = JSON.stringify([reason, remedy]);
    found.set(key, { paths: [...(found.get(key)?.paths ?? []), path], reason, remedy });
  }
  return [...found.values()];
}

/** The same as one clause: `cannot tell yet: certificate.keyAlgorithm: known after apply: …; pass --live`. */
export function describeUnknowns(facts: object, paths: readonly FactPath[]): string {
  const clauses = unknownFacts(facts, paths).map(({ paths: together, reason, remedy }) => {
    return `${joinWords(together, 'and')}: ${reason}${remedy === null ? '' : `; ${remedy}`}`;
  });
  return `cannot tell yet: ${clauses.join(', and ')}`;
}

function whyUnknown(facts: object, path: FactPath): { readonly reason: string; readonly remedy: string | null } {
  const found = [facts, ...withEachCertificate(facts)].map((one) => readFact(one, path)).find(isUnknown);
  if (found !== undefined) return { reason: found.reason, remedy: found.remedy ?? null };
  return { reason: 'depends on which certificate it turns out to be', remedy: null };
}

function isUnknown(value: Value<unknown>): value is Extract<Value<unknown>, { readonly kind: 'unknown' }> {
  return value.kind === 'unknown';
}
