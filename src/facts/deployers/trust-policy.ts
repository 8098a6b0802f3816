import { arrayOf, isObject, type Json, parseJson, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';

/**
 * AWS services that make load balancers of their own accord, and never run anybody's Terraform.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 */
const SERVICES = ['autoscaling', 'ecs', 'eks', 'elasticbeanstalk', 'elasticloadbalancing'].map(
  (service) => `${service}.amazonaws.com`,
);

/** True of a role whose trust policy lets only such a service assume it. */
export function isServiceRole(role: Resource): boolean {
  const trust = textAttribute(role, 'assume_role_policy');
  const statement = trust.kind === 'known' ? property(parseJson(trust.value), 'Statement') : undefined;
  const statements = Array.isArray(statement) ? arrayOf(statement) : [statement];
  const allowing = statements.filter((one) => property(one, 'Effect') !== 'Deny');
  return allowing.length > 0 && allowing.every((one) => namesOnlyServices(property(one, 'Principal')));
}

function namesOnlyServices(principal: Json | undefined): boolean {
  if (!isObject(principal) || Object.keys(principal).join() !== 'Service') return false;
  const services = [property(principal, 'Service') ?? []].flat();
  return services.every((name) => SERVICES.some((service) => name === service));
}
