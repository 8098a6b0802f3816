import type { Resource } from '../../model/plan.js';
import type { Resolver } from '../../resolve/index.js';
import type { IamPolicy, PrincipalPolicies } from '../iam/decide.js';
import { attachmentsByPrincipal, type PolicyAttachment } from './attachments.js';
import { withExclusiveAttachments } from './detached-policies.js';
import { groupsOf } from './groups.js';
import { managedPolicies, unknownPolicy } from './managed-policies.js';
import type { Principal } from './principals.js';
import { roleArgumentPolicies } from './role-arguments.js';

/** Everything of the plan that reaches each principal: attachments, its own arguments, its groups and its boundary. */
export function policiesReaching(
  resolver: Resolver,
  principals: readonly Principal[],
  attachments: readonly PolicyAttachment[],
): ReadonlyMap<Principal, PrincipalPolicies> {
  const byPrincipal = attachmentsByPrincipal(attachments);
  const attachedTo = ({ resource }: Principal, effect: 'grants' | 'limits') =>
    (byPrincipal.get(resource) ?? []).filter(({ type }) => type.effect === effect);
  const direct = new Map(
    principals.map((principal): [Resource, readonly IamPolicy[]] => {
      const granted = attachedTo(principal, 'grants');
      const { kind, resource } = principal;
      const own = kind === 'role' ? roleArgumentPolicies(resolver, resource, granted) : [];
      return [resource, [...withExclusiveAttachments(resource, granted), ...own]];
    }),
  );
  return new Map(
    principals.map((principal) => {
      const { kind, resource } = principal;
      const boundary = [
        ...managedPolicies(resolver, resource, 'permissions_boundary'),
        ...attachedTo(principal, 'limits').flatMap(({ policies }) => policies),
      ];
      const inGroups = kind === 'user' ? groupPolicies(resolver, resource, direct) : [];
      const identityPolicies = [...(direct.get(resource) ?? []), ...inGroups];
      return [principal, { identityPolicies, permissionLimits: boundary.length === 0 ? [] : [boundary] }];
    }),
  );
}

/** The policies of a user's groups. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html */
function groupPolicies(
  resolver: Resolver,
  user: Resource,
  direct: ReadonlyMap<Resource, readonly IamPolicy[]>,
): readonly IamPolicy[] {
  const { certain, possible, elsewhere } = groupsOf(resolver, user);
  const policiesOf = (group: Resource) => direct.get(group) ?? [];
  return [
    ...[...certain].flatMap(policiesOf),
    ...[...possible].flatMap(([group, uncertain]) =>
      certain.has(group) ? [] : policiesOf(group).map((policy) => ({ ...policy, uncertain })),
    ),
    ...(elsewhere === null ? [] : [unknownPolicy(user.address, elsewhere)]),
  ];
}
