import { holdersIn, PRINCIPAL_KINDS } from '../holders.js';
import { policiesAt } from '../policy-by-arn.js';
import type { Carrier } from './carrier.js';

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
