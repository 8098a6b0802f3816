import { noCertificate, unknownCertificate } from '../../model/facts.js';
import type { Expression, Resource } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import { type Origin, repeatedReferences } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import type { TracedCertificate } from '../sources.js';
import { withIssuance } from './aws-acm-certificate-validation.js';
import { namedCertificate } from './named-certificate.js';
import { certificateOfOrigins, certificateOfUnknownArn } from './unknown-arn.js';

const REMEDY = 'reference the certificate without a condition on what is known after apply';

/** What a listener's certificate depends on where the input shows the text of its expression. */
export interface EvaluatedCertificate {
  /** What the value is made of. */
  readonly origins: readonly Origin[];
  /** What the expression refers to. */
  dependencies(): readonly Origin[];
}

/**
 * The certificate behind the text that a listener names it with. `expressionsOf` gives the expressions that may set the
 * text, asked where it alone does not tell; none where the configuration does not tell, as with `dynamic` blocks.
 * `evaluate` evaluates them, undefined where the input does not show their text.
 */
export function findCertificate(
  context: FactContext,
  listener: Resource,
  named: Value<string>,
  expressionsOf: () => readonly Expression[],
  evaluate: () => EvaluatedCertificate | undefined = () => undefined,
): TracedCertificate {
  if (named.kind === 'absent') return { facts: noCertificate, trace: [] };
  const evaluated = evaluate();
  if (evaluated !== undefined) {
    const ways = () => [...evaluated.origins, ...evaluated.dependencies()];
    if (named.kind === 'known') return withIssuance(context, listener, namedCertificate(context, named), ways);
    return certificateOfOrigins(context, listener, named.reason, evaluated.origins, ways);
  }
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
