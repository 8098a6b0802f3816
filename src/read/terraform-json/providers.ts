import { type JsonObject, stringProperty } from '../../model/json.js';
import type { ProviderConfig } from '../../model/plan.js';
import { blocksOf } from './blocks.js';
import type { Names } from './expression/evaluate.js';
import { bodyOf } from './nested-blocks.js';

/** Provider configurations by key: `aws`, `aws.west`. Only what decides where resources live is read: the rest may hold credentials. */
export function providersOf(document: JsonObject, names: Names): ReadonlyMap<string, ProviderConfig> {
  return new Map(
    blocksOf(document, 'provider', 1).map(({ labels: [name = ''], body }) => {
      const alias = stringProperty(body, 'alias');
      const key = alias === undefined ? name : `${name}.${alias}`;
      const block = bodyOf({ block: body, names });
      const [assumeRole] = block.blocks('assume_role');
      const config: ProviderConfig = {
        key,
        name,
        alias,
        modulePath: [],
        region: block.expression('region'),
        assumeRoleArn: assumeRole?.expression('role_arn'),
        allowedAccountIds: block.expression('allowed_account_ids'),
        configured: true,
      };
      return [key, config];
    }),
  );
}

/**
 * The key of the provider configuration that a resource uses: the one it names, or the default one of the provider
 * that its type begins with.
 * Source: https://developer.hashicorp.com/terraform/language/meta-arguments/resource-provider
 */
export function providerKeyOf(type: string, block: JsonObject): string {
  const named = stringProperty(block, 'provider');
  return named?.replace(/^\$\{(.*)\}$/s, '$1').trim() ?? type.split('_')[0] ?? type;
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
