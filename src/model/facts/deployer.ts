import { type FactGroup, FROM_SOURCE, flag, text, texts } from './table.js';

export const DEPLOYER_FACTS = {
  description: 'One principal that can deploy a listener.',
  facts: {
    address: text('The Terraform address of the principal, where it is in the plan.', {
      known: 'orNull',
      example: 'aws_iam_role.deploy',
    }),
    arn: text("The principal's ARN, where it is known.", { known: 'orNull', example: null }),
    file: text('The policy file that was named on the command line.', { known: 'orNull', example: null }),
    kind: text(
      'What the principal is; `group` and `policy` only where somebody named them, `caller` whoever runs Terraform.',
      { known: 'always', values: ['role', 'user', 'group', 'policy', 'caller', 'file'], example: 'role' },
    ),
    why: text('How it became a deployer, in words.', {
      known: 'always',
      example: 'its policies allow elasticloadbalancing:CreateLoadBalancer',
    }),
    permissions: {
      description:
        "What the principal's policies say of each action, by the action in IAM's spelling: `acm:ListCertificates`.",
      byAction: text('`denied` where a statement denies the action, `notGranted` where none allows it.', {
        values: ['allowed', 'denied', 'notGranted'],
        example: 'allowed',
      }),
    },
    grounds: {
      description: 'Why each permission is what it is: the statement that decided, or that none allows it.',
      byAction: text('A clause; null where it is not decided.', {
        known: 'orAbsent',
        prose: true,
        example: 'aws_iam_policy.deploy statement 1 allows acm:List* on *',
      }),
    },
    additions: {
      description: 'What would allow each action.',
      byAction: texts('The lines of a statement of its own; null where such a statement changes nothing.', {
        known: 'orAbsent',
        example: null,
      }),
    },
    usesAcm: flag(
      'Whether the plan looks certificates of ACM up, or has a listener with one; unknown where it may have.',
      {
        example: true,
      },
    ),
    fromSource: FROM_SOURCE,
    trace: texts('The way from the principal to the policies that were read, one address a step.', {
      known: 'always',
      example: ['aws_iam_role.deploy'],
    }),
  },
} as const satisfies FactGroup;
