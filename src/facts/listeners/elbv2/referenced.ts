import type { Resource } from '../../../model/plan.js';
import { blockOf, type Origin, textAttribute } from '../../../resolve/index.js';
import { type FactContext, perPlan } from '../../sources.js';

/** One thing that an ARN may name. */
export type Target =
  | { readonly kind: 'resource'; readonly context: FactContext; readonly resource: Resource }
  | { readonly kind: 'arn'; readonly arn: string }
  | { readonly kind: 'elsewhere'; readonly reason: string };

/** Everything that an ARN in an argument may name: resources or data sources of some types, also of other inputs. */
export function referenced(
  context: FactContext,
  resource: Resource,
  argument: string,
  types: ReadonlySet<string>,
): readonly Target[] {
  const named = textAttribute(resource, argument);
  if (named.kind === 'known') return [targetOfArn(context, named.value, types)];
  if (named.kind === 'absent') return [elsewhere(`${argument} is not set`)];
  const expression = blockOf(context.resolver.plan, resource)?.block.body.expression(argument);
  const origins = expression === undefined ? [] : context.resolver.traceExpression(resource, expression);
  if (origins.length === 0) return [elsewhere(named.reason)];
  return origins.map((origin) => targetOf(context, origin, types));
}

function elsewhere(reason: string): Target {
  return { kind: 'elsewhere', reason };
}

function targetOf(context: FactContext, origin: Origin, types: ReadonlySet<string>): Target {
  switch (origin.kind) {
    case 'known':
      return typeof origin.value === 'string'
        ? targetOfArn(context, origin.value, types)
        : elsewhere('the ARN is no text');
    case 'attribute': {
      const { resource, type, attribute = 'arn', plan, via } = origin;
      const isArn = attribute === 'arn' || attribute === 'id';
      if (resource === undefined || !isArn || !types.has(type)) {
        return elsewhere(`known after apply: ${[via.at(-1), attribute].join('.')}`);
      }
      return { kind: 'resource', context: context.in(plan), resource };
    }
    case 'deadEnd':
      return elsewhere(origin.reason);
    default:
      return origin satisfies never;
  }
}

/** The resource of the plan that has the ARN; else the ARN alone. */
function targetOfArn(context: FactContext, arn: string, types: ReadonlySet<string>): Target {
  const resource = withArn(context.resolver).get(arn);
  return resource !== undefined && types.has(resource.type)
    ? { kind: 'resource', context, resource }
    : { kind: 'arn', arn };
}

export const LOAD_BALANCER_TYPES: ReadonlySet<string> = new Set(['aws_lb', 'aws_alb']);
export const LISTENER_TYPES: ReadonlySet<string> = new Set(['aws_lb_listener', 'aws_alb_listener']);

/** Load balancers and listeners by their ARN; what the plan manages wins over what it looks up. */
const withArn = perPlan(({ index }): ReadonlyMap<string, Resource> => {
  const resources = (['data', 'managed'] as const).flatMap((mode) =>
    [...LOAD_BALANCER_TYPES, ...LISTENER_TYPES].flatMap((type) => index.ofType(mode, type)),
  );
  return new Map(
    resources.flatMap((resource) => {
      const arn = textAttribute(resource, 'arn');
      return arn.kind === 'known' ? [[arn.value, resource] as const] : [];
    }),
  );
});
