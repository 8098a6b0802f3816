import type { Resource } from '../../model/plan.js';
import { type Resolver, textAttribute } from '../../resolve/index.js';
import type { HeldPolicy } from '../iam/decide.js';
import { documentsAt } from './documents.js';
import { type Holders, holdersIn, PRINCIPAL_KINDS } from './holders.js';
import { policiesAt } from './policy-arns.js';
import type { Principal } from './principals.js';

/** Policies that a resource gives to principals. */
export interface Gift {
  readonly holders: Holders;
  readonly policies: readonly HeldPolicy[];
  /** `inline` for text in the principal itself, `attached` for a policy of its own. */
  readonly manner: 'inline' | 'attached';
}

/** A resource type that gives policies to principals. */
export interface Carrier {
  readonly type: string;
  gifts(resolver: Resolver, resource: Resource): readonly Gift[];
}

/** What one resource gives, with the resource itself. */
export interface CarriedGift extends Gift {
  readonly carrier: Resource;
}

/**
 * `aws_iam_role_policy_attachments_exclusive` and its like: attaches the policies that it lists and detaches every other one.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachments_exclusive
 */
export const exclusiveAttachments: readonly Carrier[] = PRINCIPAL_KINDS.map((kind) => ({
  type: `aws_iam_${kind}_policy_attachments_exclusive`,
  gifts: (resolver, resource) => [
    {
      holders: holdersIn(resolver, resource, `${kind}_name`, kind),
      policies: policiesAt(resolver, resource, 'policy_arns'),
      manner: 'attached',
    },
  ],
}));

/** `aws_iam_role_policy`, `aws_iam_user_policy` and `aws_iam_group_policy`. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy */
export const inlinePolicies: readonly Carrier[] = PRINCIPAL_KINDS.map((kind) => ({
  type: `aws_iam_${kind}_policy`,
  gifts: (resolver, resource) => [
    {
      holders: holdersIn(resolver, resource, kind, kind),
      policies: [
        { address: resource.address, alternatives: documentsAt(resolver, resource, 'policy'), uncertain: null },
      ],
      manner: 'inline',
    },
  ],
}));

/** `aws_iam_role_policy_attachment` and its like. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachment */
export const policyAttachments: readonly Carrier[] = PRINCIPAL_KINDS.map((kind) => ({
  type: `aws_iam_${kind}_policy_attachment`,
  gifts: (resolver, resource) => [
    {
      holders: holdersIn(resolver, resource, kind, kind),
      policies: policiesAt(resolver, resource, 'policy_arn'),
      manner: 'attached',
    },
  ],
}));

/** One policy for any number of principals. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy_attachment */
export const sharedAttachment: Carrier = {
  type: 'aws_iam_policy_attachment',
  gifts: (resolver, resource) => {
    const policies = policiesAt(resolver, resource, 'policy_arn');
    return PRINCIPAL_KINDS.map((kind) => ({
      holders: holdersIn(resolver, resource, `${kind}s`, kind),
      policies,
      manner: 'attached',
    }));
  },
};

/** Every resource type that gives policies to principals which are resources of their own. */
export const carriers: readonly Carrier[] = [
  ...inlinePolicies,
  ...policyAttachments,
  ...exclusiveAttachments,
  sharedAttachment,
];

/** Whether a policy is in use, or may be: attached to somebody, in the plan or not, or the boundary of somebody. */
export function attachedPolicies(
  gifts: readonly CarriedGift[],
  principals: readonly Pick<Principal, 'held'>[],
): (policy: Resource) => boolean {
  const used = [
    ...gifts.flatMap(({ policies }) => policies),
    ...principals.flatMap(({ held }) => [...held.grants, ...held.ceilings.flat()]),
  ];
  const addresses = new Set(used.flatMap(({ address, oneOf }) => [address, ...(oneOf ?? [])]));
  const anyUnknown = gifts.some(({ carrier, manner, policies }) => {
    return (
      manner === 'attached' && policies.some(({ address, oneOf }) => address === carrier.address && oneOf === undefined)
    );
  });
  return (policy) => addresses.has(policy.address) || (anyUnknown && textAttribute(policy, 'arn').kind === 'unknown');
}
