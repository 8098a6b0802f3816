import { type JsonObject, stringProperty } from '../../model/json.js';
import type { ProviderConfig } from '../../model/plan.js';
import { assumedRoleOf } from '../assume-role.js';
import type { SourceProvider } from '../source/module-config.js';
import { blocksOf } from './blocks.js';

/** Provider configurations by key: `aws`, `aws.west`. Only what decides where resources live is read: the rest may hold credentials. */
export function providersOf(providers: readonly SourceProvider[]): ReadonlyMap<string, ProviderConfig> {
  return new Map(
    providers.map(({ name, alias, body }) => {
      const key = alias === undefined ? name : `${name}.${alias}`;
      const config: ProviderConfig = {
        key,
        name,
        alias,
        modulePath: [],
        region: body.expression('region'),
        ...assumedRoleOf(body),
        allowedAccountIds: body.expression('allowed_account_ids'),
        configured: true,
      };
      return [key, config];
    }),
  );
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
