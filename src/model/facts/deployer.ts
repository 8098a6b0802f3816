import type { FactGroup } from './table.js';

export const DEPLOYER_FACTS = {
  description: 'One principal that can deploy a listener.',
  facts: {
    address: {
      type: 'string',
      known: 'orNull',
      description: 'The Terraform address of the principal, where it is in the plan.',
      example: 'aws_iam_role.deploy',
    },
    arn: {
      type: 'string',
      known: 'orNull',
      description: "The principal's ARN, where it is known.",
      example: null,
    },
    file: {
      type: 'string',
      known: 'orNull',
      description: 'The policy file that was named on the command line.',
      example: null,
    },
    kind: {
      type: 'string',
      known: 'always',
      values: ['role', 'user', 'group', 'policy', 'caller', 'file'],
      description:
        'What the principal is; `policy` is a policy that is attached to nobody yet, `caller` whoever runs Terraform.',
      example: 'role',
    },
    why: {
      type: 'string',
      known: 'always',
      description: 'How it became a deployer, in words.',
      example: 'its policies allow elasticloadbalancing:CreateLoadBalancer',
    },
    permissions: {
      description:
        "What the principal's policies say of each action, by the action in IAM's spelling: `acm:ListCertificates`.",
      byAction: {
        type: 'string',
        values: ['allowed', 'denied', 'notGranted'],
        description: '`denied` where a statement denies the action, `notGranted` where none allows it.',
        example: 'allowed',
      },
    },
    grounds: {
      description: 'Why each permission is what it is: the statement that decided, or that none allows it.',
      byAction: {
        type: 'string',
        known: 'orAbsent',
        prose: true,
        description: 'A clause; null where it is not decided.',
        example: 'aws_iam_policy.deploy statement 1 allows acm:List* on *',
      },
    },
    additions: {
      description: 'What would allow each action.',
      byAction: {
        type: 'strings',
        known: 'orAbsent',
        description: 'The lines of a statement of its own; null where such a statement changes nothing.',
        example: null,
      },
    },
    usesAcm: {
      type: 'boolean',
      description: 'Whether the plan has a listener whose certificate is from ACM; unknown where one may be.',
      example: true,
    },
    trace: {
      type: 'strings',
      known: 'always',
      description: 'The way from the principal to the policies that were read, one address a step.',
      example: ['aws_iam_role.deploy'],
    },
  },
} as const satisfies FactGroup;
