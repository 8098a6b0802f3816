import type { Resource } from '../../model/plan.js';
import type { Resolver } from '../../resolve/index.js';
import { perPlan } from '../sources.js';
import { type NamedPrincipals, principalsNamedBy } from './principals.js';

/**
 * The resource types that put users into groups, each with the arguments that name users and groups.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_user_group_membership
 */
export const membershipTypes = [
  { mode: 'managed', type: 'aws_iam_user_group_membership', users: 'user', groups: 'groups' },
  { mode: 'managed', type: 'aws_iam_group_membership', users: 'users', groups: 'group' },
] as const;

/** Which groups a user is in. */
export interface UserGroups {
  readonly certain: ReadonlySet<Resource>;
  /** Those that it may be in, and why that is not sure. */
  readonly possible: ReadonlyMap<Resource, string>;
  /** Why it may be in groups that are not in the plan; null where it is not. */
  readonly elsewhere: string | null;
}

export function groupsOf(resolver: Resolver, user: Resource): UserGroups {
  const certain = new Set<Resource>();
  const possible = new Map<Resource, string>();
  let elsewhere: string | null = null;
  for (const { resource, users, groups } of memberships(resolver)) {
    const isMember = users.certain.includes(user);
    if (!isMember && !users.possible.includes(user)) continue;
    for (const group of groups.certain) {
      if (isMember) certain.add(group);
      else possible.set(group, users.reason);
    }
    for (const group of groups.possible) possible.set(group, groups.reason);
    if (groups.elsewhere) elsewhere = `${resource.address} names a group that is not in the plan`;
  }
  return { certain, possible, elsewhere };
}

interface Membership {
  readonly resource: Resource;
  readonly users: NamedPrincipals;
  readonly groups: NamedPrincipals;
}

const memberships = perPlan((resolver): readonly Membership[] =>
  membershipTypes.flatMap(({ mode, type, users, groups }) =>
    resolver.index.ofType(mode, type).map((resource) => ({
      resource,
      users: principalsNamedBy(resolver, resource, users, 'user'),
      groups: principalsNamedBy(resolver, resource, groups, 'group'),
    })),
  ),
);
