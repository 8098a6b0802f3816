import type { Expression, Resource } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import type { FactContext } from '../fact-context.js';
import { noCertificate } from './blank.js';
import type { TracedCertificate } from './certificate-source.js';
import { withIssuance } from './issuance.js';
import { namedCertificate } from './named-certificate.js';
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
  return withIssuance(
    context,
    listener,
    namedCertificate(context, named),
    expressions.length > 0 ? origins : undefined,
  );
}
