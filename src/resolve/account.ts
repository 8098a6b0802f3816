import { parseArn, partitionOf } from '../model/arn.js';
import type { Resource } from '../model/plan.js';
import { flatMapValue, known, unknown, type Value } from '../model/value.js';
import { partOfArn } from './attribute.js';
import { expressionValue } from './evaluate.js';
import { accountKey, effectiveProvider, type KnownProvider, type ResolveContext } from './provider.js';

/**
 * The account that a resource lives in: its ARN's, its provider's assumed role's or only allowed one, or the caller's.
 * Unit: 12 digits.
 */
export function resourceAccount(context: ResolveContext, resource: Resource): Value<string> {
  const inArn = partOfArn(resource, 'account');
  if (inArn !== undefined) return inArn;
  const provider = effectiveProvider(context.index.plan, resource);
  if (provider.kind !== 'known') return unknown('its account is not in the plan');
  const configured = configuredAccount(context, provider);
  if (configured !== undefined) return configured;
  const key = accountKey(provider);
  const lookedUp = context.lookups().accounts.get(key);
  if (lookedUp !== undefined) return lookedUp;
  const identity = key === '' ? "account of the environment's credentials" : `account of provider ${key}`;
  return unknown(`the account of provider ${provider.key} is not in the plan`, { identity });
}

function configuredAccount(context: ResolveContext, { config, scope }: KnownProvider): Value<string> | undefined {
  for (const argument of [config?.assumeRoleArn, config?.allowedAccountIds]) {
    const value = argument && scope && expressionValue(context, argument, scope);
    const account = value?.kind === 'known' ? accountIn(value.value) : undefined;
    if (value?.kind === 'known' && account !== undefined) return known(account, value.sensitive);
  }
  return undefined;
}

/** The account in an ARN, an account id, or a list of only one of them. */
function accountIn(value: unknown): string | undefined {
  const [only, ...more] = Array.isArray(value) ? value : [value];
  if (typeof only !== 'string' || more.length > 0) return undefined;
  const account = parseArn(only)?.account ?? only;
  return /^\d{12}$/.test(account) ? account : undefined;
}

/** The partition that a resource lives in: its ARN's, its Region's, or its provider's. */
export function resourcePartition(context: ResolveContext, resource: Resource, region: Value<string>): Value<string> {
  const inArn = partOfArn(resource, 'partition');
  if (inArn !== undefined) return inArn;
  const partition = flatMapValue(region, (text) => known(partitionOf(text)));
  if (partition.kind !== 'unknown' || partition.candidates !== undefined) return partition;
  const provider = effectiveProvider(context.index.plan, resource);
  if (provider.kind !== 'known') return partition;
  const lookedUp = context.lookups().partitions.get(provider.key);
  if (lookedUp !== undefined) return lookedUp;
  return { ...partition, identity: `partition of provider ${provider.key}` };
}
