import type { Resource } from '../../model/plan.js';
import { blockOf, type Resolver, textAttribute } from '../../resolve/index.js';
import { type IamPolicy, iamPolicy } from '../iam/decide.js';
import { countAt, sortedTexts } from './argument-texts.js';
import type { PolicyAttachment } from './attachments.js';
import { type DetachedPolicies, detachedFrom } from './detached-policies.js';
import { documentsFrom } from './documents.js';
import { managedPolicies, unknownPolicy } from './managed-policies.js';

/**
 * The policies in a role's own arguments. Where nobody configured them the provider fills them in: what it read of a
 * role that exists is what other resources, and other people, gave it; what it has yet to read is nothing.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export function roleArgumentPolicies(
  resolver: Resolver,
  role: Resource,
  attachments: readonly PolicyAttachment[],
): readonly IamPolicy[] {
  const name = textAttribute(role, 'name');
  const detached: DetachedPolicies =
    name.kind === 'known' ? detachedFrom(resolver, name.value) : { arns: new Set(), inlineNames: new Set() };
  return [
    ...inlinePolicies(resolver, role, new Set([...detached.inlineNames, ...attachedNames(role, attachments)])),
    ...managedPolicyArns(resolver, role, detached),
  ];
}

/** The names of the inline policies that other resources of the plan give to a role. */
function attachedNames(role: Resource, attachments: readonly PolicyAttachment[]): readonly string[] {
  return attachments.flatMap(({ type: { policy }, resource, principals }) => {
    if (policy.kind !== 'inline' || policy.name === null || !principals.certain.includes(role)) return [];
    const name = textAttribute(resource, policy.name);
    return name.kind === 'known' ? [name.value] : [];
  });
}

/** The policies in `inline_policy` blocks; where the provider filled them in, without those that attachments speak for. */
function inlinePolicies(resolver: Resolver, role: Resource, attached: ReadonlySet<string>): readonly IamPolicy[] {
  const body = blockOf(resolver.plan, role)?.block.body;
  const blocks = body?.blocks('inline_policy') ?? [];
  const isConfigured = blocks.length > 0 || (body?.dynamics?.('inline_policy').length ?? 0) > 0;
  const count = countAt(role, ['inline_policy']);
  if (count === 0 && isConfigured && sortedTexts(role, 'inline_policy').missing > 0) {
    return [unknownPolicy(role.address, `known after apply: ${role.address}.inline_policy`)];
  }
  const evaluated = resolver.evaluatedBlocks(role, 'inline_policy');
  const origins =
    evaluated?.flatMap((block) => block.origins('policy')) ??
    blocks.flatMap((block) => {
      const expression = block.expression('policy');
      return expression === undefined ? [] : resolver.traceExpression(role, expression);
    });
  return Array.from({ length: count }, (_, at) => at).flatMap((at): readonly IamPolicy[] => {
    const name = textAttribute(role, 'inline_policy', at, 'name');
    const text = textAttribute(role, 'inline_policy', at, 'policy');
    if (text.kind === 'absent') return [];
    if (!isConfigured && name.kind === 'known' && attached.has(name.value)) return [];
    const isShown = name.kind === 'known' && name.sensitive !== true;
    const address = isShown ? `${role.address} inline policy ${JSON.stringify(name.value)}` : role.address;
    return [iamPolicy(address, ...documentsFrom(resolver, address, text, text.kind === 'unknown' ? origins : []))];
  });
}

function managedPolicyArns(resolver: Resolver, role: Resource, detached: DetachedPolicies): readonly IamPolicy[] {
  const isConfigured = blockOf(resolver.plan, role)?.block.body.expression('managed_policy_arns') !== undefined;
  if (isConfigured) return managedPolicies(resolver, role, 'managed_policy_arns');
  const isUnread = sortedTexts(role, 'managed_policy_arns').missing > 0;
  return isUnread ? [] : managedPolicies(resolver, role, 'managed_policy_arns', detached.arns);
}
