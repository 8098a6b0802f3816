import type { Acknowledgement } from '../model/plan.js';
import { type ConstructLike, stackOf } from './constructs.js';

/** Under this type acknowledgements stand in a stack's metadata. */
const METADATA = 'elbcert/acknowledged';

/**
 * Accepts what a policy finds on a construct, and on everything below it. The finding stays in every report, as waived;
 * the reason is written into the stack, so that `elbcert check` on the output knows it too.
 * Throws: where the reason is empty, or the construct stands in no stack.
 */
export function acknowledge(construct: ConstructLike, policyId: string, reason: string): void {
  const { path } = construct.node;
  if (reason.trim() === '') throw new Error(`acknowledge(${path}, "${policyId}"): give a reason`);
  const stack = stackOf(construct);
  if (stack === undefined) {
    throw new Error(`acknowledge("${path}", "${policyId}"): name a stack or a construct in one, not the app`);
  }
  const acknowledgement: Acknowledgement = { constructPath: path, policyId, reason };
  stack.node.addMetadata(METADATA, acknowledgement);
  const all = stack.node.metadata.filter(({ type }) => type === METADATA).map(({ data }) => data);
  // Terraform ignores what stands under "//". Source: https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
  stack.addOverride('//.elbcert', { acknowledged: all });
}
