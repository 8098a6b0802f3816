import type { Resource } from '../model/plan.js';
import { type FactSources, sourceOf } from './sources.js';

/** Types of the AWS provider, besides sources of facts, whose computed attributes repeat text that somebody else wrote. */
const CARRIERS: ReadonlySet<string> = new Set([
  'aws_cloudcontrolapi_resource',
  'aws_cloudformation_stack_instances',
  'aws_lambda_invocation',
  'aws_secretsmanager_secret_version',
  'aws_servicecatalog_provisioned_product',
  'aws_ssm_parameter',
]);

/** Data sources of the AWS provider that cannot return the ARN of a certificate. */
const PLAIN_LOOKUPS: ReadonlySet<string> = new Set([
  'aws_ami',
  'aws_availability_zone',
  'aws_availability_zones',
  'aws_caller_identity',
  'aws_canonical_user_id',
  'aws_elb_hosted_zone_id',
  'aws_elb_service_account',
  'aws_iam_policy',
  'aws_iam_policy_document',
  'aws_instance',
  'aws_instances',
  'aws_internet_gateway',
  'aws_kms_key',
  'aws_partition',
  'aws_region',
  'aws_regions',
  'aws_route53_zone',
  'aws_route_table',
  'aws_security_group',
  'aws_security_groups',
  'aws_subnet',
  'aws_subnets',
  'aws_vpc',
]);

/** Other providers' types that hold keys, names, numbers or times, never an ARN. */
const PLAIN_PREFIXES = ['acme_', 'null_', 'random_', 'time_', 'tls_'];

/** Whether a resource's computed attributes are keys, names, numbers or times, and so never an ARN. */
export function isNeverText({ type }: Pick<Resource, 'type'>): boolean {
  return PLAIN_PREFIXES.some((prefix) => type.startsWith(prefix));
}

/**
 * Whether a resource's computed attributes could hold the ARN of a certificate. Types of the AWS provider say what
 * they made themselves; lookups and other providers may say anything.
 */
export function couldHoldCertificateArn(sources: FactSources, resource: Pick<Resource, 'mode' | 'type'>): boolean {
  const { mode, type } = resource;
  if (isNeverText(resource)) return false;
  if (!type.startsWith('aws_')) return true;
  if (mode === 'data') return !PLAIN_LOOKUPS.has(type);
  return CARRIERS.has(type) || sourceOf(sources.listeners, resource)?.repeatsText === true;
}

/** Types of the AWS provider whose computed attributes hold PEM, as it is or in base64. */
const PEM_MAKERS: ReadonlySet<string> = new Set([
  'aws_acmpca_certificate',
  'aws_acmpca_certificate_authority',
  'aws_api_gateway_client_certificate',
  'aws_cloudhsm_v2_cluster',
  'aws_eks_cluster',
  'aws_iot_certificate',
]);

/** Whether a resource's computed attributes could hold PEM of which no source tells: as above, and what makes it. */
export function couldHoldPem(sources: FactSources, resource: Pick<Resource, 'mode' | 'type'>): boolean {
  const { mode, type } = resource;
  if (sourceOf(sources.pem, resource) !== undefined) return false;
  if (isNeverText(resource)) return mode === 'data' && type.startsWith('tls_');
  return PEM_MAKERS.has(type) || couldHoldCertificateArn(sources, resource);
}
