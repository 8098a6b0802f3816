import type { Resource } from '../../model/plan.js';
import { blockOf, type Resolver, textAttribute } from '../../resolve/index.js';
import type { HeldPolicy } from '../iam/decide.js';
import { unknownDocument } from '../iam/policy-document.js';
import { type Leaving, leavingRole } from './leaving.js';
import { policiesAt } from './policy-by-arn.js';
import { documentsOf } from './policy-documents.js';
import { countAt, textsAt } from './text-list.js';

/**
 * The policies in a role's own arguments. Where nobody configured them the provider fills them in: what it read of a
 * role that exists is what other resources, and other people, gave it; what it has yet to read is nothing.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export function ownPolicies(resolver: Resolver, role: Resource): readonly HeldPolicy[] {
  const name = textAttribute(role, 'name');
  const leaving: Leaving =
    name.kind === 'known' ? leavingRole(resolver, name.value) : { attached: new Set(), inline: new Set() };
  return [...inlinePolicies(resolver, role, leaving), ...managedPolicies(resolver, role, leaving)];
}

function inlinePolicies(resolver: Resolver, role: Resource, leaving: Leaving): readonly HeldPolicy[] {
  const blocks = blockOf(resolver.plan, role)?.block.body.blocks('inline_policy') ?? [];
  const configured = blocks.length > 0;
  const origins = blocks.flatMap((block) => {
    const expression = block.expression('policy');
    return expression === undefined ? [] : resolver.traceExpression(role, expression);
  });
  const count = countAt(role, ['inline_policy']);
  if (count === 0 && configured && textsAt(role, 'inline_policy')?.[0]?.kind === 'unknown') {
    const reason = `known after apply: ${role.address}.inline_policy`;
    return [{ address: role.address, alternatives: [unknownDocument(role.address, reason)], uncertain: null }];
  }
  return Array.from({ length: count }, (_, at) => at).flatMap((at): readonly HeldPolicy[] => {
    const name = textAttribute(role, 'inline_policy', at, 'name');
    const text = textAttribute(role, 'inline_policy', at, 'policy');
    if (text.kind === 'absent') return [];
    if (!configured && name.kind === 'known' && givenElsewhere(resolver, role, name.value, leaving)) return [];
    const address =
      name.kind === 'known' && name.sensitive !== true
        ? `${role.address} inline policy ${JSON.stringify(name.value)}`
        : role.address;
    const alternatives = documentsOf(resolver, address, text, text.kind === 'unknown' ? origins : []);
    return [{ address, alternatives, uncertain: null }];
  });
}

/** True of an inline policy that an `aws_iam_role_policy` speaks for: with what it plans, or by going away. */
function givenElsewhere({ index }: Resolver, role: Resource, name: string, leaving: Leaving): boolean {
  const own = textAttribute(role, 'name');
  return (
    leaving.inline.has(name) ||
    index.ofType('managed', 'aws_iam_role_policy').some((policy) => {
      const [named, holder] = [textAttribute(policy, 'name'), textAttribute(policy, 'role')];
      if (named.kind !== 'known' || named.value !== name) return false;
      return holder.kind === 'known' && own.kind === 'known' && holder.value === own.value;
    })
  );
}

function managedPolicies(resolver: Resolver, role: Resource, leaving: Leaving): readonly HeldPolicy[] {
  const configured = blockOf(resolver.plan, role)?.block.body.expression('managed_policy_arns') !== undefined;
  if (configured) return policiesAt(resolver, role, 'managed_policy_arns');
  const read = textsAt(role, 'managed_policy_arns') ?? [];
  if (read.some(({ kind }) => kind === 'unknown')) return [];
  return policiesAt(resolver, role, 'managed_policy_arns', leaving.attached);
}

/** The policies that limit a role or a user; none where it has no boundary. */
export function boundaryOf(resolver: Resolver, principal: Resource): readonly HeldPolicy[] {
  return policiesAt(resolver, principal, 'permissions_boundary');
}
