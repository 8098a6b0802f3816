import { type Known, known } from '../../model/value.js';
import type { FactContext } from '../fact-context.js';
import type { TracedCertificate } from './certificate-source.js';
import { describeCertificate } from './describe-certificate.js';
import { literalCertificate } from './literal.js';

/** The certificate of this plan that has the ARN, or what the ARN alone tells. A sensitive ARN stays one, however plain the resource shows it. */
export function namedCertificate(context: FactContext, named: Known<string>): TracedCertificate {
  const entry = context.arns.get(named.value);
  const certificate = entry === undefined ? undefined : describeCertificate(context, entry.resource);
  if (entry === undefined || certificate === undefined) return { facts: literalCertificate(named), trace: [] };
  const { facts, trace } = certificate;
  const hidden = named.sensitive === true && facts.account.kind === 'known';
  return {
    facts: {
      ...facts,
      arn: named,
      account: hidden ? known(facts.account.value, true) : facts.account,
      action: entry.goes ? known('delete') : facts.action,
    },
    trace,
  };
}
