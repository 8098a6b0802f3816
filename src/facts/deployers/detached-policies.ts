import { groupBy } from '../../model/collections.js';
import type { Json, JsonObject } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { type Resolver, textAttribute } from '../../resolve/index.js';
import type { IamPolicy } from '../iam/decide.js';
import { perPlan } from '../sources.js';
import { sortedTexts } from './argument-texts.js';
import { attachmentTypes } from './attachment-types.js';
import type { PolicyAttachment } from './attachments.js';

/**
 * The policies that a principal has through its attachments. Where an exclusive attachment does not list one, apply may
 * detach it again.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policies_exclusive
 */
export function withExclusiveAttachments(
  principal: Resource,
  attachments: readonly PolicyAttachment[],
): readonly IamPolicy[] {
  const managed = attachments.find(({ type }) => type.exclusive && type.policy.kind === 'managed');
  const listed = new Set(managed?.policies.map(({ address }) => address));
  const inline = allowedInlineNames(principal, attachments);
  return attachments.flatMap(({ type, resource, policies }) => {
    if (type.policy.kind === 'inline') {
      const name = type.policy.name === null ? undefined : textAttribute(resource, type.policy.name);
      const isKept = inline === undefined || name?.kind !== 'known' || inline.names.has(name.value);
      return isKept ? policies : policies.map((policy) => perhapsDetached(policy, inline.by));
    }
    if (managed === undefined || resource === managed.resource) return policies;
    return policies.map((policy) =>
      listed.has(policy.address) ? policy : perhapsDetached(policy, managed.resource.address),
    );
  });
}

function perhapsDetached(policy: IamPolicy, by: string): IamPolicy {
  return { ...policy, uncertain: `${by} does not list it and takes it away` };
}

interface InlineNames {
  readonly names: ReadonlySet<string>;
  readonly by: string;
}

/** The names that inline policies may have; undefined where any may stay, or not all names are known. */
function allowedInlineNames(principal: Resource, attachments: readonly PolicyAttachment[]): InlineNames | undefined {
  for (const { type, resource, principals } of attachments) {
    if (type.policy.kind !== 'inlineNames' || !principals.certain.includes(principal)) continue;
    const { known, missing } = sortedTexts(resource, type.policy.names);
    if (missing === 0) return { names: new Set(known.map(({ value }) => value)), by: resource.address };
  }
  return undefined;
}

/** What the plan takes from a role that the state still shows it to have. */
export interface DetachedPolicies {
  readonly arns: ReadonlySet<string>;
  readonly inlineNames: ReadonlySet<string>;
}

/** What attachments and inline policies that the plan deletes, or changes, give to a role of that name now. */
export function detachedFrom(resolver: Resolver, role: string): DetachedPolicies {
  const detached = detachments(resolver).get(role) ?? [];
  return {
    arns: new Set(detached.flatMap(({ arns }) => arns)),
    inlineNames: new Set(detached.flatMap(({ inlineNames }) => inlineNames)),
  };
}

/** By the name of the role. An exclusive attachment that goes away leaves attached what it attached. */
const detachments = perPlan(({ plan }) => {
  const types = new Map(attachmentTypes.filter(({ exclusive }) => !exclusive).map((type) => [type.type, type]));
  const all = plan.resources.flatMap((resource) => {
    const type = types.get(resource.type);
    const before = takenAway(resource);
    if (type?.principals.role === undefined || before === undefined) return [];
    const { policy } = type;
    const arns = policy.kind === 'managed' ? textsOf(before[policy.arn]) : [];
    const inlineNames = policy.kind === 'inline' && policy.name !== null ? textsOf(before[policy.name]) : [];
    return textsOf(before[type.principals.role]).map((role) => ({ role, arns, inlineNames }));
  });
  return groupBy(all, ({ role }) => role);
});

/** What is before the plan and may not be after it. What Terraform only forgets stays. */
function takenAway({ action, values, before }: Resource): JsonObject | undefined {
  if (action === 'delete') return values;
  return (action === 'replace' || action === 'update') && before !== null ? before : undefined;
}

function textsOf(json: Json | undefined): readonly string[] {
  return [json ?? []].flat().filter((text) => typeof text === 'string');
}
