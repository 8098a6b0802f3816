import type { Resource } from '../../model/plan.js';
import { type Resolver, textAttribute } from '../../resolve/index.js';
import type { HeldPolicy } from '../iam/decide.js';
import type { CarriedGift } from './carriers/carrier.js';
import { holdersIn, PRINCIPAL_KINDS, type PrincipalKind } from './holders.js';
import { textsAt } from './text-list.js';

/** The types that remove every inline policy whose name they do not list. */
export const EXCLUSIVE_NAMES = PRINCIPAL_KINDS.map((kind) => `aws_iam_${kind}_policies_exclusive`);

/**
 * The policies that a principal receives. Where a resource claims to be the only one to say which it has, one that it
 * does not list may be taken away again.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policies_exclusive
 */
export function withExclusiveNames(
  resolver: Resolver,
  principal: Resource,
  kind: PrincipalKind,
  gifts: readonly CarriedGift[],
): readonly HeldPolicy[] {
  const owner = gifts.find(({ carrier }) => carrier.type === `aws_iam_${kind}_policy_attachments_exclusive`);
  const listed = new Set(owner?.policies.map(({ address }) => address));
  const names = exclusiveNames(resolver, principal, kind);
  return gifts.flatMap(({ policies, manner, carrier }) => {
    const name = textAttribute(carrier, 'name');
    if (manner === 'inline') {
      const kept = names === undefined || name.kind !== 'known' || names.names.has(name.value);
      return kept ? policies : policies.map((policy) => doubted(policy, names.by));
    }
    if (owner === undefined || carrier === owner.carrier) return policies;
    return policies.map((policy) => (listed.has(policy.address) ? policy : doubted(policy, owner.carrier.address)));
  });
}

function doubted(policy: HeldPolicy, by: string): HeldPolicy {
  return { ...policy, uncertain: `${by} does not list it and takes it away` };
}

/** The names that inline policies may have; undefined where any may stay, or not all names are known. */
function exclusiveNames(
  resolver: Resolver,
  principal: Resource,
  kind: PrincipalKind,
): { readonly names: ReadonlySet<string>; readonly by: string } | undefined {
  for (const resource of resolver.index.ofType('managed', `aws_iam_${kind}_policies_exclusive`)) {
    if (!holdersIn(resolver, resource, `${kind}_name`, kind).certain.includes(principal)) continue;
    const texts = textsAt(resource, 'policy_names') ?? [];
    if (texts.some((text) => text.kind === 'unknown')) continue;
    return { names: new Set(texts.flatMap((text) => (text.kind === 'known' ? text.value : []))), by: resource.address };
  }
  return undefined;
}
