import type { Resource } from '../../model/plan.js';
import type { Resolver } from '../../resolve/index.js';
import { perPlan } from '../context.js';
import { type Holders, holdersIn } from './holders.js';

/** Which groups a user is in. */
export interface Membership {
  readonly certain: ReadonlySet<Resource>;
  readonly possible: ReadonlyMap<Resource, string>;
  /** Why it may be in groups that are not in the plan; null where it is not. */
  readonly others: string | null;
}

export const MEMBERSHIPS = ['aws_iam_user_group_membership', 'aws_iam_group_membership'] as const;

/** The groups of a user. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_user_group_membership */
export function groupsOf(resolver: Resolver, user: Resource): Membership {
  const certain = new Set<Resource>();
  const possible = new Map<Resource, string>();
  let others: string | null = null;
  for (const { membership, users, groups } of memberships(resolver)) {
    const surely = users.certain.includes(user);
    if (!surely && !users.possible.includes(user)) continue;
    for (const group of groups.certain) {
      if (surely) certain.add(group);
      else possible.set(group, users.reason);
    }
    for (const group of groups.possible) possible.set(group, groups.reason);
    if (groups.others) others = `${membership.address} names a group that is not in the plan`;
  }
  return { certain, possible, others };
}

interface NamedMembers {
  readonly membership: Resource;
  readonly users: Holders;
  readonly groups: Holders;
}

const memberships = perPlan((resolver): readonly NamedMembers[] =>
  MEMBERSHIPS.flatMap((type) => {
    const [user, group] = type === 'aws_iam_group_membership' ? ['users', 'group'] : ['user', 'groups'];
    return resolver.index.ofType('managed', type).map((membership) => ({
      membership,
      users: holdersIn(resolver, membership, user, 'user'),
      groups: holdersIn(resolver, membership, group, 'group'),
    }));
  }),
);
