import { parseArn } from '../../model/arn.js';
import type { ListenerFacts } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { type AssumedRole, type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import type { HeldPolicy } from '../iam/decide.js';
import { sessionPolicies } from './session-policies.js';

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
