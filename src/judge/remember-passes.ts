import type { SubjectFacts } from '../model/facts.js';
import type { Value } from '../model/value.js';
import { type Evaluation, evaluatePolicy } from './evaluate.js';
import type { Policy } from './policy.js';
import { factAt, withEachCertificate } from './read-fact.js';

/** What each policy says of some facts, in the order of the policies. */
export type EvaluateAll = (facts: SubjectFacts) => readonly PolicyEvaluation[];

export interface PolicyEvaluation extends Evaluation {
  readonly policy: Policy;
}

/**
 * Evaluates policies with a memory of what passes or does not apply, by the facts that the policy reads: in a large plan
 * most listeners are alike in those. What fails or is open is evaluated each time, as its message names the values.
 */
export function rememberPasses(policies: readonly Policy[]): EvaluateAll {
  const remembered = new Map<string, PolicyEvaluation>();
  const paths = [...new Set(policies.flatMap(({ reads }) => reads))].map((path) => [path, path.split('.')] as const);
  return (facts) => {
    if (withEachCertificate(facts).length > 0)
      return policies.map((policy) => ({ policy, ...evaluatePolicy(policy, facts) }));
    const texts = new Map(paths.map(([path, names]) => [path, textOf(factAt(facts, names))]));
    return policies.map((policy) => {
      const key = [policy.id, ...policy.reads.map((path) => texts.get(path))].join('\n');
      const evaluation = remembered.get(key) ?? { policy, ...evaluatePolicy(policy, facts) };
      if (evaluation.outcome === 'pass' || evaluation.outcome === 'notApplicable') remembered.set(key, evaluation);
      return evaluation;
    });
  };
}

/** The same for facts that no policy tells apart. No fact's own value is an object, as an unknown one is here. */
function textOf(fact: Value<unknown>): string {
  if (fact.kind === 'absent') return 'null';
  return JSON.stringify(fact.kind === 'known' ? fact.value : { candidates: fact.candidates, identity: fact.identity });
}
