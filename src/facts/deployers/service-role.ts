import { arrayOf, isObject, type Json, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';

/**
 * AWS services that make load balancers of their own accord, and never run anybody's Terraform.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 */
const SERVICES = ['autoscaling', 'ecs', 'eks', 'elasticbeanstalk', 'elasticloadbalancing'];

/** True of a role that only such a service can assume. */
export function isServiceRole(role: Resource): boolean {
  const trust = textAttribute(role, 'assume_role_policy');
  if (trust.kind !== 'known') return false;
  const statement = property(parsed(trust.value), 'Statement');
  const trusted = (Array.isArray(statement) ? arrayOf(statement) : [statement ?? null]).flatMap((one) => {
    return property(one, 'Effect') === 'Deny' ? [] : [property(one, 'Principal')];
  });
  return trusted.length > 0 && trusted.every(isServices);
}

function isServices(principal: Json | undefined): boolean {
  if (!isObject(principal) || Object.keys(principal).join() !== 'Service') return false;
  const services = [property(principal, 'Service') ?? []].flat();
  return services.every((name) => SERVICES.some((service) => name === `${service}.amazonaws.com`));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
