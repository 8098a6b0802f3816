import { isDeepStrictEqual } from 'node:util';
import { type JsonObject, objectOf, property } from '../../model/json.js';
import type { Plan } from '../../model/plan.js';
import { blocksOf } from './blocks.js';

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
  const linked = stacks.map((stack) => {
    const remoteStates = new Map<string, Plan>();
    return { stack, remoteStates, plan: { ...stack.plan, remoteStates } };
  });
  for (const { stack, remoteStates } of linked) {
    for (const { labels, body } of blocksOf(stack.document, 'data', 2)) {
      const [type, name = ''] = labels;
      if (type !== 'terraform_remote_state') continue;
      const target = linked.find((other) => other.stack !== stack && isStateOf(name, body, other.stack));
      if (target !== undefined) remoteStates.set(name, target.plan);
    }
  }
  return linked.map(({ plan }) => plan);
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
