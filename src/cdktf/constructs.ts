/** What is needed of a construct. Those of cdktf and of cdktn fit; neither is imported. */
export interface ConstructLike {
  readonly node: NodeLike;
}

export interface NodeLike {
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
  /** The stack as it is written to cdk.tf.json, every token resolved. */
  toTerraform(): unknown;
  addOverride(path: string, value: unknown): void;
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
