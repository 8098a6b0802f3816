import type { Resource } from '../../model/plan.js';
import { type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import { originsAt, sourcesAmong } from './origins.js';
import { textsAt } from './text-list.js';

export const PRINCIPAL_KINDS = ['role', 'user', 'group'] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** The principals of this plan that an attribute names. */
export interface Holders {
  readonly certain: readonly Resource[];
  /** Those that it may name, and why that is not sure. */
  readonly possible: readonly Resource[];
  readonly reason: string;
  /** True where it names a principal that is not in the plan, or may. */
  readonly others: boolean;
}

/** The principals of a kind that the text or the list in a resource's attribute names. */
export function holdersIn(resolver: Resolver, carrier: Resource, attribute: string, kind: PrincipalKind): Holders {
  const type = `aws_iam_${kind}`;
  const all = resolver.index.ofType('managed', type);
  const texts = textsAt(carrier, attribute) ?? [];
  const origins = texts.length === 0 ? [] : originsAt(resolver, carrier, attribute);
  const named = texts.flatMap((text) => (text.kind === 'known' ? [text.value] : []));
  const found = named.map((name) => withName(resolver, carrier, all, name, origins));
  const certain = found.flat();
  const unknown = texts.find((text) => text.kind === 'unknown');
  const others = found.some((principals) => principals.length === 0);
  if (unknown === undefined) return { certain, possible: [], reason: '', others };
  const nameless = all.filter((principal) =>
    ['name', 'id'].some((name) => textAttribute(principal, name).kind === 'unknown'),
  );
  const sources = sourcesAmong(origins, (resource) => all.includes(resource));
  const settled = !sources.open && sources.resources.length <= texts.length - named.length;
  if (settled) return { certain: [...certain, ...sources.resources], possible: [], reason: '', others };
  return {
    certain,
    possible: sources.open ? nameless : sources.resources,
    reason: unknown.reason,
    others: others || sources.open,
  };
}

/** Names are unique in an account, so of several principals of one name it is the one that the name was taken from. */
function withName(
  resolver: Resolver,
  carrier: Resource,
  principals: readonly Resource[],
  name: string,
  origins: readonly Origin[],
): readonly Resource[] {
  const namesakes = principals.filter((principal) => {
    const own = textAttribute(principal, 'name');
    return own.kind === 'known' && own.value === name && mayShareAccount(resolver, carrier, principal);
  });
  const from = new Set(origins.flatMap((origin) => origin.via.at(-1) ?? []));
  const traced = namesakes.filter((principal) => from.has(principal.address));
  return traced.length > 0 ? traced : namesakes;
}

export function mayShareAccount(resolver: Resolver, one: Resource, other: Resource): boolean {
  const [left, right] = [resolver.account(one), resolver.account(other)];
  return left.kind !== 'known' || right.kind !== 'known' || left.value === right.value;
}
