import type { DeployerFacts } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import type { Resolver } from '../../resolve/index.js';
import type { HeldPolicies } from '../iam/decide.js';
import { attachedPolicies } from './attached.js';
import { permissionSetsOf } from './permission-sets.js';
import { policyOf } from './policy-by-arn.js';
import { arnOf, giftsOf, principalsOf } from './principal.js';
import { isServiceRole } from './service-role.js';

/** Whoever may turn out to be a deployer. */
export interface Candidate {
  readonly address: string | null;
  readonly arn: string | null;
  readonly file: string | null;
  readonly kind: DeployerFacts['kind'];
  readonly held: HeldPolicies;
  /** Undefined for what is not a resource. */
  readonly resource?: Resource;
  /** False for what is a deployer only where somebody says so. */
  readonly byItself: boolean;
}

/** The principals of a plan, and its policies. */
export function candidatesOf(resolver: Resolver): readonly Candidate[] {
  const gifts = giftsOf(resolver);
  const principals = principalsOf(resolver, gifts);
  const sets = permissionSetsOf(resolver);
  const attached = attachedPolicies(gifts, [...principals, ...sets]);
  return [
    ...principals.map(({ resource, kind, held }) => {
      return { ...ofResource(resource), kind, held, byItself: kind !== 'role' || !isServiceRole(resource) };
    }),
    ...sets.map(({ resource, held }) => ({ ...ofResource(resource), kind: 'role' as const, held, byItself: true })),
    ...resolver.index.ofType('managed', 'aws_iam_policy').map((resource) => {
      const held = { grants: [policyOf(resolver, resource)], ceilings: [] };
      return { ...ofResource(resource), kind: 'policy' as const, held, byItself: !attached(resource) };
    }),
  ];
}

function ofResource(resource: Resource) {
  return { address: resource.address, arn: arnOf(resource), file: null, resource };
}
