import { isDeepStrictEqual } from 'node:util';
import { type JsonObject, objectOf, property } from '../../model/json.js';
import { blocksOf } from './blocks.js';

/** A stack as it was synthesised. */
export interface Stack {
  /** Its construct path. */
  readonly name: string;
  readonly document: JsonObject;
}

/** The name that cdktf gives the remote state of a stack that another one refers to. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/terraform-stack.ts */
const CROSS_STACK = 'cross-stack-reference-input-';

/** The other stacks that the remote states of a stack are the states of, by the name of the remote state. */
export function remoteStatesOf<T extends Stack>(stack: T, stacks: readonly T[]): ReadonlyMap<string, T> {
  const others = stacks.filter((other) => other !== stack);
  return new Map(
    blocksOf(stack.document, 'data', 2).flatMap(({ labels: [type, name = ''], body }) => {
      const target = type === 'terraform_remote_state' ? targetOf(name, body, others) : undefined;
      return target === undefined ? [] : [[name, target] as const];
    }),
  );
}

/**
 * cdktf names the stack. Where that name is none or several stacks', and for a remote state that somebody wrote, it is the
 * one stack whose backend writes where the remote state reads.
 */
function targetOf<T extends Stack>(name: string, body: JsonObject, stacks: readonly T[]): T | undefined {
  const named = name.startsWith(CROSS_STACK)
    ? stacks.filter((stack) => asLogicalId(stack.name) === name.slice(CROSS_STACK.length))
    : [];
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  const written = (named.length === 0 ? stacks : named).filter((stack) => isStateOf(body, stack));
  return written.length === 1 ? written[0] : undefined;
}

/**
 * What a construct path becomes in the name of a block: the id of a construct has no slashes, and the name of a block only
 * letters, digits, `_` and `-`.
 * Source: https://github.com/aws/constructs/blob/10.x/src/construct.ts (sanitizeId)
 * Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/private/unique.ts
 */
function asLogicalId(path: string): string {
  return path.replaceAll('/', '--').replace(/[^\w-]/g, '');
}

/** HCP Terraform's workspaces are read as the backend "remote", and written by that backend or in a block of their own. */
function isStateOf(body: JsonObject, stack: Stack): boolean {
  const backend = property(body, 'backend');
  if (typeof backend !== 'string') return false;
  const settings = blocksOf(stack.document, 'terraform', 0).map((terraform) => terraform.body);
  const written = [
    ...settings.flatMap((terraform) => blocksOf(terraform, 'backend', 1)).filter(({ labels }) => labels[0] === backend),
    ...(backend === 'remote' ? settings.flatMap((terraform) => blocksOf(terraform, 'cloud', 0)) : []),
  ];
  return written.some((block) => isSameState(backend, objectOf(property(body, 'config')), block.body));
}

/** What says where in a backend a state is; credentials and locks do not. */
const PLACE: Readonly<Record<string, readonly string[]>> = {
  azurerm: ['storage_account_name', 'container_name', 'key'],
  gcs: ['bucket', 'prefix'],
  http: ['address'],
  local: ['path'],
  remote: ['organization', 'workspaces'],
  s3: ['bucket', 'key', 'workspace_key_prefix'],
};

function isSameState(backend: string, read: JsonObject, written: JsonObject): boolean {
  const place = PLACE[backend];
  if (place === undefined) return isDeepStrictEqual(read, written);
  const placed = (config: JsonObject) => place.map((name) => property(config, name));
  return placed(read).some((value) => value !== undefined) && isDeepStrictEqual(placed(read), placed(written));
}
