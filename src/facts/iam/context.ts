import { absent, known, unknown, type Value } from '../../model/value.js';
import { type IamRequest, LIST_CERTIFICATES } from './request.js';

/**
 * What a request says of a condition key: unknown where it surely carries one, absent where it surely does not;
 * undefined where nobody knows whether it does. Keys are of any case.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (Availability)
 */
export function contextValue(key: string, { action, region }: IamRequest): Value<string> | undefined {
  const lower = key.toLowerCase();
  if (lower === 'aws:requestedregion') return region;
  // Other actions take tags and resources, and CloudFormation calls them for whoever deploys a stack.
  if (action !== LIST_CERTIFICATES) return undefined;
  const [, service = '', name = ''] = /^([a-z0-9-]+):([a-z0-9-]+)/.exec(lower) ?? [];
  if (service === '') return undefined;
  if (service === 'aws') return globalValue(name, key);
  return SESSION_SERVICES.has(service) || /^(?:role|source)/.test(name) ? undefined : absent;
}

/**
 * Services with keys that describe the caller's session, and so come with its requests to every service. Others that do
 * begin with Role or Source: `ec2:RoleDelivery`, `lambda:SourceFunctionArn`. A request carries no other key of a service
 * that its action does not list, and `acm:ListCertificates` lists none.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html
 */
const SESSION_SERVICES: ReadonlySet<string> = new Set([
  ...['codebuild', 'cognito-identity', 'cognito-identity-auth', 'cognito-identity-unauth'],
  ...['glue', 'identitystore', 'saml', 'sts'],
]);

/** A signed request of Terraform's own, over HTTPS, for a list that takes no tags and names no resource. */
function globalValue(name: string, key: string): Value<string> | undefined {
  const flag = FLAGS.get(name);
  if (flag !== undefined) return known(flag);
  if (NEVER.has(name)) return absent;
  return ALWAYS.has(name) ? unknown(`it depends on the condition key ${key}`) : undefined;
}

const FLAGS: ReadonlyMap<string, string> = new Map([
  ['principalisawsservice', 'false'],
  ['securetransport', 'true'],
  ['viaawsservice', 'false'],
]);

const ALWAYS: ReadonlySet<string> = new Set([
  ...['currenttime', 'epochtime', 'principalaccount', 'principalarn', 'principaltype', 'useragent', 'userid'],
]);

const NEVER: ReadonlySet<string> = new Set([
  // Those of tags, of the request and of a resource.
  ...['requesttag', 'resourcetag', 'tagkeys'],
  // Those of calls that an AWS service makes, and of a browser.
  ...['calledvia', 'calledviafirst', 'calledvialast', 'principalservicename', 'principalservicenameslist', 'referer'],
  ...['sourceaccount', 'sourcearn', 'sourceorgid', 'sourceorgpaths', 'sourceowner'],
]);
