import type { Resource } from '../model/plan.js';
import type { Origin } from './origin.js';
import { effectiveProvider } from './provider.js';
import type { ResolveContext } from './resolve-context.js';

/** The role that a provider assumes before it does anything. */
export interface AssumedRole {
  /** The provider's key in the configuration. */
  readonly provider: string;
  /** Where the role's ARN comes from. */
  readonly origins: readonly Origin[];
}

/** The role that a resource's provider assumes; undefined where it assumes none, or the input does not tell. */
export function assumedRoleOf({ plan, tracer }: ResolveContext, resource: Resource): AssumedRole | undefined {
  const provider = effectiveProvider(plan, resource);
  if (provider.kind !== 'known') return undefined;
  const { config, scope, key } = provider;
  if (config?.assumeRoleArn === undefined || scope === undefined) return undefined;
  return { provider: key, origins: tracer.trace(config.assumeRoleArn, scope) };
}
