import { type JsonObject, stringProperty } from '../../model/json.js';
import type { Body, ProviderConfig } from '../../model/plan.js';
import { assumedRoleOf, usesEnvironment } from '../assume-role.js';
import type { SourceProvider } from '../source/module-config.js';
import { blocksOf } from './blocks.js';

/**
 * The provider configurations of a module by key: `aws`, `aws.west`, `module.site:aws`. Only what decides where resources
 * live is read: the rest may hold credentials.
 */
export function providersOf(
  providers: readonly SourceProvider[],
  modulePath: readonly string[],
): ReadonlyMap<string, ProviderConfig> {
  const place = modulePath.length === 0 ? '' : `${modulePath.map((name) => `module.${name}`).join('.')}:`;
  return new Map(
    providers
      .filter(({ body }) => modulePath.length === 0 || isConfigured(body))
      .map(({ name, alias, body }) => {
        const key = `${place}${alias === undefined ? name : `${name}.${alias}`}`;
        const config: ProviderConfig = {
          key,
          name,
          alias,
          modulePath,
          region: body.expression('region'),
          ...assumedRoleOf(body),
          allowedAccountIds: body.expression('allowed_account_ids'),
          usesEnvironment: usesEnvironment(body),
          configured: true,
        };
        return [key, config];
      }),
  );
}

/**
 * Whether a block in a module is more than the declaration that its caller passes one.
 * Source: https://developer.hashicorp.com/terraform/language/modules/develop/providers#legacy-shared-modules-with-provider-configurations
 */
function isConfigured(body: Body): boolean {
  return (body.names?.() ?? []).some((name) => name !== 'alias' && name !== 'version');
}

const DEFAULT_HOST = 'registry.terraform.io';

/**
 * Finds the source address of a provider by its local name.
 * Source: https://developer.hashicorp.com/terraform/language/providers/requirements
 */
export function providerSources(document: JsonObject): (name: string) => string {
  const required = blocksOf(document, 'terraform', 0).flatMap(({ body }) => blocksOf(body, 'required_providers', 0));
  const providers = new Map(required.flatMap(({ body }) => Object.entries(body)));
  return (name) => {
    const source = stringProperty(providers.get(name), 'source') ?? name;
    const parts = source.split('/');
    if (parts.length >= 3) return source;
    return parts.length === 2 ? `${DEFAULT_HOST}/${source}` : `${DEFAULT_HOST}/hashicorp/${source}`;
  };
}
