import type { Resource } from '../../model/plan.js';
import { known, unknown, type Value } from '../../model/value.js';
import { dependsOn, type Origin } from '../../resolve/index.js';
import type { FactContext } from '../fact-context.js';
import type { TracedCertificate } from './certificate-source.js';

/**
 * Whether the listener waits until a requested certificate is issued: some way from it to the certificate leads through
 * `aws_acm_certificate_validation`. One way is enough, also in a condition or a `try`: Terraform makes a resource after
 * everything that its expressions refer to. `ways` is undefined where the plan does not tell the way.
 * Source: https://developer.hashicorp.com/terraform/internals/graph
 */
export function withIssuance(
  context: FactContext,
  listener: Resource,
  certificate: TracedCertificate,
  ways: readonly Origin[] | undefined,
): TracedCertificate {
  const { facts } = certificate;
  const pending = facts.issuance.kind === 'known' && ['notAwaited', 'pendingValidation'].includes(facts.issuance.value);
  if (!pending || facts.address.kind !== 'known') return certificate;
  const told = (issuance: Value<string>) => ({ ...certificate, facts: { ...facts, issuance } });
  const address = facts.address.value;
  const validations = validationsOf(context, address);
  if (validations.some((validation) => dependsOn(context.resolver.plan, listener, validation))) {
    return told(known('awaited'));
  }
  if (ways === undefined) {
    if (validations.length === 0) return certificate;
    return told(unknown(`the plan does not say whether the listener waits for ${address} to be issued`));
  }
  const passed = new Set(ways.flatMap((way) => way.via));
  const awaited = validations.some((validation) => passed.has(validation.address));
  return awaited ? told(known('awaited')) : certificate;
}

/** The validations in the plan that wait, or may wait, for the certificate. */
function validationsOf(context: FactContext, address: string): readonly Resource[] {
  const { index } = context.resolver;
  return index.ofType('managed', 'aws_acm_certificate_validation').filter((validation) => {
    const origins = context.resolver.traceAttribute(validation, 'certificate_arn');
    return origins.length === 0 || origins.some((origin) => origin.kind === 'deadEnd' || origin.via.includes(address));
  });
}
