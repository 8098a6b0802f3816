import { isRegion, parseArn, regionOfZone } from '../model/arn.js';
import type { ProviderConfig, Resource } from '../model/plan.js';
import { known, oneOf, unknown, type Value } from '../model/value.js';
import { attribute, listAttribute, textAttribute } from './attribute.js';
import { evaluate } from './evaluate.js';
import type { ResolveContext } from './index.js';
import { effectiveProvider, type KnownProvider } from './provider.js';
import { blockOf, moduleScope, type Scope } from './scope.js';

/**
 * The Region that a resource lives in, the surest evidence first: its ARN, the planned `region` that the AWS provider
 * writes from version 6 on, its provider's configuration, the Region that a data source read through that provider,
 * the user's word, an Availability Zone.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export function regionOf(context: ResolveContext, resource: Resource): Value<string> {
  const arn = regionInArn(resource);
  if (arn !== undefined) return known(arn);
  const planned = plannedRegion(context, resource);
  if (planned !== undefined) return planned;
  const configured = providerRegion(context, resource);
  if (configured.kind === 'known') return configured;
  const zones =
    attribute(resource, ['availability_zones']).kind === 'known'
      ? listAttribute(resource, 'availability_zones')
      : undefined;
  const zone = zones?.kind === 'known' ? zones.value.map(regionOfZone)[0] : undefined;
  return zone === undefined ? configured : known(zone);
}

/** A replaced resource gets a new ARN, so only a known one counts. */
function regionInArn(resource: Resource): string | undefined {
  const arn = textAttribute(resource, 'arn');
  const region = arn.kind === 'known' ? parseArn(arn.value)?.region : undefined;
  return region === undefined || region === '' ? undefined : region;
}

/**
 * The `region` in the planned values. Where the provider's own Region comes from something not known before apply,
 * Terraform hands the provider null for it, so what it planned may be its fallback.
 */
function plannedRegion(context: ResolveContext, resource: Resource): Value<string> | undefined {
  const region = textAttribute(resource, 'region');
  if (region.kind === 'known' && !context.someMayWait()) return region;
  const own = blockOf(context.plan, resource)?.block.body.expression('region');
  if (region.kind === 'known') {
    const waiting = own === undefined ? providerThatWaits(context, resource) : undefined;
    if (waiting === undefined) return region;
    return unknown(`the Region of its provider is known after apply`, {
      identity: `region of provider ${waiting}`,
      remedy: 'configure the provider with a Region that is known at plan',
    });
  }
  return region.kind === 'unknown' && (resource.mode === 'managed' || own !== undefined) ? region : undefined;
}

/** The key of a resource's provider whose Region is known after apply. */
function providerThatWaits(context: ResolveContext, resource: Resource): string | undefined {
  const provider = effectiveProvider(context.plan, resource);
  return provider.kind === 'known' && waits(context, provider) ? provider.key : undefined;
}

/** Whether the Region of any provider may be known after apply: mostly none is, and no resource's block need be looked at. */
export function someMayWait(context: ResolveContext): boolean {
  const scope = moduleScope(context.plan, []);
  return [...context.plan.providers.values()].some((config) => {
    if (config.region === undefined) return false;
    return config.modulePath.length > 0 || waits(context, { kind: 'known', key: config.key, config, scope });
  });
}

/** Whether the Region in a provider's configuration is known after apply. In the root module that is the same for all. */
function waits({ tracer, waiting }: ResolveContext, { config, scope }: KnownProvider): boolean {
  if (config?.region === undefined || scope === undefined) return false;
  const known = scope.module.length === 0 ? waiting.get(config) : undefined;
  if (known !== undefined) return known;
  const waits = tracer.trace(config.region, scope).some((origin) => origin.kind === 'attribute');
  if (scope.module.length === 0) waiting.set(config, waits);
  return waits;
}

function providerRegion(context: ResolveContext, resource: Resource): Value<string> {
  const provider = effectiveProvider(context.plan, resource);
  switch (provider.kind) {
    case 'unknown':
      return givenOr(context, '', unknown(`its Region: ${provider.reason}`, { remedy: 'give --region REGION' }));
    case 'oneOf': {
      const region = oneOf(
        provider.among.map(({ key, config, scope }) => configuredRegion(context, key, config, scope)),
        provider.reason,
      );
      return region.kind === 'unknown' ? { ...region, identity: `region of provider ${provider.key}` } : region;
    }
    case 'known':
      return configuredRegion(context, provider.key, provider.config, provider.scope);
    default:
      return provider satisfies never;
  }
}

function configuredRegion(
  context: ResolveContext,
  key: string,
  config: ProviderConfig | undefined,
  scope: Scope | undefined,
): Value<string> {
  const identity = `region of provider ${key}`;
  const remedy = `give --region ${key}=REGION`;
  const byKey = context.given.get(key);
  if (config?.region === undefined || scope === undefined) {
    const read = regionReadThrough(context, key);
    if (read !== undefined) return known(read);
    if (byKey !== undefined) return known(byKey);
    return givenOr(
      context,
      '',
      unknown(`provider ${key} has no region in its configuration`, { identity, remedy: 'give --region REGION' }),
    );
  }
  // OpenTofu makes several instances of a provider, and two resources of one key may use different ones.
  // See: https://opentofu.org/docs/language/providers/configuration/
  if (config.region.references.some((reference) => reference.startsWith('each.'))) {
    return unknown(`the plan does not tell which instance of provider ${key} is used`);
  }
  const evaluated = evaluate(context, config.region, scope);
  if (typeof evaluated?.value === 'string' && isRegion(evaluated.value)) {
    return known(evaluated.value, evaluated.sensitive);
  }
  const read = regionReadThrough(context, key);
  if (read !== undefined) return known(read);
  const only =
    [...context.plan.providers.values()].filter((other) => other.name === config.name && other.configured).length <= 1;
  const given = byKey ?? (only ? context.given.get('') : undefined);
  if (given !== undefined) return known(given);
  return unknown(
    `the region of provider ${key} comes from ${config.region.references[0] ?? 'a function call'}, which is not in the plan`,
    { identity, remedy },
  );
}

/** `data.aws_region` tells the Region of the provider that it was read through. */
function regionReadThrough({ plan, index }: ResolveContext, key: string): string | undefined {
  for (const resource of index.ofType('data', 'aws_region')) {
    const block = blockOf(plan, resource)?.block;
    if (block === undefined || ['region', 'name', 'endpoint'].some((name) => block.body.expression(name) !== undefined))
      continue;
    const provider = effectiveProvider(plan, resource);
    if (provider.kind !== 'known' || provider.key !== key) continue;
    for (const name of ['region', 'id', 'name']) {
      const value = textAttribute(resource, name);
      if (value.kind === 'known' && isRegion(value.value)) return value.value;
    }
  }
  return undefined;
}

function givenOr(context: ResolveContext, key: string, otherwise: Value<string>): Value<string> {
  const given = context.given.get(key);
  return given === undefined ? otherwise : known(given);
}
