import type { CertificateFacts } from '../../model/facts.js';
import type { Plan } from '../../model/plan.js';
import { isValue, type Value } from '../../model/value.js';

/**
 * The facts of a certificate that stands in another input than its listener. What is unknown there under some
 * identity, the Region of its provider say, need not turn out equal to what bears the same identity here.
 */
export function standingIn(plan: Plan, facts: CertificateFacts): CertificateFacts {
  const fields = Object.entries(facts).map(([name, value]: [string, unknown]) => {
    return [name, isValue(value) ? identifiedIn(plan, value) : value] as const;
  });
  return Object.fromEntries(fields) as unknown as CertificateFacts;
}

function identifiedIn(plan: Plan, value: Value<unknown>): Value<unknown> {
  if (value.kind !== 'unknown' || value.identity === undefined) return value;
  return { ...value, identity: `${value.identity} in ${plan.path}` };
}
