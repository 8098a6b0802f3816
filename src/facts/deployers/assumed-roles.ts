import { type Arn, parseArn } from '../../model/arn.js';
import { arrayOf } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { known, unknown } from '../../model/value.js';
import { type AssumedRole, type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import { type IamPolicy, iamPolicy, type PrincipalPolicies } from '../iam/decide.js';
import { documentsFrom } from './documents.js';
import { policyWithArn, unknownPolicy } from './managed-policies.js';

/** A provider of some load balancer or look-up that assumes a role. */
export interface Assumption {
  readonly provider: string;
  /** The addresses of the resources with listeners, and of the look-ups, that it serves. */
  readonly serves: ReadonlySet<string>;
  /** The role, where it is in the plan. */
  readonly role: Resource | undefined;
  /** The role's name, where it is known and may be shown. */
  readonly name: string | undefined;
  /** The policies of the session, which limit it; undefined where it may do all that the role may. */
  readonly session: readonly IamPolicy[] | undefined;
}

/** The roles that the providers of some load balancers and look-ups assume, each provider once. */
export function assumptionsOf(
  resolver: Resolver,
  served: readonly { readonly address: string }[],
): readonly Assumption[] {
  if (![...resolver.plan.providers.values()].some(({ assumeRoleArn }) => assumeRoleArn !== undefined)) return [];
  const addresses = new Set(served.map(({ address }) => address));
  const found = new Map<string, Assumption>();
  for (const resource of resolver.plan.resources) {
    const assumed = addresses.has(resource.address) ? resolver.assumedRole(resource) : undefined;
    if (assumed === undefined) continue;
    const before = found.get(assumed.provider) ?? { ...assumptionOf(resolver, assumed), serves: new Set() };
    found.set(assumed.provider, { ...before, serves: new Set([...before.serves, resource.address]) });
  }
  return [...found.values()];
}

function assumptionOf(resolver: Resolver, assumed: AssumedRole): Omit<Assumption, 'serves'> {
  const { provider, origins } = assumed;
  const session = sessionPolicies(resolver, assumed);
  const [origin, ...others] = origins;
  if (origin === undefined || others.length > 0) return { provider, role: undefined, name: undefined, session };
  const arn = roleArnIn(origin);
  const name = arn?.resource.split('/').at(-1);
  const isShown = origin.kind !== 'known' || !origin.sensitive;
  return { provider, role: roleFrom(resolver, origin, arn), name: isShown ? name : undefined, session };
}

function roleArnIn(origin: Origin): Arn | undefined {
  const arn = origin.kind === 'known' && typeof origin.value === 'string' ? parseArn(origin.value) : undefined;
  return arn?.resource.startsWith('role/') === true ? arn : undefined;
}

/** The role of the plan that an ARN means. Roles of several accounts may have one name. */
function roleFrom(resolver: Resolver, origin: Origin, arn: Arn | undefined): Resource | undefined {
  if (origin.kind === 'attribute') return origin.type === 'aws_iam_role' ? origin.resource : undefined;
  if (arn === undefined) return undefined;
  const namesakes = resolver.index.ofType('managed', 'aws_iam_role').filter((role) => {
    const own = textAttribute(role, 'name');
    return own.kind === 'known' && own.value === arn.resource.split('/').at(-1);
  });
  const inAccount = (role: Resource) => {
    const account = resolver.account(role);
    return account.kind === 'known' ? account.value === arn.account : undefined;
  };
  return namesakes.find((role) => inAccount(role) === true) ?? namesakes.find((role) => inAccount(role) === undefined);
}

/** What a principal may do in the session of an assumption. */
export function inSession(policies: PrincipalPolicies, assumption: Assumption | undefined): PrincipalPolicies {
  if (assumption?.session === undefined) return policies;
  return { ...policies, permissionLimits: [...policies.permissionLimits, assumption.session] };
}

/**
 * The policies that limit a session; undefined where it may do all that its role may.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
function sessionPolicies(
  resolver: Resolver,
  { provider, block, sessionPolicy, sessionPolicyArns }: AssumedRole,
): readonly IamPolicy[] | undefined {
  if (sessionPolicy === undefined && sessionPolicyArns === undefined) return undefined;
  const address = `the ${block} block of provider ${provider}`;
  const inline = sessionPolicy === undefined ? [] : [textPolicy(resolver, address, sessionPolicy)];
  return [...inline, ...(sessionPolicyArns === undefined ? [] : arnPolicies(resolver, address, sessionPolicyArns))];
}

function textPolicy(resolver: Resolver, address: string, origins: readonly Origin[]): IamPolicy {
  const [origin, ...others] = origins;
  const text =
    others.length === 0 && origin?.kind === 'known' && typeof origin.value === 'string'
      ? known(origin.value, origin.sensitive)
      : unknown<string>(`the policy in ${address} is not in the plan`);
  return iamPolicy(address, ...documentsFrom(resolver, address, text, origins));
}

function arnPolicies(resolver: Resolver, address: string, origins: readonly Origin[]): readonly IamPolicy[] {
  const [origin, ...others] = origins;
  const arns = origin?.kind === 'known' && others.length === 0 ? arrayOf(origin.value) : [];
  const isSensitive = origin?.kind === 'known' && origin.sensitive;
  const texts = arns.filter((arn) => typeof arn === 'string');
  if (texts.length === 0 || texts.length < arns.length) {
    return [unknownPolicy(address, `the policies in ${address} are not all in the plan`)];
  }
  return texts.map((arn) => policyWithArn(resolver, address, known(arn, isSensitive)));
}
