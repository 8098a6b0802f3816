import { noCertificate } from '../../model/facts.js';
import type { Expression, Resource } from '../../model/plan.js';
import type { Known, Unknown, Value } from '../../model/value.js';
import type { EvaluatedPart, ResolvedBlock } from '../../resolve/index.js';
import type { FactContext, TracedCertificate } from '../sources.js';
import { withAwait } from './aws-acm-certificate-validation.js';
import { withDestruction } from './destruction.js';
import { namedCertificate } from './named-certificate.js';
import { certificateOfOrigins, certificateOfUnknownArn } from './unknown-arn.js';

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
  evaluate: () => EvaluatedPart | undefined = () => evaluatedExpressions(context, listener, expressionsOf()),
): TracedCertificate {
  if (named.kind === 'absent') return { facts: noCertificate, trace: [] };
  return withDestruction(
    context,
    listener,
    named,
    standingCertificate(context, listener, named, expressionsOf, evaluate),
  );
}

function standingCertificate(
  context: FactContext,
  listener: Resource,
  named: Known<string> | Unknown<string>,
  expressionsOf: () => readonly Expression[],
  evaluate: () => EvaluatedPart | undefined,
): TracedCertificate {
  const evaluated = evaluate();
  if (evaluated !== undefined) {
    const ways = () => [...evaluated.origins, ...evaluated.dependencies()];
    return named.kind === 'known'
      ? withAwait(context, listener, namedCertificate(context, named), ways)
      : certificateOfOrigins(context, listener, named.reason, evaluated.origins, ways);
  }
  const origins = () => {
    const expressions = expressionsOf();
    if (expressions.length === 0) return undefined;
    return expressions.flatMap((expression) => context.resolver.traceExpression(listener, expression));
  };
  if (named.kind === 'unknown') {
    const key = JSON.stringify(expressionsOf().map(({ constant, references }) => [constant, references]));
    return certificateOfUnknownArn(context, listener, named.reason, { key, origins });
  }
  return withAwait(context, listener, namedCertificate(context, named), origins);
}

function evaluatedExpressions(
  { resolver }: FactContext,
  listener: Resource,
  expressions: readonly Expression[],
): EvaluatedPart | undefined {
  if (expressions.length === 0 || expressions.some(({ tree }) => tree === undefined)) return undefined;
  return {
    origins: expressions.flatMap((expression) => resolver.traceExpression(listener, expression)),
    dependencies: () => expressions.flatMap((expression) => resolver.dependencies(listener, expression)),
  };
}

/** What an argument of the blocks that a listener may come from is made of; undefined where there is no such block. */
export function evaluatedArgument(blocks: readonly ResolvedBlock[], argument: string): EvaluatedPart | undefined {
  if (blocks.length === 0) return undefined;
  return {
    origins: blocks.flatMap((block) => block.origins(argument)),
    dependencies: () => blocks.flatMap((block) => block.dependencies(argument)),
  };
}
