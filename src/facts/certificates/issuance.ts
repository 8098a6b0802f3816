import { known, unknown } from '../../model/value.js';
import type { Origin } from '../../resolve/index.js';
import type { FactContext } from '../fact-context.js';
import type { TracedCertificate } from './certificate-source.js';

const VALIDATION = 'aws_acm_certificate_validation';

/**
 * Whether something waits until a requested certificate is issued: the way from the listener to it leads through
 * `aws_acm_certificate_validation`. `ways` is undefined where the plan does not tell the way.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate_validation
 */
export function withIssuance(
  context: FactContext,
  certificate: TracedCertificate,
  ways: readonly Origin[] | undefined,
): TracedCertificate {
  const { facts } = certificate;
  const pending = facts.issuance.kind === 'known' && ['notAwaited', 'pendingValidation'].includes(facts.issuance.value);
  if (!pending || facts.address.kind !== 'known') return certificate;
  const address = facts.address.value;
  if (ways === undefined) {
    if (!isValidated(context, address)) return certificate;
    const issuance = unknown<string>(`the plan does not say whether the listener waits for ${address} to be issued`);
    return { ...certificate, facts: { ...facts, issuance } };
  }
  const leading = ways.filter((way) => way.kind === 'known' || way.via.includes(address));
  const awaited = leading.length > 0 && leading.every((way) => way.via.some(isValidation));
  return awaited ? { ...certificate, facts: { ...facts, issuance: known('awaited') } } : certificate;
}

function isValidation(step: string): boolean {
  return step.startsWith(`${VALIDATION}.`) || step.includes(`.${VALIDATION}.`);
}

/** True where some validation in the plan waits for the certificate. */
function isValidated(context: FactContext, address: string): boolean {
  const { index } = context.resolver;
  return index.ofType('managed', VALIDATION).some((validation) => {
    const origins = context.resolver.traceAttribute(validation, 'certificate_arn');
    return origins.length === 0 || origins.some((origin) => origin.kind === 'deadEnd' || origin.via.includes(address));
  });
}
