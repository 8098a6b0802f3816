import type { Expression, Resource } from '../model/plan.js';
import type { Origin } from './origin.js';
import { effectiveProvider } from './provider.js';
import type { ResolveContext } from './resolve-context.js';

/** The role that a provider assumes before it does anything. */
export interface AssumedRole {
  /** The provider's key in the configuration. */
  readonly provider: string;
  /** Where the role's ARN comes from. */
  readonly origins: readonly Origin[];
  /** Where the text of the session's policy comes from; undefined where it has none. */
  readonly sessionPolicy: readonly Origin[] | undefined;
  /** Where the ARNs of the session's policies come from; undefined where it has none. */
  readonly sessionPolicyArns: readonly Origin[] | undefined;
}

/** The role that a resource's provider assumes; undefined where it assumes none, or the input does not tell. */
export function assumedRoleOf({ plan, tracer }: ResolveContext, resource: Resource): AssumedRole | undefined {
  const provider = effectiveProvider(plan, resource);
  if (provider.kind !== 'known') return undefined;
  const { config, scope, key } = provider;
  if (config?.assumeRoleArn === undefined || scope === undefined) return undefined;
  const trace = (expression: Expression) => tracer.trace(expression, scope);
  return {
    provider: key,
    origins: trace(config.assumeRoleArn),
    sessionPolicy: config.assumeRolePolicy && trace(config.assumeRolePolicy),
    sessionPolicyArns: config.assumeRolePolicyArns && trace(config.assumeRolePolicyArns),
  };
}
