import { holdersIn, PRINCIPAL_KINDS } from '../holders.js';
import { policiesAt } from '../policy-by-arn.js';
import type { Carrier } from './carrier.js';

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
