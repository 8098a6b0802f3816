import { parseArn, partitionOf } from '../model/arn.js';
import type { Resource } from '../model/plan.js';
import { flatMapValue, known, unknown, type Value } from '../model/value.js';
import { textAttribute } from './attribute.js';
import { evaluate } from './evaluate.js';
import type { ResolveContext } from './index.js';
import { effectiveProvider } from './provider.js';

/** The account that a resource lives in: its ARN's, its provider's assumed role's or only allowed one, or the caller's. Unit: 12 digits. */
export function accountOf(context: ResolveContext, resource: Resource): Value<string> {
  const arn = textAttribute(resource, 'arn');
  const inArn = arn.kind === 'known' ? parseArn(arn.value)?.account : undefined;
  if (inArn !== undefined && inArn !== '') return known(inArn, arn.kind === 'known' ? arn.sensitive : undefined);
  const provider = effectiveProvider(context.plan, resource);
  if (provider.kind !== 'known') return unknown('its account is not in the plan');
  const { config, scope, key } = provider;
  if (config !== undefined && scope !== undefined) {
    for (const expression of [config.assumeRoleArn, config.allowedAccountIds]) {
      const value = expression === undefined ? undefined : evaluate(context, expression, scope);
      const account = accountIn(value?.value);
      if (account !== undefined) return known(account, value?.sensitive);
    }
  }
  const read = readThrough(context, 'aws_caller_identity', 'account_id', key);
  return read !== undefined ? known(read) : unknownAccount(context, key);
}

/** The same for all resources of a provider: a large plan has many of them. */
function unknownAccount({ unknownAccounts }: ResolveContext, key: string): Value<string> {
  const identity = `account of provider ${key}`;
  const account = unknownAccounts.get(key) ?? unknown(`the ${identity} is not in the plan`, { identity });
  unknownAccounts.set(key, account);
  return account;
}

function accountIn(value: unknown): string | undefined {
  const [only, ...more] = Array.isArray(value) ? value : [value];
  if (typeof only !== 'string' || more.length > 0) return undefined;
  const account = parseArn(only)?.account ?? only;
  return /^\d{12}$/.test(account) ? account : undefined;
}

/** The partition that a resource lives in, which its ARN or its Region tells. */
export function partitionFor(context: ResolveContext, resource: Resource, region: Value<string>): Value<string> {
  const arn = textAttribute(resource, 'arn');
  const inArn = arn.kind === 'known' ? parseArn(arn.value)?.partition : undefined;
  if (inArn !== undefined) return known(inArn);
  const partition = flatMapValue(region, (text) => known(partitionOf(text)));
  if (partition.kind !== 'unknown' || partition.candidates !== undefined) return partition;
  const provider = effectiveProvider(context.plan, resource);
  if (provider.kind !== 'known') return partition;
  const read = readThrough(context, 'aws_partition', 'partition', provider.key);
  if (read !== undefined) return known(read);
  return unknown(partition.reason, { ...partition, identity: `partition of provider ${provider.key}` });
}

function readThrough(context: ResolveContext, type: string, name: string, key: string): string | undefined {
  for (const resource of context.index.ofType('data', type)) {
    const provider = effectiveProvider(context.plan, resource);
    const value = textAttribute(resource, name);
    if (provider.kind === 'known' && provider.key === key && value.kind === 'known') return value.value;
  }
  return undefined;
}
