import { isRegion } from '../model/arn.js';
import type { Resource } from '../model/plan.js';
import { textAttribute } from './attribute.js';
import type { PlanIndex } from './plan-index.js';
import { effectiveProvider } from './provider.js';
import { blockOf } from './scope.js';

/** What data sources tell of the provider that they were read through, by the provider's key. */
export interface ProviderLookups {
  readonly regions: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly partitions: ReadonlyMap<string, string>;
}

/** The data sources that are read for it. */
export const LOOKUP_TYPES = ['aws_region', 'aws_caller_identity', 'aws_partition'] as const;

export function readLookups(index: PlanIndex): ProviderLookups {
  return {
    regions: lookedUp(index, 'aws_region', (resource) => providersOwnRegion(index, resource)),
    accounts: lookedUp(index, 'aws_caller_identity', (resource) => knownText(resource, 'account_id')),
    partitions: lookedUp(index, 'aws_partition', (resource) => knownText(resource, 'partition')),
  };
}

/** The first that a data source of the type tells of each provider. */
function lookedUp(
  index: PlanIndex,
  type: string,
  read: (resource: Resource) => string | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const resource of index.ofType('data', type)) {
    const provider = effectiveProvider(index.plan, resource);
    if (provider.kind !== 'known' || found.has(provider.key)) continue;
    const value = read(resource);
    if (value !== undefined) found.set(provider.key, value);
  }
  return found;
}

function knownText(resource: Resource, name: string): string | undefined {
  const value = textAttribute(resource, name);
  return value.kind === 'known' ? value.value : undefined;
}

/** `data.aws_region` without arguments tells the Region of its provider; with one, that of the argument. */
function providersOwnRegion({ plan }: PlanIndex, resource: Resource): string | undefined {
  const body = blockOf(plan, resource)?.block.body;
  const isChosen = ['region', 'name', 'endpoint'].some((name) => body?.expression(name) !== undefined);
  if (body === undefined || isChosen) return undefined;
  const texts = ['region', 'id', 'name'].map((name) => knownText(resource, name));
  return texts.find((text) => text !== undefined && isRegion(text));
}
