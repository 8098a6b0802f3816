import type { Expression, Resource } from '../../model/plan.js';
import { type Known, known, type Value } from '../../model/value.js';
import type { FactContext } from '../fact-context.js';
import { noCertificate } from './blank.js';
import type { TracedCertificate } from './certificate-source.js';
import { describeCertificate } from './describe-certificate.js';
import { withIssuance } from './issuance.js';
import { literalCertificate } from './literal.js';
import { unsettledCertificate } from './unsettled-certificate.js';

/**
 * The certificate behind the text that a listener names it with. `expressions` are the expressions that may set the
 * text; none where the configuration does not tell, as with `dynamic` blocks.
 */
export function findCertificate(
  context: FactContext,
  listener: Resource,
  named: Value<string>,
  expressions: readonly Expression[],
): TracedCertificate {
  if (named.kind === 'absent') return { facts: noCertificate, trace: [] };
  const origins = expressions.flatMap((expression) => context.resolver.traceExpression(listener, expression));
  if (named.kind === 'unknown') {
    return unsettledCertificate(context, listener, named.reason, expressions.length > 0 ? origins : undefined);
  }
  return withIssuance(context, namedCertificate(context, named), expressions.length > 0 ? origins : undefined);
}

/** The certificate of this plan that has the ARN, or what the ARN alone tells. A sensitive ARN stays one, however plain the resource shows it. */
function namedCertificate(context: FactContext, named: Known<string>): TracedCertificate {
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
