import { formatModulePath } from '../model/address.js';
import { isRegion, regionOfZone } from '../model/arn.js';
import { once } from '../model/collections.js';
import type { Expression, Plan, ProviderConfig, Resource } from '../model/plan.js';
import { type Known, known } from '../model/value.js';
import type { Evaluator } from '../read/evaluate/evaluation.js';
import { listAttribute, textAttribute } from './attribute.js';
import type { Origin } from './origin.js';
import { type PlanIndex, remains } from './plan-index.js';
import { blockOf, moduleScope, type Scope } from './scope.js';

/** The provider configuration that a resource really uses. */
export type EffectiveProvider =
  | KnownProvider
  | { readonly kind: 'oneOf'; readonly key: string; readonly reason: string; readonly among: readonly KnownProvider[] }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface KnownProvider {
  readonly kind: 'known';
  readonly key: string;
  /** Undefined where no block configures it. */
  readonly config: ProviderConfig | undefined;
  /** The scope of the configuration's expressions. */
  readonly scope: Scope | undefined;
}

/**
 * Finds the configuration behind a resource's provider key: passed down through modules, or inherited through modules
 * that have none of their own.
 */
export function effectiveProvider(plan: Plan, resource: Resource): EffectiveProvider {
  const key = blockOf(plan, resource)?.block.providerKey;
  if (key === undefined) return { kind: 'unknown', reason: 'the input has no configuration to tell its provider' };
  if (!plan.providerKeysNormalised && resource.module.length > 0) return beforeNormalisation(plan, resource, key);
  const config = plan.providers.get(key);
  return config === undefined ? withoutBlock(key) : inherited(plan, resource, config);
}

/**
 * Whether two resources surely use one configuration. What no block makes any more, because apply destroys or forgets
 * it, keeps the configuration that it was made with, which Terraform asks to be there: the only one, where it is one.
 * Source: https://developer.hashicorp.com/terraform/language/providers/configuration
 */
export function sharesProvider(plan: Plan, one: Resource, other: Resource): boolean {
  if (one.provider !== other.provider) return false;
  const [first, second] = [effectiveProvider(plan, one), effectiveProvider(plan, other)];
  if (first.kind === 'known' && second.kind === 'known') return first.key === second.key;
  const named = [first, second].find((provider) => provider.kind === 'known');
  return named?.kind === 'known' && isOnly(plan, named);
}

/** Whether a configuration is the root's default one, and there is no other for its provider. */
function isOnly({ providers }: Plan, { key, config }: KnownProvider): boolean {
  if (config === undefined || config.alias !== undefined || config.modulePath.length > 0) return false;
  return [...providers.values()].every((other) => other.name !== config.name || other.key === key || !other.configured);
}

function withoutBlock(key: string): KnownProvider {
  return { kind: 'known', key, config: undefined, scope: undefined };
}

/** A provider whose expressions are in its own module, in the instance that the resource is in. */
function configuredBy(config: ProviderConfig, plan: Plan, resource: Resource): KnownProvider {
  const scope = moduleScope(plan, resource.module.slice(0, config.modulePath.length));
  return { kind: 'known', key: config.key, config, scope };
}

/**
 * An entry that Terraform implies for a module has no expressions; its resources use the parent module's default
 * provider, and so on up to the root's. Aliases are never inherited. Had the parent an entry or been passed a provider,
 * the key would name that; further up, a module without an entry may have been passed any provider.
 * Source: https://developer.hashicorp.com/terraform/language/modules/develop/providers#implicit-provider-inheritance
 * Source: https://github.com/hashicorp/terraform/blob/v1.2.0/internal/command/jsonconfig/config.go
 */
function inherited(plan: Plan, resource: Resource, implied: ProviderConfig): EffectiveProvider {
  let config = implied;
  while (!config.configured && config.modulePath.length > 0 && config.alias === undefined) {
    const parent = config.modulePath.slice(0, -1);
    const key = keyIn(parent, config.name);
    const above = plan.providers.get(key);
    if (above === undefined && parent.length > 0 && config !== implied) {
      const reason = `the plan does not tell which provider module.${parent.join('.module.')} was given`;
      return oneOfThoseAbove(plan, resource, implied.key, implied.name, reason);
    }
    config = above ?? { ...config, key, modulePath: parent };
  }
  return configuredBy(config, plan, resource);
}

function keyIn(module: readonly string[], name: string): string {
  return module.length === 0 ? name : `${module.map((step) => `module.${step}`).join('.')}:${name}`;
}

/** Before 1.2 a child module's key names the module call, so only what all configurations above it have in common is sure. */
function beforeNormalisation(plan: Plan, resource: Resource, key: string): EffectiveProvider {
  const localName = key.slice(key.indexOf(':') + 1);
  const path = resource.module.map((step) => step.name);
  const own = plan.providers.get(keyIn(path, localName));
  if (own?.configured === true) return configuredBy(own, plan, resource);
  const reason = 'plans of Terraform before 1.2 do not tell which provider a module was given';
  const [name = localName] = localName.split('.');
  return oneOfThoseAbove(plan, resource, `${formatModulePath(resource.module)}:${key}`, name, reason);
}

/** One of the configurations that the modules above a resource's own have, or the root's default, which needs no block. */
function oneOfThoseAbove(plan: Plan, resource: Resource, key: string, name: string, reason: string): EffectiveProvider {
  const above = [...plan.providers.values()].filter((config) => {
    const { modulePath } = config;
    const isAbove = modulePath.length < resource.module.length;
    const isRelated = modulePath.every((step, depth) => step === resource.module[depth]?.name);
    return config.name === name && isAbove && isRelated && (config.configured || modulePath.length === 0);
  });
  const among = above.map((config) => configuredBy(config, plan, resource));
  const [only] = among;
  if (only === undefined) return withoutBlock(name);
  return among.length === 1 ? only : { kind: 'oneOf', key, reason, among };
}

/** By the provider's key. */
type Told = ReadonlyMap<string, Known<string>>;

/**
 * What resources and data sources tell of the provider that they are made or read through, by the provider's key.
 */
export interface ProviderLookups {
  /** Found when it is asked for, because it takes a look at every resource. */
  readonly regions: Told;
  /** By what `accountKey` gives. */
  readonly accounts: Told;
  readonly partitions: Told;
}

/** The providers that take the same credentials from the environment. */
const OF_AWS = ['aws', 'awscc'];

/** The same for providers that surely work in one account: their key, or none where the environment decides. */
export function accountKey({ key, config }: KnownProvider): string {
  return config?.usesEnvironment === true && OF_AWS.includes(config.name) ? '' : key;
}

/** The data sources that are read for it. */
export const LOOKUP_TYPES = ['aws_region', 'aws_caller_identity', 'aws_partition'] as const;

export function readLookups(index: PlanIndex): ProviderLookups {
  const ownRegion = (resource: Resource) => providersOwnRegion(index, resource);
  const regions = once(() => lookedUp(index, 'aws_region', ownRegion, regionsOfResources(index)));
  return {
    get regions() {
      return regions();
    },
    accounts: lookedUp(
      index,
      'aws_caller_identity',
      (resource) => knownText(resource, 'account_id'),
      new Map(),
      accountKey,
    ),
    partitions: lookedUp(index, 'aws_partition', (resource) => knownText(resource, 'partition')),
  };
}

/** The first that a data source of the type tells of each provider; of the others, what is known otherwise. */
function lookedUp(
  index: PlanIndex,
  type: (typeof LOOKUP_TYPES)[number],
  read: (resource: Resource) => Known<string> | undefined,
  otherwise: Told = new Map(),
  keyOf: (provider: KnownProvider) => string = ({ key }) => key,
): Told {
  const found = new Map<string, Known<string>>();
  for (const resource of index.ofType('data', type)) {
    const provider = effectiveProvider(index.plan, resource);
    if (provider.kind !== 'known' || found.has(keyOf(provider))) continue;
    const value = read(resource);
    if (value !== undefined) found.set(keyOf(provider), value);
  }
  return new Map([...found, ...[...otherwise].filter(([key]) => !found.has(key))]);
}

/** The Regions of providers that a resource without a Region of its own shows: its planned Region, or its Availability Zones. */
function regionsOfResources(index: PlanIndex): Told {
  const found = new Map<string, Known<string> | undefined>();
  for (const resource of index.plan.resources.filter(remains)) {
    const region = shownRegion(resource);
    const provider = region === undefined ? undefined : effectiveProvider(index.plan, resource);
    if (region === undefined || provider?.kind !== 'known') continue;
    if (blockOf(index.plan, resource)?.block.body.expression('region') !== undefined) continue;
    // Resources that disagree use different instances of the provider.
    const isAlone = !found.has(provider.key) || found.get(provider.key)?.value === region.value;
    found.set(provider.key, isAlone ? region : undefined);
  }
  return new Map([...found].flatMap(([key, region]) => (region === undefined ? [] : [[key, region]])));
}

function shownRegion(resource: Resource): Known<string> | undefined {
  const region = knownText(resource, 'region');
  return region !== undefined && isRegion(region.value) ? region : regionOfZones(resource);
}

/** The Region of the Availability Zones that a resource names. */
export function regionOfZones(resource: Resource): Known<string> | undefined {
  const zones = listAttribute(resource, 'availability_zones');
  if (zones.kind !== 'known') return undefined;
  const [zone] = zones.value;
  const region = zone === undefined ? undefined : regionOfZone(zone);
  return region === undefined ? undefined : known(region, zones.sensitive);
}

function knownText(resource: Resource, name: string): Known<string> | undefined {
  const value = textAttribute(resource, name);
  return value.kind === 'known' ? value : undefined;
}

/** `data.aws_region` without arguments tells the Region of its provider; with one, that of the argument. */
function providersOwnRegion({ plan }: PlanIndex, resource: Resource): Known<string> | undefined {
  const body = blockOf(plan, resource)?.block.body;
  const isChosen = ['region', 'name', 'endpoint'].some((name) => body?.expression(name) !== undefined);
  if (body === undefined || isChosen) return undefined;
  const texts = ['region', 'id', 'name'].map((name) => knownText(resource, name));
  return texts.find((text) => text !== undefined && isRegion(text.value));
}

/** Regions that the user gave: by provider key, and one under '' for providers that set none. */
export type GivenRegions = ReadonlyMap<string, string>;

/** What finding the Region and the account of a resource needs. */
export interface ResolveContext {
  readonly index: PlanIndex;
  readonly given: GivenRegions;
  lookups(): ProviderLookups;
  /** Evaluates expressions of which the input shows the text. */
  evaluator(): Evaluator;
  /** Everything that an expression's value may come from. */
  trace(expression: Expression, scope: Scope): readonly Origin[];
  /** What an expression's value is made of; all that it may come from where its text is not in the input. */
  origins(expression: Expression, scope: Scope): readonly Origin[];
}

/** The role that a provider assumes before it does anything. */
export interface AssumedRole {
  /** The provider's key in the configuration. */
  readonly provider: string;
  /** The name of the provider's block that says so. */
  readonly block: string;
  /** Where the role's ARN comes from. */
  readonly origins: readonly Origin[];
  /** Where the text of the session's policy comes from; undefined where it has none. */
  readonly sessionPolicy: readonly Origin[] | undefined;
  /** Where the ARNs of the session's policies come from; undefined where it has none. */
  readonly sessionPolicyArns: readonly Origin[] | undefined;
}

/** The role that a resource's provider assumes; undefined where it assumes none, or the input does not tell. */
export function assumedRole(context: ResolveContext, resource: Resource): AssumedRole | undefined {
  const provider = effectiveProvider(context.index.plan, resource);
  if (provider.kind !== 'known') return undefined;
  const { config, scope, key } = provider;
  if (config?.assumeRoleArn === undefined || scope === undefined) return undefined;
  const trace = (argument: Expression | undefined) => argument && context.origins(argument, scope);
  return {
    provider: key,
    block: config.assumeRoleBlock ?? 'assume_role',
    origins: context.origins(config.assumeRoleArn, scope),
    sessionPolicy: trace(config.assumeRolePolicy),
    sessionPolicyArns: trace(config.assumeRolePolicyArns),
  };
}
