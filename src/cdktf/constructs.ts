import type { Acknowledgement } from '../model/plan.js';

/** What is needed of a construct. Those of cdktf and of cdktn fit; neither is imported. */
export interface ConstructLike {
  readonly node: NodeLike;
}

export interface NodeLike {
  readonly id: string;
  readonly path: string;
  readonly root: ConstructLike;
  /** From the root down to the construct itself. */
  readonly scopes: readonly ConstructLike[];
  readonly metadata: readonly { readonly type: string; readonly data: unknown }[];
  findAll(): readonly ConstructLike[];
  addMetadata(type: string, data: unknown): void;
  addValidation(validation: { validate(): string[] }): void;
}

export interface StackLike extends ConstructLike {
  readonly synthesizer: SynthesizerLike;
  /** Makes what other stacks refer to: outputs here, remote states there. */
  prepareStack(): void;
  /** The stack as it is written to cdk.tf.json, every token resolved. */
  toTerraform(): unknown;
  addOverride(path: string, value: unknown): void;
}

/** What runs the aspects of a stack and writes it. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/synthesize/types.ts */
export interface SynthesizerLike {
  // A method, so that the libraries' own, which ask for their own manifest, fit.
  synthesize(session: SynthesisSession): void;
}

export interface SynthesisSession {
  readonly outdir: string;
  readonly skipValidation?: boolean;
  readonly manifest: object;
}

/** The mark of a stack, the same in both libraries. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/terraform-stack.ts */
const STACK = Symbol.for('cdktf/TerraformStack');

export function isStack(construct: ConstructLike): construct is StackLike {
  return STACK in construct;
}

/** The stack that a construct stands in; undefined above every stack. */
export function stackOf(construct: ConstructLike): StackLike | undefined {
  return construct.node.scopes.findLast(isStack);
}

/** Under this type acknowledgements stand in a stack's metadata. */
const METADATA = 'elbcert/acknowledged';

/**
 * Accepts what a policy finds on a construct, and on everything below it. Every report counts the finding as waived;
 * the reason is written into the stack, so that `elbcert check` on the output knows it too. Under `not-checked`, accepts what
 * was not looked into.
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
