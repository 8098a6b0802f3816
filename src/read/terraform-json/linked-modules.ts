import type { ModuleCall, ModuleConfig, ProviderConfig } from '../../model/plan.js';
import type { SourceModule } from '../source/module-config.js';
import { providersOf } from './providers.js';

/** A configuration with the modules that it calls, as a plan records it. */
export interface LinkedModules {
  readonly config: ModuleConfig;
  readonly providers: ReadonlyMap<string, ProviderConfig>;
  /** The calls whose module is not read, by their address without keys, each with why. */
  readonly unread: ReadonlyMap<string, string>;
}

/** The key in a plan of the provider configuration that a module calls by that key. */
type ProviderKeyOf = (local: string) => string;

/**
 * Calls whose module is not at hand, or not valid, are left out: nothing is known of it. A resource's provider key names the
 * configuration that its module was passed, has, or inherits; aliases are not inherited.
 * Source: https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function linkModules(source: SourceModule): LinkedModules {
  const providers = new Map<string, ProviderConfig>();
  const unread = new Map<string, string>();
  const link = (module: SourceModule, path: readonly string[], keyOf: ProviderKeyOf): ModuleConfig => {
    const calls = [...module.config.calls].flatMap(([name, call]): [string, ModuleCall][] => {
      const called = module.calls.get(name);
      const inner = [...path, name];
      if (called === undefined || called.broken !== undefined) {
        const why = called === undefined ? 'what a module makes is not in this file' : 'its source is not valid';
        unread.set(moduleAddress(inner), why);
        return [];
      }
      const own = providersOf(called.providers, inner);
      for (const [key, provider] of own) providers.set(key, provider);
      const innerKeyOf: ProviderKeyOf = (local) => {
        const passed = call.providers?.get(local);
        if (passed !== undefined) return keyOf(passed);
        const key = `${moduleAddress(inner)}:${local}`;
        return own.has(key) || local.includes('.') ? key : keyOf(local);
      };
      return [[name, { ...call, module: link(called, inner, innerKeyOf) }]];
    });
    return linked(module, new Map(calls), keyOf);
  };
  for (const [key, provider] of providersOf(source.providers, [])) providers.set(key, provider);
  const config = link(source, [], (local) => local);
  return { config, providers, unread };
}

function moduleAddress(path: readonly string[]): string {
  return path.map((name) => `module.${name}`).join('.');
}

function linked(
  { config, addresses }: SourceModule,
  calls: ReadonlyMap<string, ModuleCall>,
  keyOf: ProviderKeyOf,
): ModuleConfig {
  const defaults = [...(config.variables ?? [])].flatMap(([name, { default: fallback }]) =>
    fallback?.constant === undefined ? [] : [[name, fallback.constant] as const],
  );
  return {
    ...config,
    calls,
    addresses: () => addresses,
    defaults: new Map(defaults),
    resources: {
      get(address) {
        const block = config.resources.get(address);
        return block && { ...block, providerKey: block.providerKey && keyOf(block.providerKey) };
      },
    },
    text: { kind: 'snapshot' },
  };
}
