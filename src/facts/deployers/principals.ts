import { groupBy } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import { type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import { perPlan, type ResourceSource } from '../sources.js';
import { originsAt, sortedTexts, sourcesAmong } from './argument-texts.js';

/** A resource type that is a principal: something that IAM policies are attached to. */
interface PrincipalType extends ResourceSource {
  readonly mode: 'managed';
  /** The attribute that attachments name it by. A name is unique in an account only. */
  readonly identifier: 'name' | 'arn';
  /** As the reader knows it. */
  readonly noun: string;
}

export type PrincipalKind = 'role' | 'user' | 'group' | 'permissionSet';

/**
 * A permission set of IAM Identity Center becomes a role in every account that it is assigned to.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
 */
export const principalTypes: Readonly<Record<PrincipalKind, PrincipalType>> = {
  role: {
    mode: 'managed',
    type: 'aws_iam_role',
    nestedBlocks: { inline_policy: 'set' },
    identifier: 'name',
    noun: 'role',
  },
  user: { mode: 'managed', type: 'aws_iam_user', identifier: 'name', noun: 'user' },
  group: { mode: 'managed', type: 'aws_iam_group', identifier: 'name', noun: 'group' },
  permissionSet: { mode: 'managed', type: 'aws_ssoadmin_permission_set', identifier: 'arn', noun: 'permission set' },
};

export const PRINCIPAL_KINDS = ['role', 'user', 'group', 'permissionSet'] as const;

/** A principal of the plan. */
export interface Principal {
  readonly kind: PrincipalKind;
  readonly resource: Resource;
}

/** Every principal that the plan leaves standing. */
export function findPrincipals(resolver: Resolver): readonly Principal[] {
  return PRINCIPAL_KINDS.flatMap((kind) => ofKind(resolver, kind).map((resource) => ({ kind, resource })));
}

function ofKind({ index }: Resolver, kind: PrincipalKind): readonly Resource[] {
  const { mode, type } = principalTypes[kind];
  return index.ofType(mode, type);
}

/** The principals of this plan that an argument names. */
export interface NamedPrincipals {
  readonly certain: readonly Resource[];
  /** Those that it may name, and why that is not sure. */
  readonly possible: readonly Resource[];
  readonly reason: string;
  /** True where it names a principal that is not in the plan, or may. */
  readonly elsewhere: boolean;
}

/** Principals by the text that identifies them; where its type is identified by a name, an id is one, too. */
const byIdentifier = perPlan((resolver) => {
  const sorted = (kind: PrincipalKind) => {
    const { identifier } = principalTypes[kind];
    const all = ofKind(resolver, kind);
    const identifiers = identifier === 'name' ? ['name', 'id'] : ['arn'];
    return {
      known: groupBy(all, (principal) => {
        const text = textAttribute(principal, identifier);
        return text.kind === 'known' ? text.value : undefined;
      }),
      unknown: all.filter((principal) => identifiers.some((one) => textAttribute(principal, one).kind === 'unknown')),
    };
  };
  return new Map(PRINCIPAL_KINDS.map((kind) => [kind, sorted(kind)]));
});

/** The principals of a kind that the text or the list in a resource's argument names. */
export function principalsNamedBy(
  resolver: Resolver,
  resource: Resource,
  argument: string,
  kind: PrincipalKind,
): NamedPrincipals {
  const { type, identifier } = principalTypes[kind];
  const identified = byIdentifier(resolver).get(kind);
  const { known, missing, reason } = sortedTexts(resource, argument);
  const origins = known.length + missing === 0 ? [] : originsAt(resolver, resource, argument);
  const found = known.map((text) => {
    const namesakes = identified?.known.get(text.value) ?? [];
    return identifier === 'arn' ? namesakes : amongNamesakes(resolver, resource, namesakes, origins);
  });
  const certain = found.flat();
  const elsewhere = found.some((principals) => principals.length === 0);
  if (missing === 0) return { certain, possible: [], reason, elsewhere };
  const sources = sourcesAmong(origins, (source) => source.mode === 'managed' && source.type === type);
  if (sources.open) return { certain, possible: identified?.unknown ?? [], reason, elsewhere: true };
  if (sources.resources.length > missing) return { certain, possible: sources.resources, reason, elsewhere };
  return { certain: [...certain, ...sources.resources], possible: [], reason, elsewhere };
}

/** Of several principals of one name it is the one that the name was taken from, else each that may be in the same account. */
function amongNamesakes(
  resolver: Resolver,
  resource: Resource,
  namesakes: readonly Resource[],
  origins: readonly Origin[],
): readonly Resource[] {
  const own = resolver.account(resource);
  const inAccount = namesakes.filter((principal) => {
    const other = resolver.account(principal);
    return own.kind !== 'known' || other.kind !== 'known' || own.value === other.value;
  });
  const from = new Set(origins.flatMap((origin) => origin.via.at(-1) ?? []));
  const traced = inAccount.filter((principal) => from.has(principal.address));
  return traced.length > 0 ? traced : inAccount;
}
