import { groupBy } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import { type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import { perPlan } from '../context.js';
import { originsAt, sourcesAmong, textsAt } from './texts.js';

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

interface Named {
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
  /** Those whose name, or whose id, which is the same, is known after apply. */
  readonly nameless: readonly Resource[];
}

const principals = perPlan((resolver): Readonly<Record<PrincipalKind, Named>> => {
  return { role: named(resolver, 'role'), user: named(resolver, 'user'), group: named(resolver, 'group') };
});

function named({ index }: Resolver, kind: PrincipalKind): Named {
  const all = index.ofType('managed', `aws_iam_${kind}`);
  const unknown = (principal: Resource) => (name: string) => textAttribute(principal, name).kind === 'unknown';
  return {
    byName: groupBy(all, (principal) => {
      const name = textAttribute(principal, 'name');
      return name.kind === 'known' ? name.value : undefined;
    }),
    nameless: all.filter((principal) => ['name', 'id'].some(unknown(principal))),
  };
}

/** The principals of a kind that the text or the list in a resource's attribute names. */
export function holdersIn(resolver: Resolver, carrier: Resource, attribute: string, kind: PrincipalKind): Holders {
  const { byName, nameless } = principals(resolver)[kind];
  const texts = textsAt(carrier, attribute) ?? [];
  const origins = texts.length === 0 ? [] : originsAt(resolver, carrier, attribute);
  const names = texts.flatMap((text) => (text.kind === 'known' ? [text.value] : []));
  const found = names.map((name) => withName(resolver, carrier, byName.get(name) ?? [], origins));
  const certain = found.flat();
  const unknown = texts.find((text) => text.kind === 'unknown');
  const others = found.some((namesakes) => namesakes.length === 0);
  if (unknown === undefined) return { certain, possible: [], reason: '', others };
  const sources = sourcesAmong(origins, ({ mode, type }) => mode === 'managed' && type === `aws_iam_${kind}`);
  const settled = !sources.open && sources.resources.length <= texts.length - names.length;
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
  ofThatName: readonly Resource[],
  origins: readonly Origin[],
): readonly Resource[] {
  const namesakes = ofThatName.filter((principal) => mayShareAccount(resolver, carrier, principal));
  const from = new Set(origins.flatMap((origin) => origin.via.at(-1) ?? []));
  const traced = namesakes.filter((principal) => from.has(principal.address));
  return traced.length > 0 ? traced : namesakes;
}

function mayShareAccount(resolver: Resolver, one: Resource, other: Resource): boolean {
  const [left, right] = [resolver.account(one), resolver.account(other)];
  return left.kind !== 'known' || right.kind !== 'known' || left.value === right.value;
}
