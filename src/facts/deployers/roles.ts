import { parseArn } from '../../model/arn.js';
import type { ListenerFacts } from '../../model/facts.js';
import { arrayOf, isObject, type Json, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { known, unknown } from '../../model/value.js';
import { type AssumedRole, type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import type { HeldPolicy } from '../iam/decide.js';
import { unknownDocument } from '../iam/document.js';
import { documentsOf } from './documents.js';
import { policyWithArn } from './policy-arns.js';

/** A role that a provider of some load balancer assumes. */
export interface Assumption {
  readonly provider: string;
  /** The role, where it is in the plan. */
  readonly role: Resource | undefined;
  /** The role's name, where it is known and may be shown. */
  readonly name: string | undefined;
  /** What the session may do at most; undefined where it may do all that the role may. */
  readonly session: readonly HeldPolicy[] | undefined;
}

/** The roles that the providers of the load balancers with these listeners assume, each provider once. */
export function assumptionsOf(resolver: Resolver, listeners: readonly ListenerFacts[]): readonly Assumption[] {
  const addresses = new Set(listeners.map(({ address }) => address));
  const found = new Map<string, Assumption>();
  if (![...resolver.plan.providers.values()].some(({ assumeRoleArn }) => assumeRoleArn !== undefined)) return [];
  for (const resource of resolver.plan.resources) {
    const assumed = addresses.has(resource.address) ? resolver.assumedRole(resource) : undefined;
    if (assumed !== undefined && !found.has(assumed.provider))
      found.set(assumed.provider, assumptionOf(resolver, assumed));
  }
  return [...found.values()];
}

function assumptionOf(resolver: Resolver, assumed: AssumedRole): Assumption {
  const { provider, origins } = assumed;
  const session = sessionPolicies(resolver, assumed);
  const [origin, ...others] = origins;
  if (origin === undefined || others.length > 0) return { provider, role: undefined, name: undefined, session };
  const name = nameIn(origin);
  return { provider, role: roleFrom(resolver, origin, name), name: isSensitive(origin) ? undefined : name, session };
}

function nameIn(origin: Origin): string | undefined {
  const arn = origin.kind === 'known' && typeof origin.value === 'string' ? parseArn(origin.value) : undefined;
  return arn?.resource.startsWith('role/') === true ? arn.resource.split('/').at(-1) : undefined;
}

function isSensitive(origin: Origin): boolean {
  return origin.kind === 'known' && origin.sensitive;
}

function roleFrom({ index }: Resolver, origin: Origin, name: string | undefined): Resource | undefined {
  if (origin.kind === 'attribute') return origin.type === 'aws_iam_role' ? origin.resource : undefined;
  return index.ofType('managed', 'aws_iam_role').find((role) => {
    const own = textAttribute(role, 'name');
    return name !== undefined && own.kind === 'known' && own.value === name;
  });
}

/**
 * AWS services that make load balancers of their own accord, and never run anybody's Terraform.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 */
const SERVICES = ['autoscaling', 'ecs', 'eks', 'elasticbeanstalk', 'elasticloadbalancing'];

/** True of a role that only such a service can assume. */
export function isServiceRole(role: Resource): boolean {
  const trust = textAttribute(role, 'assume_role_policy');
  if (trust.kind !== 'known') return false;
  const statement = property(parsed(trust.value), 'Statement');
  const trusted = (Array.isArray(statement) ? arrayOf(statement) : [statement ?? null]).flatMap((one) => {
    return property(one, 'Effect') === 'Deny' ? [] : [property(one, 'Principal')];
  });
  return trusted.length > 0 && trusted.every(isServices);
}

function isServices(principal: Json | undefined): boolean {
  if (!isObject(principal) || Object.keys(principal).join() !== 'Service') return false;
  const services = [property(principal, 'Service') ?? []].flat();
  return services.every((name) => SERVICES.some((service) => name === `${service}.amazonaws.com`));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * What a session may do at most; undefined where it may do all that its role may.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionPolicies(
  resolver: Resolver,
  { provider, sessionPolicy, sessionPolicyArns }: AssumedRole,
): readonly HeldPolicy[] | undefined {
  if (sessionPolicy === undefined && sessionPolicyArns === undefined) return undefined;
  const address = `the assume_role block of provider ${provider}`;
  return [
    ...(sessionPolicy === undefined ? [] : [textPolicy(resolver, address, sessionPolicy)]),
    ...(sessionPolicyArns === undefined ? [] : arnPolicies(resolver, address, sessionPolicyArns)),
  ];
}

function textPolicy(resolver: Resolver, address: string, origins: readonly Origin[]): HeldPolicy {
  const [origin, ...others] = origins;
  const text =
    others.length === 0 && origin?.kind === 'known' && typeof origin.value === 'string'
      ? known(origin.value, origin.sensitive)
      : unknown<string>(`the policy in ${address} is not in the plan`);
  return { address, alternatives: documentsOf(resolver, address, text, origins), uncertain: null };
}

function arnPolicies(resolver: Resolver, address: string, origins: readonly Origin[]): readonly HeldPolicy[] {
  const [origin, ...others] = origins;
  const arns = origin?.kind === 'known' && others.length === 0 ? arrayOf(origin.value) : [];
  const named = arns.flatMap((arn) =>
    typeof arn === 'string' && origin?.kind === 'known'
      ? [policyWithArn(resolver, address, known(arn, origin.sensitive))]
      : [],
  );
  if (named.length > 0 && named.length === arns.length) return named;
  const reason = `the policies in ${address} are not all in the plan`;
  return [{ address, alternatives: [unknownDocument(address, reason)], uncertain: null }];
}
