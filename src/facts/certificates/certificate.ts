import type { Mode } from '../../model/address.js';
import type { CertificateFacts } from '../../model/facts.js';
import type { Plan, Resource } from '../../model/plan.js';
import { isValue, unknown, type Value } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';

/** A certificate, and the resources on the way to its key. */
export interface TracedCertificate {
  readonly facts: CertificateFacts;
  readonly trace: readonly string[];
}

/** A resource type whose ARN a listener can name as its certificate. */
export interface CertificateSource {
  readonly mode: Mode;
  readonly type: string;
  describe(context: FactContext, resource: Resource): TracedCertificate;
}

/** A certificate always gets an ARN: where the plan has none yet, it comes with apply. */
export function arnOf(resource: Resource): Value<string> {
  const arn = textAttribute(resource, 'arn');
  return arn.kind === 'absent' ? unknown(`known after apply: ${resource.address}.arn`) : arn;
}

/** No resource or data source tells what uses a certificate. */
export function usage(resource: Resource): Value<boolean> {
  return unknown(`the plan does not tell what uses ${resource.address}`, { remedy: 'give --live' });
}

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
