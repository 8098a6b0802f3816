import {
  arrayOf,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  property,
  stringProperty,
} from '../../../model/json.js';
import { firstNames } from '../../../model/words.js';
import { spelled } from './evaluate.js';
import type { StackTemplate } from './template.js';

/** What makes a Classic Load Balancer in a template. */
export const LOAD_BALANCER = 'AWS::ElasticLoadBalancing::LoadBalancer';

/** Types whose listeners, or whose domains, are not read from a template. Nested stacks and modules may make any of them. */
const UNREAD_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::StackSet',
  'AWS::CloudFront::Distribution',
  'AWS::Cognito::UserPoolDomain',
  'AWS::ElasticBeanstalk::ConfigurationTemplate',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::ListenerCertificate',
  'AWS::Serverless::Application',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
]);

/** How a module in CloudFormation's registry ends. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html */
const MODULE = '::MODULE';

/** Whether resources of a type, in a template or through Cloud Control, may have listeners or domains. */
export function mayHaveListeners(type: string): boolean {
  return type === LOAD_BALANCER || UNREAD_TYPES.has(type) || type.endsWith(MODULE);
}

/** Transforms that leave load balancers alone. */
const HARMLESS: ReadonlySet<string> = new Set([
  'AWS::CodeDeployBlueGreen',
  'AWS::LanguageExtensions',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  'AWS::Serverless-2016-10-31',
]);

/** A macro of somebody's own may rewrite the whole template. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html */
export function macrosOf(template: JsonObject): readonly string[] {
  const transform = property(template, 'Transform');
  if (transform === undefined) return [];
  return (Array.isArray(transform) ? arrayOf(transform) : [transform]).flatMap(macroNamed);
}

function macroNamed(macro: Json): readonly string[] {
  const name = spelled(isObject(macro) ? property(macro, 'Name') : macro);
  return HARMLESS.has(name) ? [] : [name === '' ? 'a name that is no text' : name];
}

/** Every member of that name in a part of a template, however deep. */
function membersNamed(part: Json, name: string): readonly Json[] {
  const found: Json[] = [];
  const rest: Json[] = [part];
  for (let json = rest.pop(); json !== undefined; json = rest.pop()) {
    if (Array.isArray(json)) rest.push(...arrayOf(json));
    else if (isObject(json)) {
      const own = property(json, name);
      if (own !== undefined) found.push(own);
      rest.push(...Object.values(json));
    }
  }
  return found;
}

/** The types of the resources that a loop in a template makes. */
export function typesInLoop(loop: Json): readonly string[] {
  return membersNamed(loop, 'Type').filter((type) => typeof type === 'string');
}

/** Whether a type in a loop, into which the loop may put its variable, can turn out to be another. */
export function canBecome(type: string, wanted: string): boolean {
  const hole = type.search(/[$&]\{/);
  if (hole < 0) return type === wanted;
  const rest = type.slice(type.lastIndexOf('}') + 1);
  return wanted.startsWith(type.slice(0, hole)) && wanted.endsWith(rest);
}

/** The most names that a clause lists. */
const MOST_NAMES = 5;

/** Why a template may have listeners or domains that are not read from it, a clause for each reason. */
export function unreadIn({ template, isAmbiguous }: StackTemplate): readonly string[] {
  const resources = objectOf(property(template, 'Resources'));
  const typed = Object.entries(resources).flatMap(([name, resource]): readonly (readonly [string, string])[] => {
    if (name.startsWith('Fn::')) return typesInLoop(resource).map((type) => [name, type]);
    const type = stringProperty(resource, 'Type');
    return type === undefined ? [] : [[name, type]];
  });
  const unread = typed.filter(([, type]) => type !== LOAD_BALANCER && mayHaveListeners(type));
  const types = unread.map(([name, type]) => `${type} ${name}`);
  const macros = [...macrosOf(template), ...membersNamed(resources, 'Fn::Transform').flatMap(macroNamed)];
  return [
    ...(unread.length === 0 ? [] : [`its template makes ${firstNames(types, MOST_NAMES)}`]),
    ...(macros.length === 0
      ? []
      : [`its template is rewritten by a macro: ${firstNames([...new Set(macros)], MOST_NAMES)}`]),
    ...(isAmbiguous ? ['its template names a member of an object twice'] : []),
  ];
}
