import { holdersIn, PRINCIPAL_KINDS } from '../holders.js';
import { documentsAt } from '../policy-documents.js';
import type { Carrier } from './carrier.js';

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
