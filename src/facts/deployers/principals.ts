import { groupBy } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import { type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import { perPlan } from '../context.js';
import type { ResourceSource } from '../sources.js';
import { originsAt, sourcesAmong, textsAt } from './argument-texts.js';

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
  role: { mode: 'managed', type: 'aws_iam_role', nestedBlocks: ['inline_policy'], identifier: 'name', noun: 'role' },
  user: { mode: 'managed', type: 'aws_iam_user', identifier: 'name', noun: 'user' },
  group: { mode: 'managed', type: 'aws_iam_group', identifier: 'name', noun: 'group' },
  permissionSet: {
    mode: 'managed',
    type: 'aws_ssoadmin_permission_set',
    identifier: 'arn',
    noun: 'permission set',
  },
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

interface ByIdentifier {
  readonly known: ReadonlyMap<string, readonly Resource[]>;
  /** Those whose identifier, or whose id, which is a name, is known after apply. */
  readonly unknown: readonly Resource[];
}

const byIdentifier = perPlan((resolver): Readonly<Record<PrincipalKind, ByIdentifier>> => {
  const sorted = (kind: PrincipalKind): ByIdentifier => {
    const { identifier } = principalTypes[kind];
    const all = ofKind(resolver, kind);
    const names = identifier === 'name' ? ['name', 'id'] : ['arn'];
    return {
      known: groupBy(all, (principal) => {
        const text = textAttribute(principal, identifier);
        return text.kind === 'known' ? text.value : undefined;
      }),
      unknown: all.filter((principal) => names.some((name) => textAttribute(principal, name).kind === 'unknown')),
    };
  };
  return {
    role: sorted('role'),
    user: sorted('user'),
    group: sorted('group'),
    permissionSet: sorted('permissionSet'),
  };
});

/** The principals of a kind that the text or the list in a resource's argument names. */
export function principalsNamedBy(
  resolver: Resolver,
  resource: Resource,
  argument: string,
  kind: PrincipalKind,
): NamedPrincipals {
  const { type, identifier } = principalTypes[kind];
  const identified = byIdentifier(resolver)[kind];
  const texts = textsAt(resource, argument) ?? [];
  const origins = texts.length === 0 ? [] : originsAt(resolver, resource, argument);
  const named = texts.flatMap((text) => (text.kind === 'known' ? [identified.known.get(text.value) ?? []] : []));
  const found = named.map((namesakes) =>
    identifier === 'arn' ? namesakes : amongNamesakes(resolver, resource, namesakes, origins),
  );
  const certain = found.flat();
  const elsewhere = found.some((principals) => principals.length === 0);
  const unknown = texts.find((text) => text.kind === 'unknown');
  if (unknown === undefined) return { certain, possible: [], reason: '', elsewhere };
  const sources = sourcesAmong(origins, (source) => source.mode === 'managed' && source.type === type);
  if (!sources.open && sources.resources.length <= texts.length - named.length) {
    return { certain: [...certain, ...sources.resources], possible: [], reason: '', elsewhere };
  }
  return {
    certain,
    possible: sources.open ? identified.unknown : sources.resources,
    reason: unknown.reason,
    elsewhere: elsewhere || sources.open,
  };
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
