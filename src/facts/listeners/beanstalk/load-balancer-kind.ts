import type { Value } from '../../../model/value.js';
import type { Settings } from './settings.js';

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';

/** Whether an environment has a Classic Load Balancer; the doubt says why that cannot be told. */
export type Kind = { readonly classic: false } | { readonly classic: true; readonly doubt: string | null };

/**
 * The API's own defaults, which are Terraform's: a load balanced environment, and a Classic Load Balancer. The console
 * chooses an Application Load Balancer instead.
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elasticbeanstalkenvironment
 */
export function loadBalancerKind(settings: Settings, tier: Value<string>): Kind {
  const checks: readonly (readonly [what: string, value: Value<string>, classic: string])[] = [
    ['tier', tier, 'webserver'],
    ['EnvironmentType', settings.find(ENVIRONMENT, 'EnvironmentType').value, 'loadbalanced'],
    ['LoadBalancerType', settings.find(ENVIRONMENT, 'LoadBalancerType').value, 'classic'],
  ];
  let doubt: string | null = null;
  for (const [what, value, classic] of checks) {
    if (value.kind === 'known' && value.value.toLowerCase() !== classic) return { classic: false };
    if (value.kind === 'unknown')
      doubt ??= `${what} decides whether there is a Classic Load Balancer (${value.reason})`;
  }
  return { classic: true, doubt };
}
