import { formatModulePath } from '../model/address.js';
import type { Plan, ProviderConfig, Resource } from '../model/plan.js';
import { blockOf, moduleScope, type Scope } from './scope.js';

/** The provider configuration that a resource really uses. */
export type EffectiveProvider =
  | {
      readonly kind: 'known';
      readonly key: string;
      readonly config: ProviderConfig | undefined;
      readonly scope: Scope | undefined;
    }
  | {
      readonly kind: 'oneOf';
      readonly key: string;
      readonly reason: string;
      readonly configs: readonly ProviderConfig[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Finds the configuration behind a resource's provider key: passed down through modules, or inherited through modules
 * that have none of their own.
 */
export function effectiveProvider(plan: Plan, resource: Resource): EffectiveProvider {
  const key = blockOf(plan, resource)?.block.providerKey;
  if (key === undefined) return { kind: 'unknown', reason: 'the input has no configuration to tell its provider' };
  if (!plan.providerKeysNormalised && resource.module.length > 0) return beforeNormalisation(plan, resource, key);
  const config = inherited(plan, key);
  return { kind: 'known', key: config?.key ?? key, config, scope: config && scopeOf(plan, resource, config) };
}

/**
 * An entry that Terraform implies for a module has no expressions; its resources use the parent module's default
 * provider, and so on up to the root's. Aliases are never inherited.
 * Source: https://developer.hashicorp.com/terraform/language/modules/develop/providers#implicit-provider-inheritance
 */
function inherited(plan: Plan, key: string): ProviderConfig | undefined {
  let config = plan.providers.get(key);
  while (config !== undefined && !config.configured && config.modulePath.length > 0 && config.alias === undefined) {
    const parent = config.modulePath.slice(0, -1);
    const above = plan.providers.get(keyIn(parent, config.name));
    config = above ?? { ...config, key: keyIn(parent, config.name), modulePath: parent };
  }
  return config;
}

function keyIn(module: readonly string[], name: string): string {
  return module.length === 0 ? name : `${module.map((step) => `module.${step}`).join('.')}:${name}`;
}

/** Before 1.2 a child module's key names the module call, so only what all configurations have in common is sure. */
function beforeNormalisation(plan: Plan, resource: Resource, key: string): EffectiveProvider {
  const name = key.slice(key.indexOf(':') + 1).split('.')[0] ?? key;
  const own = plan.providers.get(
    `${keyIn(
      resource.module.map((step) => step.name),
      name,
    )}`,
  );
  if (own?.region !== undefined)
    return { kind: 'known', key: own.key, config: own, scope: scopeOf(plan, resource, own) };
  const configs = [...plan.providers.values()].filter(
    (config) => config.name === name && config.modulePath.length === 0,
  );
  const [only] = configs;
  if (only !== undefined && configs.length === 1)
    return { kind: 'known', key: only.key, config: only, scope: scopeOf(plan, resource, only) };
  if (configs.length === 0) return { kind: 'known', key: name, config: undefined, scope: undefined };
  return {
    kind: 'oneOf',
    key: `${formatModulePath(resource.module)}:${key}`,
    reason: 'plans of Terraform before 1.2 do not tell which provider a module was given',
    configs,
  };
}

/** The scope of a provider block's expressions: its module, in the instance that the resource stands in. */
function scopeOf(plan: Plan, resource: Resource, config: ProviderConfig): Scope | undefined {
  return moduleScope(plan, resource.module.slice(0, config.modulePath.length));
}

/** The scope of the root module, for provider blocks that stand there. */
export function rootScope(plan: Plan): Scope | undefined {
  return moduleScope(plan, []);
}
