type Values = Record<string, unknown>;

/** A resource of IAM: its type, and its values after apply. */
export interface IamResource {
  readonly type: string;
  readonly values: Values;
}

const SERVICES = ['s3', 'ec2', 'dynamodb', 'sqs', 'kms', 'logs', 'ecs', 'rds'];
const DEPLOY = ['CreateLoadBalancer', 'CreateLoadBalancerListeners', 'SetLoadBalancerListenerSSLCertificate'];

/** Every how many policies one lets somebody deploy a load balancer. */
const DEPLOYS_EVERY = 12;

/** The IAM resource of a number in an account where pipelines deploy load balancers: roles, their policies, attachments. */
export function iamResource(index: number): IamResource {
  const group = Math.floor(index / 4);
  const role = `deploy-${group}`;
  const arn = `arn:aws:iam::123456789012:policy/${role}`;
  switch (index % 4) {
    case 0:
      return { type: 'aws_iam_role', values: { name: role, path: '/', assume_role_policy: trust(group) } };
    case 1:
      return { type: 'aws_iam_role_policy', values: { name: role, role, policy: document(index) } };
    case 2:
      return { type: 'aws_iam_policy', values: { arn, name: role, path: '/', policy: document(index) } };
    default:
      return { type: 'aws_iam_role_policy_attachment', values: { role, policy_arn: arn } };
  }
}

function trust(group: number): string {
  const principal = group % 3 === 0 ? { AWS: 'arn:aws:iam::123456789012:root' } : { Service: 'ec2.amazonaws.com' };
  return json([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }]);
}

/** Three to six statements, pretty-printed as people write them. */
function document(index: number): string {
  const statements: Values[] = Array.from({ length: 3 + (index % 4) }, (_, at) => {
    const service = SERVICES[(index + at) % SERVICES.length];
    return {
      Sid: `Statement${at}`,
      Effect: (index + at) % 9 === 0 ? 'Deny' : 'Allow',
      Action: [`${service}:Get*`, `${service}:List*`, `${service}:Describe${at}`],
      Resource: at % 2 === 0 ? `arn:aws:${service}:*:123456789012:thing/${index}/*` : '*',
    };
  });
  if (index % DEPLOYS_EVERY === 1) {
    const actions = DEPLOY.map((action) => `elasticloadbalancing:${action}`);
    statements.push({ Sid: 'Deploy', Effect: 'Allow', Action: [...actions, 'acm:ListCertificates'], Resource: '*' });
  }
  return json(statements);
}

function json(statements: readonly Values[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}
