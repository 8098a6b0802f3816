/**
 * The nested blocks of resource types that facts read, by type and path. JSON syntax writes a block as it writes a
 * map, and only the provider's schema tells the two apart.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const NESTED_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: ['options', 'validation_option'],
  aws_elastic_beanstalk_configuration_template: ['setting'],
  aws_elastic_beanstalk_environment: ['setting'],
  aws_elb: ['access_logs', 'health_check', 'listener'],
  aws_iam_policy_document: ['statement', 'statement.condition', 'statement.not_principals', 'statement.principals'],
  aws_iam_role: ['inline_policy'],
  kubernetes_service: ['metadata', 'spec', 'spec.port'],
  kubernetes_service_v1: ['metadata', 'spec', 'spec.port'],
  tls_cert_request: ['subject'],
  tls_self_signed_cert: ['subject'],
};

/** Whether the argument at a path of a resource type is a nested block. */
export function isNestedBlock(type: string, path: readonly string[]): boolean {
  return NESTED_BLOCKS[type]?.includes(path.join('.')) === true;
}
