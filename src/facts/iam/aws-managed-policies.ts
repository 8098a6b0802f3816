import { type PolicyDocument, readPolicyDocument } from './document.js';
import { DEPLOY_ACTIONS, LIST_CERTIFICATES } from './request.js';

/**
 * What policies that AWS manages allow on all resources, of the actions that elbcert asks for.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const POLICIES = new Map<string, readonly string[]>([
  ['AdministratorAccess', [LIST_CERTIFICATES, ...DEPLOY_ACTIONS]],
  ['PowerUserAccess', [LIST_CERTIFICATES, ...DEPLOY_ACTIONS]],
  ['SystemAdministrator', [LIST_CERTIFICATES, ...DEPLOY_ACTIONS]],
  ['AmazonEC2FullAccess', DEPLOY_ACTIONS],
  ['ElasticLoadBalancingFullAccess', DEPLOY_ACTIONS],
  ['NetworkAdministrator', DEPLOY_ACTIONS],
  ['AmazonEKSClusterPolicy', DEPLOY_ACTIONS.filter((action) => !action.includes(':Set'))],
  ['AWSCertificateManagerFullAccess', [LIST_CERTIFICATES]],
  ['AWSCertificateManagerReadOnly', [LIST_CERTIFICATES]],
  ['CloudFrontFullAccess', [LIST_CERTIFICATES]],
  ['CloudFrontReadOnlyAccess', [LIST_CERTIFICATES]],
  ['ReadOnlyAccess', [LIST_CERTIFICATES]],
  ['SecurityAudit', [LIST_CERTIFICATES]],
  ['ViewOnlyAccess', [LIST_CERTIFICATES]],
  ['AmazonEC2ContainerRegistryPowerUser', []],
  ['AmazonEC2ContainerRegistryReadOnly', []],
  ['AmazonS3FullAccess', []],
  ['AmazonS3ReadOnlyAccess', []],
  ['AmazonSSMManagedInstanceCore', []],
  ['AWSLambdaBasicExecutionRole', []],
  ['CloudWatchAgentServerPolicy', []],
  ['ElasticLoadBalancingReadOnly', []],
  ['IAMFullAccess', []],
  ['IAMReadOnlyAccess', []],
]);

/** The same of policies that also allow what depends on resources or conditions. */
const PARTLY = new Map<string, readonly string[]>([
  ['AdministratorAccess-AWSElasticBeanstalk', [LIST_CERTIFICATES]],
  ['AmazonEKSLoadBalancingPolicy', [LIST_CERTIFICATES]],
  ['SupportUser', [LIST_CERTIFICATES]],
]);

/** The name of a policy that AWS manages, whatever partition and path its ARN has; undefined for every other ARN. */
export function awsManagedName(arn: string): string | undefined {
  return /^arn:aws[a-z-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
}

/** What is known of a policy that AWS manages. */
export function awsManagedDocument(name: string): PolicyDocument {
  const address = `AWS managed policy ${name}`;
  const allowed = POLICIES.get(name) ?? PARTLY.get(name) ?? [];
  const document = readPolicyDocument(address, { Statement: { Effect: 'Allow', Action: allowed, Resource: '*' } });
  return POLICIES.has(name)
    ? document
    : { ...document, incomplete: `elbcert does not know all that ${address} allows` };
}
