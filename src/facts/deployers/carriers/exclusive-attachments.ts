import { holdersIn, PRINCIPAL_KINDS } from '../holders.js';
import { policiesAt } from '../policy-by-arn.js';
import type { Carrier } from './carrier.js';

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
