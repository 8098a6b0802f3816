import { groupBy } from '../../model/collections.js';
import type { Json, JsonObject } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { blockOf, type Resolver, textAttribute } from '../../resolve/index.js';
import { perPlan } from '../context.js';
import type { HeldPolicy } from '../iam/decide.js';
import { unknownDocument } from '../iam/document.js';
import type { CarriedGift } from './attachments.js';
import { documentsOf } from './documents.js';
import { holdersIn, PRINCIPAL_KINDS, type PrincipalKind } from './holders.js';
import { policiesAt } from './policy-arns.js';
import { countAt, textsAt } from './texts.js';

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

/** What the plan takes from a role that the state still shows it to have. */
export interface Leaving {
  /** ARNs of policies. */
  readonly attached: ReadonlySet<string>;
  /** Names of inline policies. */
  readonly inline: ReadonlySet<string>;
}

/** What attachments and inline policies that the plan deletes, or replaces, give to a role of that name now. */
export function leavingRole(resolver: Resolver, role: string): Leaving {
  const losses = lossesByRole(resolver).get(role) ?? [];
  return {
    attached: new Set(losses.flatMap(({ type, before }) => (type === INLINE ? [] : textsIn(before['policy_arn'])))),
    inline: new Set(losses.flatMap(({ type, before }) => (type === INLINE ? textsIn(before['name']) : []))),
  };
}

const INLINE = 'aws_iam_role_policy';
const TYPES: ReadonlySet<string> = new Set([INLINE, 'aws_iam_role_policy_attachment', 'aws_iam_policy_attachment']);

const lossesByRole = perPlan(({ plan }) => {
  const losses = plan.resources.flatMap((resource) => {
    const before = TYPES.has(resource.type) ? takenAway(resource) : undefined;
    if (before === undefined) return [];
    const roles = [...textsIn(before['role']), ...textsIn(before['roles'])];
    return roles.map((role) => ({ role, type: resource.type, before }));
  });
  return groupBy(losses, ({ role }) => role);
});

/** What is before the plan and may not be after it. What Terraform only forgets stays. */
function takenAway({ action, values, before }: Resource): JsonObject | undefined {
  if (action === 'delete') return values;
  return (action === 'replace' || action === 'update') && before !== null ? before : undefined;
}

function textsIn(json: Json | undefined): readonly string[] {
  return [json ?? []].flat().filter((text) => typeof text === 'string');
}
