/** How listeners under `for_each` name their certificates, one for each key. */
export type ForEachIdiom = 'certificate' | 'validation' | 'local' | 'replaced';

const REGION = { region: 'us-east-1' };

/** A plan of load balancers and certificates under one `for_each`, as plan JSON shows `aws_acm_certificate.c[each.key].arn`. */
export function forEachPlan(count: number, idiom: ForEachIdiom): object {
  const keys = Array.from({ length: count }, (_, at) => `key-${at}`);
  const isReplaced = idiom === 'replaced';
  const entry = (type: string, name: string, key: string, change: object) => ({
    address: `${type}.${name}["${key}"]`,
    mode: 'managed',
    type,
    name,
    index: key,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: ['create'], before: null, before_sensitive: false, after_sensitive: {}, ...change },
  });
  const arn = (key: string) => `arn:aws:acm:us-east-1:123456789012:certificate/${key}`;
  const changes = keys.flatMap((key) => {
    const listener = { lb_port: 443, lb_protocol: 'https', instance_port: 80, instance_protocol: 'http' };
    const update = { actions: ['update'], before: { listener: [{ ssl_certificate_id: arn(key) }] } };
    const replace = { actions: ['delete', 'create'], before: { arn: arn(key), ...REGION } };
    return [
      entry('aws_elb', 'x', key, {
        after: { name: 'x', ...REGION, listener: [listener] },
        after_unknown: { listener: [{ ssl_certificate_id: true }] },
        ...(isReplaced ? update : {}),
      }),
      entry('aws_acm_certificate', 'c', key, {
        after: { domain_name: 'd.example.com', key_algorithm: 'RSA_4096', ...REGION },
        after_unknown: { arn: true, id: true },
        ...(isReplaced ? replace : {}),
      }),
      entry('aws_acm_certificate_validation', 'v', key, {
        after: REGION,
        after_unknown: { certificate_arn: true, id: true },
      }),
    ];
  });
  const block = (type: string, name: string, expressions: object) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions,
    for_each_expression: { references: ['local.keys'] },
  });
  const names = {
    certificate: 'aws_acm_certificate.c',
    replaced: 'aws_acm_certificate.c',
    validation: 'aws_acm_certificate_validation.v',
    local: 'local.certificates',
  };
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes,
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'us-east-1' } } } },
      root_module: {
        resources: [
          block('aws_elb', 'x', { listener: [{ ssl_certificate_id: { references: [names[idiom], 'each.key'] } }] }),
          block('aws_acm_certificate', 'c', {}),
          block('aws_acm_certificate_validation', 'v', {
            certificate_arn: { references: ['aws_acm_certificate.c', 'each.key'] },
          }),
        ],
      },
    },
  };
}
