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
      const target =
        type === 'terraform_remote_state' ? others.find((other) => isStateOf(name, body, other)) : undefined;
      return target === undefined ? [] : [[name, target] as const];
    }),
  );
}

/** cdktf names the stack; a remote state that somebody wrote reads from where the stack's backend writes. */
function isStateOf(name: string, body: JsonObject, stack: Stack): boolean {
  if (name.startsWith(CROSS_STACK)) return name.slice(CROSS_STACK.length) === asConstructId(stack.name);
  const backend = property(body, 'backend');
  if (typeof backend !== 'string') return false;
  const written = blocksOf(stack.document, 'terraform', 0)
    .flatMap((terraform) => blocksOf(terraform.body, 'backend', 1))
    .find(({ labels }) => labels[0] === backend);
  return written !== undefined && isSameState(backend, objectOf(property(body, 'config')), written.body);
}

/** The id of a construct has no slashes. Source: https://github.com/aws/constructs/blob/10.x/src/construct.ts (sanitizeId) */
function asConstructId(path: string): string {
  return path.replaceAll('/', '--');
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
