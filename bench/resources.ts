import { type IamResource, iamResource } from './iam.js';
import { randomNumbers } from './random.js';

type Values = Record<string, unknown>;

/** One resource instance of a generated plan, and the block that it comes from. */
export interface Generated {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
  /** As the resource stands after apply; what `unknown` names is left out of it for what is created. */
  readonly values: Values;
  readonly unknown: Values;
  readonly expressions: Values;
  readonly provider: string;
}

/** Every how many resources a load balancer comes: 2 %. */
const LOAD_BALANCER_EVERY = 50;

const ACCOUNT = '123456789012';

const MOST = [
  'aws_instance',
  'aws_security_group_rule',
  'aws_route53_record',
  'aws_s3_bucket',
  'aws_lambda_function',
  'aws_cloudwatch_metric_alarm',
  'aws_subnet',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_db_instance',
  'aws_sqs_queue',
  'aws_sns_topic',
  'aws_dynamodb_table',
  'aws_kms_key',
  'aws_kms_alias',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_eip',
  'aws_route_table',
  'aws_vpc_endpoint',
];

/**
 * What a plan is made of: everything, but no policy that lets anybody deploy a load balancer, so that little of IAM has to
 * be read; the same, but a quarter of it IAM, much of which matters; or everything but load balancers and certificates.
 */
export const CONTENTS = ['mixed', 'deployers', 'withoutLoadBalancers'] as const;
export type Content = (typeof CONTENTS)[number];

/** Every how many resources one of IAM comes where deployers matter. */
const IAM_EVERY = 4;

/** The resource of a number, the same every time. */
export function generateResource(seed: number, index: number, content: Content): Generated {
  const random = randomNumbers(seed * 7919 + index);
  for (let i = 0; i < 8; i += 1) random();
  const place = content === 'withoutLoadBalancers' ? 2 : index % LOAD_BALANCER_EVERY;
  const actions = pick(random, [['no-op'], ['no-op'], ['no-op'], ['create'], ['update']]);
  const provider = index % 400 < 40 ? 'aws.west' : 'aws';
  const region = provider === 'aws' ? 'eu-west-1' : 'us-west-2';
  if (place === 0) return loadBalancer(random, index, actions, provider, region);
  if (place === 1) return certificate(random, index, actions, provider, region);
  const iam =
    content === 'deployers' && index % IAM_EVERY === 2 ? iamResource(Math.floor(index / IAM_EVERY)) : undefined;
  return other(random, index, actions, provider, region, iam);
}

function loadBalancer(
  random: () => number,
  index: number,
  actions: readonly string[],
  provider: string,
  region: string,
): Generated {
  const created = actions[0] === 'create';
  const certificateName = `r${index + 1}`;
  const listener = (port: number, protocol: string, certificate: string) => ({
    instance_port: 8080,
    instance_protocol: 'http',
    lb_port: port,
    lb_protocol: protocol,
    ...(certificate === '' && created && port === 443 ? {} : { ssl_certificate_id: certificate }),
  });
  const where = random() < 0.3 ? 'us-east-1' : region;
  const arn = created ? '' : `arn:aws:acm:${where}:${ACCOUNT}:certificate/${hex(index + 1)}`;
  return {
    type: 'aws_elb',
    name: `r${index}`,
    actions,
    provider,
    values: {
      access_logs: [],
      availability_zones: [`${region}a`, `${region}b`],
      connection_draining: false,
      cross_zone_load_balancing: true,
      health_check: [
        { healthy_threshold: 2, interval: 30, target: 'HTTP:8080/health', timeout: 5, unhealthy_threshold: 2 },
      ],
      idle_timeout: 60,
      internal: index % 100 === 0,
      listener: [listener(443, 'https', arn), listener(80, 'http', '')],
      name: `service-${index}`,
      region,
      security_groups: [`sg-${hex(index)}`],
      subnets: [`subnet-${hex(index + 3)}`, `subnet-${hex(index + 4)}`],
      tags: tags(index),
      tags_all: tags(index),
    },
    unknown: created ? { arn: true, dns_name: true, id: true, listener: [{ ssl_certificate_id: true }, {}] } : {},
    expressions: {
      health_check: [{ target: { constant_value: 'HTTP:8080/health' }, interval: { constant_value: 30 } }],
      listener: [
        {
          instance_port: { constant_value: 8080 },
          lb_port: { constant_value: 80 },
          lb_protocol: { constant_value: 'http' },
        },
        {
          instance_port: { constant_value: 8080 },
          lb_port: { constant_value: 443 },
          lb_protocol: { constant_value: 'https' },
          ssl_certificate_id: {
            references: [`aws_acm_certificate.${certificateName}.arn`, `aws_acm_certificate.${certificateName}`],
          },
        },
      ],
      subnets: { references: ['var.subnets'] },
      tags: { references: ['var.tags'] },
    },
  };
}

function certificate(
  random: () => number,
  index: number,
  actions: readonly string[],
  provider: string,
  region: string,
): Generated {
  const created = actions[0] === 'create';
  return {
    type: 'aws_acm_certificate',
    name: `r${index}`,
    actions,
    provider,
    values: {
      ...(created
        ? {}
        : { arn: `arn:aws:acm:${region}:${ACCOUNT}:certificate/${hex(index)}`, id: hex(index), status: 'ISSUED' }),
      certificate_authority_arn: null,
      certificate_body: null,
      domain_name: `service-${index - 1}.example.com`,
      key_algorithm: pick(random, ['RSA_2048', 'RSA_2048', 'EC_prime256v1']),
      region,
      subject_alternative_names: [`service-${index - 1}.example.com`],
      tags: tags(index),
      type: 'AMAZON_ISSUED',
      validation_method: 'DNS',
    },
    unknown: created ? { arn: true, id: true, status: true } : {},
    expressions: { domain_name: { references: ['var.domain'] }, validation_method: { constant_value: 'DNS' } },
  };
}

function other(
  random: () => number,
  index: number,
  actions: readonly string[],
  provider: string,
  region: string,
  iam: IamResource | undefined,
): Generated {
  const type = iam?.type ?? pick(random, MOST);
  const created = actions[0] === 'create';
  const attributes = Object.fromEntries(
    Array.from(
      { length: iam === undefined ? 24 : 0 },
      (_, at) => [`attribute_${at}`, `${type}-${hex(index * 31 + at)}-${region}`] as const,
    ),
  );
  return {
    type,
    name: `r${index}`,
    actions,
    provider,
    values: {
      ...attributes,
      ...(iam?.values ?? (type.startsWith('aws_iam') ? { policy: policyDocument(index) } : {})),
      description: `Says \\"hello\\" to {service-${index}} and [others], "type":"aws_elb" included`,
      user_data: 'IyEvYmluL3NoCmVjaG8gImhlbGxvIgo='.repeat(4),
      tags: tags(index),
      tags_all: tags(index),
      timeouts: null,
    },
    unknown: created ? { arn: true, id: true, owner_id: true } : {},
    expressions: {
      ...Object.fromEntries(Object.keys(attributes).map((key) => [key, { references: [`var.${key}`] }])),
      description: { constant_value: `service-${index}` },
      vpc_id: { references: [`aws_subnet.r${index - 1}.vpc_id`, `aws_subnet.r${index - 1}`] },
      tags: { references: ['var.tags'] },
    },
  };
}

function policyDocument(index: number): string {
  const action = index % 7 === 0 ? '*' : 's3:GetObject';
  const statement = { Action: [action], Effect: 'Allow', Resource: `arn:aws:s3:::bucket-${index}/*` };
  return JSON.stringify({ Statement: [statement], Version: '2012-10-17' });
}

function tags(index: number): Record<string, string> {
  return { Name: `service-${index}`, Team: `team-${index % 17}`, Environment: 'production', CostCentre: hex(index) };
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, '0').repeat(2);
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}
