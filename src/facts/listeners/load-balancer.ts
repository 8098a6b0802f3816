import type { LoadBalancerFacts } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import type { Value } from '../../model/value.js';
import type { FactContext } from '../fact-context.js';

/** The load balancer that a resource makes. */
export function loadBalancerFacts(context: FactContext, resource: Resource, name: Value<string>): LoadBalancerFacts {
  return {
    address: resource.address,
    type: resource.type,
    name,
    region: context.resolver.region(resource),
    partition: context.resolver.partition(resource),
    account: context.resolver.account(resource),
    action: resource.action,
  };
}
