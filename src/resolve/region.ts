import { isRegion } from '../model/arn.js';
import type { Resource } from '../model/plan.js';
import { known, oneOf, unknown, type Value } from '../model/value.js';
import { partOfArn, textAttribute } from './attribute.js';
import { expressionValue } from './evaluate.js';
import { effectiveProvider, type KnownProvider, type ResolveContext, regionOfZones } from './provider.js';
import { blockOf } from './scope.js';

/**
 * The Region that a resource lives in, the surest evidence first: its ARN, the planned `region` that the AWS provider
 * writes from version 6 on, its provider's configuration, the Region that a data source read through that provider,
 * the user's word, an Availability Zone.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export function resourceRegion(context: ResolveContext, resource: Resource): Value<string> {
  const certain = partOfArn(resource, 'region') ?? plannedRegion(context, resource);
  if (certain !== undefined) return certain;
  const ofProvider = providerRegion(context, resource);
  if (ofProvider.kind === 'known') return ofProvider;
  return regionOfZones(resource) ?? ofProvider;
}

/**
 * The `region` in the planned values; undefined where they do not tell. Where the provider's own Region is known only
 * after apply, Terraform hands the provider null for it, so what it planned may be its fallback.
 */
function plannedRegion(context: ResolveContext, resource: Resource): Value<string> | undefined {
  const region = textAttribute(resource, 'region');
  if (region.kind === 'absent') return undefined;
  const hasArgument = blockOf(context.index.plan, resource)?.block.body.expression('region') !== undefined;
  if (region.kind === 'unknown') return resource.mode === 'managed' || hasArgument ? region : undefined;
  const provider = hasArgument ? undefined : effectiveProvider(context.index.plan, resource);
  if (provider?.kind !== 'known' || !isKnownAfterApply(context, provider)) return region;
  return unknown('the Region of its provider is known after apply', {
    identity: `region of provider ${provider.key}`,
    remedy: 'configure the provider with a Region that is known at plan',
  });
}

/** Whether the Region that a provider is configured with is known only after apply. */
function isKnownAfterApply(context: ResolveContext, { config, scope }: KnownProvider): boolean {
  if (config?.region === undefined || scope === undefined) return false;
  return context.trace(config.region, scope).some((origin) => origin.kind === 'attribute');
}

function providerRegion(context: ResolveContext, resource: Resource): Value<string> {
  const provider = effectiveProvider(context.index.plan, resource);
  switch (provider.kind) {
    case 'unknown': {
      const given = context.given.get('');
      if (given !== undefined) return known(given);
      return unknown(`its Region: ${provider.reason}`, { remedy: 'give --region REGION' });
    }
    case 'oneOf': {
      const possible = provider.among.map((one) => knownProvidersRegion(context, one));
      const region = oneOf(possible, provider.reason);
      return region.kind === 'unknown' ? { ...region, identity: `region of provider ${provider.key}` } : region;
    }
    case 'known':
      return knownProvidersRegion(context, provider);
    default:
      return provider satisfies never;
  }
}

function knownProvidersRegion(context: ResolveContext, provider: KnownProvider): Value<string> {
  const { key, config, scope } = provider;
  const argument = scope && config?.region;
  // OpenTofu makes several instances of a provider, and two resources of one key may use different ones.
  // Source: https://opentofu.org/docs/language/providers/configuration/
  if (argument?.references.some((reference) => reference.startsWith('each.')) === true) {
    return unknown(`the plan does not tell which instance of provider ${key} is used`);
  }
  const evaluated = scope && argument && expressionValue(context, argument, scope);
  if (evaluated?.kind === 'known' && typeof evaluated.value === 'string' && isRegion(evaluated.value)) {
    return known(evaluated.value, evaluated.sensitive);
  }
  const candidates = evaluated?.kind === 'unknown' ? evaluated.candidates : undefined;
  const told = context.lookups().regions.get(key);
  if (told !== undefined) return told;
  const given = givenRegion(context, provider);
  if (given !== undefined) return known(given);
  const identity = `region of provider ${key}`;
  if (argument === undefined) {
    const reason = `provider ${key} has no region in its configuration`;
    return unknown(reason, { identity, remedy: 'give --region REGION' });
  }
  if (candidates?.every((one): one is string => typeof one === 'string' && isRegion(one)) === true) {
    const mark = evaluated?.kind === 'unknown' && evaluated.sensitive === true ? { sensitive: true as const } : {};
    return unknown(`the region of provider ${key} is known after apply`, { identity, candidates, ...mark });
  }
  const source = argument.references[0] ?? 'a function call';
  const reason = `the region of provider ${key} comes from ${source}, which is not in the plan`;
  return unknown(reason, { identity, remedy: `give --region ${key}=REGION` });
}

/** The Region that the user gave a provider, or all that set none. The only configured one of its name is meant too. */
function givenRegion({ index, given }: ResolveContext, { key, config }: KnownProvider): string | undefined {
  const ofKey = given.get(key);
  if (ofKey !== undefined || config?.region === undefined) return ofKey ?? given.get('');
  const rivals = [...index.plan.providers.values()].filter(
    ({ name, configured }) => configured && name === config.name,
  );
  return rivals.length <= 1 ? given.get('') : undefined;
}
