import { isObject, type Json } from '../model/json.js';
import type { Body, Expression, Plan, Resource } from '../model/plan.js';
import { firstNames } from '../model/words.js';
import { blockOf, remains } from '../resolve/index.js';
import type { ResourceSource } from './sources.js';

/** Where a resource type that elbcert does not judge names a certificate. */
interface OtherUse {
  readonly type: string;
  /** Nested blocks, from the outermost, and the argument in them. */
  readonly path: readonly string[];
  /** What the argument has in it where it names a certificate; anything where this is undefined. */
  readonly containing?: RegExp;
}

const BY_ANNOTATION = /aws-load-balancer-ssl-cert|alb\.ingress\.kubernetes\.io\/certificate-arn/;

/** Certificates of services that elbcert does not judge. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
const OTHER_USES: readonly OtherUse[] = [
  { type: 'aws_amplify_domain_association', path: ['certificate_settings', 'custom_certificate_arn'] },
  { type: 'aws_appsync_domain_name', path: ['certificate_arn'] },
  { type: 'aws_ec2_client_vpn_endpoint', path: ['server_certificate_arn'] },
  { type: 'aws_elasticsearch_domain', path: ['domain_endpoint_options', 'custom_endpoint_certificate_arn'] },
  { type: 'aws_iot_domain_configuration', path: ['server_certificate_arns'] },
  { type: 'aws_lightsail_lb_certificate', path: ['domain_name'] },
  {
    type: 'aws_networkfirewall_tls_inspection_configuration',
    path: ['tls_inspection_configuration', 'server_certificate_configuration', 'server_certificate', 'resource_arn'],
  },
  { type: 'aws_opensearch_domain', path: ['domain_endpoint_options', 'custom_endpoint_certificate_arn'] },
  { type: 'aws_transfer_server', path: ['certificate'] },
  { type: 'aws_verifiedaccess_endpoint', path: ['domain_certificate_arn'] },
  { type: 'aws_vpclattice_service', path: ['certificate_arn'] },
  { type: 'helm_release', path: ['values'], containing: BY_ANNOTATION },
  { type: 'helm_release', path: ['set', 'name'], containing: BY_ANNOTATION },
  { type: 'kubernetes_ingress', path: ['metadata', 'annotations'], containing: BY_ANNOTATION },
  { type: 'kubernetes_ingress_v1', path: ['metadata', 'annotations'], containing: BY_ANNOTATION },
];

/** The resource types among them, for the readers of inputs. */
export const otherUseTypes: readonly ResourceSource[] = OTHER_USES.map(({ type, path }): ResourceSource => {
  const blocks = path.slice(0, -1).map((_, at) => [path.slice(0, at + 1).join('.'), 'list'] as const);
  return { mode: 'managed', type, nestedBlocks: Object.fromEntries(blocks) };
});

/** Of more resources than these the rest is counted. */
const MOST_ADDRESSES = 5;

/** One line that names the resources which use certificates and are not judged; none where a plan has no such resource. */
export function otherUses(plan: Plan): readonly string[] {
  const addresses = plan.resources
    .filter((resource) => remains(resource) && OTHER_USES.some((use) => isUse(plan, resource, use)))
    .map(({ address }) => address);
  if (addresses.length === 0) return [];
  return [
    `the certificates of ${firstNames(addresses, MOST_ADDRESSES)}: elbcert does not judge what these services take`,
  ];
}

function isUse(plan: Plan, resource: Resource, { type, path, containing }: OtherUse): boolean {
  if (resource.mode !== 'managed' || resource.type !== type) return false;
  const planned = valuesAt(resource.values, path).filter(isSet);
  if (planned.length > 0) return planned.some((value) => containing?.test(JSON.stringify(value)) !== false);
  const written = isUnknownAt(resource.unknown, path) ? expressionsAt(plan, resource, path) : [];
  return written.some((expression) => containing === undefined || expression.references.some(isCertificate));
}

/** What stands at a path, through every block of a list. */
function valuesAt(value: Json | undefined, path: readonly string[]): readonly Json[] {
  let found: readonly Json[] = value === undefined ? [] : [value];
  for (const name of path) {
    found = found
      .flatMap((one) => (Array.isArray(one) ? one : [one]))
      .flatMap((one) => (isObject(one) && Object.hasOwn(one, name) ? (one[name] ?? []) : []));
  }
  return found;
}

function isSet(value: Json): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Whether the value at a path is unknown, or what it stands in. */
function isUnknownAt(mask: Json | undefined, path: readonly string[]): boolean {
  return path.some((_, at) =>
    valuesAt(mask, path.slice(0, at + 1)).some((one) => one === true || typeof one === 'string'),
  );
}

function expressionsAt(plan: Plan, resource: Resource, path: readonly string[]): readonly Expression[] {
  const body = blockOf(plan, resource)?.block.body;
  let bodies: readonly Body[] = body === undefined ? [] : [body];
  for (const name of path.slice(0, -1)) bodies = bodies.flatMap((one) => one.blocks(name));
  return bodies.flatMap((one) => one.expression(path.at(-1) ?? '') ?? []);
}

function isCertificate(reference: string): boolean {
  return /(?:^|\.)(?:aws_acm_certificate|aws_acm_certificate_validation|aws_iam_server_certificate)\./.test(reference);
}
