import type { DeployerFacts } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { type Resolver, textAttribute } from '../../resolve/index.js';
import type { HeldPolicies, HeldPolicy } from '../iam/decide.js';
import { unknownDocument } from '../iam/document.js';
import { attachedPolicies, type CarriedGift, carriers } from './attachments.js';
import { groupsOf } from './groups.js';
import { PRINCIPAL_KINDS, type PrincipalKind } from './holders.js';
import { boundaryOf, ownPolicies, withExclusiveNames } from './own-policies.js';
import { permissionSetsOf } from './permission-sets.js';
import { policyOf } from './policy-arns.js';
import { isServiceRole } from './roles.js';

/** A role, user or group of the plan, and everything that decides what it may do. */
export interface Principal {
  readonly resource: Resource;
  readonly kind: PrincipalKind;
  readonly held: HeldPolicies;
}

/** Every role, user and group that the plan leaves standing. */
export function principalsOf(resolver: Resolver, gifts: readonly CarriedGift[]): readonly Principal[] {
  const direct = new Map<Resource, readonly HeldPolicy[]>();
  const byHolder = giftsByHolder(gifts);
  for (const kind of PRINCIPAL_KINDS) {
    for (const resource of resolver.index.ofType('managed', `aws_iam_${kind}`)) {
      direct.set(resource, directPolicies(resolver, resource, kind, byHolder));
    }
  }
  return PRINCIPAL_KINDS.flatMap((kind) =>
    resolver.index.ofType('managed', `aws_iam_${kind}`).map((resource) => {
      const boundary = kind === 'group' ? [] : boundaryOf(resolver, resource);
      const own = direct.get(resource) ?? [];
      const grants = kind === 'user' ? [...own, ...groupPolicies(resolver, resource, direct)] : own;
      return { resource, kind, held: { grants, ceilings: boundary.length === 0 ? [] : [boundary] } };
    }),
  );
}

/** Everything that resources of the plan give to principals. */
export function giftsOf(resolver: Resolver): readonly CarriedGift[] {
  return carriers.flatMap((carrier) =>
    resolver.index
      .ofType('managed', carrier.type)
      .flatMap((resource) => carrier.gifts(resolver, resource).map((gift) => ({ ...gift, carrier: resource }))),
  );
}

function giftsByHolder(gifts: readonly CarriedGift[]): ReadonlyMap<Resource, readonly CarriedGift[]> {
  const received = new Map<Resource, CarriedGift[]>();
  for (const gift of gifts) {
    for (const holder of new Set([...gift.holders.certain, ...gift.holders.possible])) {
      const list = received.get(holder);
      if (list === undefined) received.set(holder, [gift]);
      else list.push(gift);
    }
  }
  return received;
}

function directPolicies(
  resolver: Resolver,
  principal: Resource,
  kind: PrincipalKind,
  gifts: ReadonlyMap<Resource, readonly CarriedGift[]>,
): readonly HeldPolicy[] {
  const received = (gifts.get(principal) ?? []).flatMap((gift) => {
    if (gift.holders.certain.includes(principal)) return [gift];
    const reason = `${gift.carrier.address} may give it to another ${kind}: ${gift.holders.reason}`;
    return [{ ...gift, policies: gift.policies.map((policy) => ({ ...policy, uncertain: reason })) }];
  });
  const own = kind === 'role' ? ownPolicies(resolver, principal) : [];
  return [...withExclusiveNames(resolver, principal, kind, received), ...own];
}

function groupPolicies(
  resolver: Resolver,
  user: Resource,
  direct: ReadonlyMap<Resource, readonly HeldPolicy[]>,
): readonly HeldPolicy[] {
  const { certain, possible, others } = groupsOf(resolver, user);
  const surely = [...certain].flatMap((group) => direct.get(group) ?? []);
  const maybe = [...possible].flatMap(([group, reason]) =>
    certain.has(group) ? [] : (direct.get(group) ?? []).map((policy) => ({ ...policy, uncertain: reason })),
  );
  const elsewhere: readonly HeldPolicy[] =
    others === null
      ? []
      : [{ address: user.address, alternatives: [unknownDocument(user.address, others)], uncertain: null }];
  return [...surely, ...maybe, ...elsewhere];
}

/** The ARN of a principal, where it is known and may be shown. */
export function arnOf(resource: Resource): string | null {
  const arn = textAttribute(resource, 'arn');
  return arn.kind === 'known' && arn.sensitive !== true ? arn.value : null;
}

/** Whoever may turn out to be a deployer. */
export interface Candidate {
  readonly address: string | null;
  readonly arn: string | null;
  readonly file: string | null;
  readonly kind: DeployerFacts['kind'];
  readonly held: HeldPolicies;
  /** Undefined for what is not a resource. */
  readonly resource?: Resource;
  /** False for what is a deployer only where somebody says so. */
  readonly byItself: boolean;
}

/** The principals of a plan, and its policies. */
export function candidatesOf(resolver: Resolver): readonly Candidate[] {
  const gifts = giftsOf(resolver);
  const principals = principalsOf(resolver, gifts);
  const sets = permissionSetsOf(resolver);
  const attached = attachedPolicies(gifts, [...principals, ...sets]);
  return [
    ...principals.map(({ resource, kind, held }) => {
      return { ...ofResource(resource), kind, held, byItself: kind !== 'role' || !isServiceRole(resource) };
    }),
    ...sets.map(({ resource, held }) => ({ ...ofResource(resource), kind: 'role' as const, held, byItself: true })),
    ...resolver.index.ofType('managed', 'aws_iam_policy').map((resource) => {
      const held = { grants: [policyOf(resolver, resource)], ceilings: [] };
      return { ...ofResource(resource), kind: 'policy' as const, held, byItself: !attached(resource) };
    }),
  ];
}

function ofResource(resource: Resource) {
  return { address: resource.address, arn: arnOf(resource), file: null, resource };
}
