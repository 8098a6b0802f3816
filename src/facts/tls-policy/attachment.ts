import type { Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../fact-context.js';

/**
 * Whether a resource that names a load balancer means this one. Names are unique in a Region; where Terraform makes the
 * name up, the reference in the configuration tells.
 */
export function attachmentOf(
  context: FactContext,
  resource: Resource,
  attributeName: string,
  loadBalancer: Resource,
): 'yes' | 'no' | 'maybe' {
  const { resolver } = context;
  if (isElsewhere(context, resource, loadBalancer)) return 'no';
  const named = textAttribute(resource, attributeName);
  const own = textAttribute(loadBalancer, 'name');
  const origins = resolver.traceAttribute(resource, attributeName);
  const refers = origins.length === 1 && origins[0]?.via.at(-1) === loadBalancer.address;
  if (named.kind === 'known') {
    if (own.kind !== 'known' || own.value !== named.value) return 'no';
    return refers || isSameRegion(context, resource, loadBalancer) ? 'yes' : 'maybe';
  }
  if (named.kind === 'absent') return 'no';
  if (refers) return 'yes';
  const others = origins.every((origin) => {
    return origin.kind === 'attribute' && origin.type === 'aws_elb' && origin.resource !== undefined;
  });
  const here = origins.some((origin) => origin.kind === 'attribute' && origin.resource === loadBalancer);
  return origins.length > 0 && others && !here ? 'no' : 'maybe';
}

function isElsewhere({ resolver }: FactContext, resource: Resource, loadBalancer: Resource): boolean {
  const [one, other] = [resolver.region(resource), resolver.region(loadBalancer)];
  return one.kind === 'known' && other.kind === 'known' && one.value !== other.value;
}

function isSameRegion({ resolver }: FactContext, resource: Resource, loadBalancer: Resource): boolean {
  const [one, other] = [resolver.region(resource), resolver.region(loadBalancer)];
  if (one.kind === 'known' && other.kind === 'known') return one.value === other.value;
  return (
    one.kind === 'unknown' && other.kind === 'unknown' && one.identity !== undefined && one.identity === other.identity
  );
}
