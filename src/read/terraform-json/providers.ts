import { isDeepStrictEqual } from 'node:util';
import { type JsonObject, objectOf, property, stringProperty } from '../../model/json.js';
import type { Plan, ProviderConfig } from '../../model/plan.js';
import { blocksOf } from './blocks.js';
import type { Names } from './expression/evaluate.js';
import { bodyOf } from './planned.js';

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

/** The source addresses of providers by their local name. Source: https://developer.hashicorp.com/terraform/language/providers/requirements */
export function providerSources(document: JsonObject): ReadonlyMap<string, string> {
  const required = blocksOf(document, 'terraform', 0).flatMap(({ body }) => blocksOf(body, 'required_providers', 0));
  return new Map(
    required
      .flatMap(({ body }) => Object.entries(body))
      .map(([name, provider]) => [name, fullSource(stringProperty(provider, 'source') ?? name)]),
  );
}

const DEFAULT_HOST = 'registry.terraform.io';

export function fullSource(source: string): string {
  const parts = source.split('/');
  if (parts.length >= 3) return source;
  return parts.length === 2 ? `${DEFAULT_HOST}/${source}` : `${DEFAULT_HOST}/hashicorp/${source}`;
}

/** A stack with the document it was read from. */
export interface ReadStack {
  readonly name: string;
  readonly document: JsonObject;
  readonly plan: Plan;
}

/** The name that cdktf gives the remote state of a stack that another one refers to. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/terraform-stack.ts */
const CROSS_STACK = 'cross-stack-reference-input-';

/** The plans of stacks, each with the others that its remote states are the states of. */
export function linkRemoteStates(stacks: readonly ReadStack[]): readonly Plan[] {
  const links = stacks.map(() => new Map<string, Plan>());
  const linked = stacks.map((stack, at) => ({ ...stack.plan, remoteStates: links[at] ?? new Map<string, Plan>() }));
  stacks.forEach((stack, at) => {
    for (const { labels, body } of blocksOf(stack.document, 'data', 2)) {
      const [type, name = ''] = labels;
      if (type !== 'terraform_remote_state') continue;
      const target = stacks.findIndex((other) => other !== stack && isStateOf(name, body, other));
      const plan = linked[target];
      if (plan !== undefined) links[at]?.set(name, plan);
    }
  });
  return linked;
}

/** cdktf names the stack; a remote state that somebody wrote reads from where the stack's backend writes. */
function isStateOf(name: string, body: JsonObject, stack: ReadStack): boolean {
  if (name.startsWith(CROSS_STACK)) return name.slice(CROSS_STACK.length) === stack.name;
  const backend = property(body, 'backend');
  if (typeof backend !== 'string') return false;
  const written = blocksOf(stack.document, 'terraform', 0)
    .flatMap((terraform) => blocksOf(terraform.body, 'backend', 1))
    .find(({ labels }) => labels[0] === backend);
  return written !== undefined && isSameState(backend, objectOf(property(body, 'config')), written.body);
}

/** What says where in a backend a state is; credentials and locks do not. */
const PLACE: Readonly<Record<string, readonly string[]>> = {
  azurerm: ['storage_account_name', 'container_name', 'key'],
  gcs: ['bucket', 'prefix'],
  http: ['address'],
  local: ['path'],
  s3: ['bucket', 'key', 'workspace_key_prefix'],
};

function isSameState(backend: string, read: JsonObject, written: JsonObject): boolean {
  const place = PLACE[backend];
  if (place === undefined) return isDeepStrictEqual(read, written);
  const placed = (config: JsonObject) => place.map((name) => property(config, name));
  return placed(read).some((value) => value !== undefined) && isDeepStrictEqual(placed(read), placed(written));
}
