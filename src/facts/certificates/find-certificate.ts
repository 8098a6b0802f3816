import { noCertificate, unknownCertificate } from '../../model/facts.js';
import type { Expression, Resource } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import { repeatedReferences } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import type { TracedCertificate } from '../sources.js';
import { withIssuance } from './aws-acm-certificate-validation.js';
import { namedCertificate } from './named-certificate.js';
import { certificateOfUnknownArn } from './unknown-arn.js';

const REMEDY = 'reference the certificate without a condition on what is known after apply';

/**
 * The certificate behind the text that a listener names it with. `expressionsOf` gives the expressions that may set the
 * text, asked where it alone does not tell; none where the configuration does not tell, as with `dynamic` blocks.
 */
export function findCertificate(
  context: FactContext,
  listener: Resource,
  named: Value<string>,
  expressionsOf: () => readonly Expression[],
): TracedCertificate {
  if (named.kind === 'absent') return { facts: noCertificate, trace: [] };
  const origins = () => {
    const expressions = expressionsOf();
    if (expressions.length === 0) return undefined;
    return expressions.flatMap((expression) => context.resolver.traceExpression(listener, expression));
  };
  if (named.kind === 'unknown') {
    const condition = openCondition(context, listener, expressionsOf());
    if (condition !== undefined) return { facts: unknownCertificate(condition, REMEDY), trace: [] };
    return certificateOfUnknownArn(context, listener, named.reason, origins());
  }
  return withIssuance(context, listener, namedCertificate(context, named), origins);
}

/**
 * What an expression both yields and has a condition on, where that is not known yet: any branch may be taken, also a
 * literal one, of which the plan shows nothing.
 */
function openCondition(
  context: FactContext,
  listener: Resource,
  expressions: readonly Expression[],
): string | undefined {
  const text = expressions.flatMap(repeatedReferences).find((reference) => {
    const origins = context.resolver.traceExpression(listener, { references: [reference], plain: true });
    return origins.some((origin) => origin.kind !== 'known');
  });
  return text === undefined ? undefined : `a condition on ${text}, which is known after apply`;
}
