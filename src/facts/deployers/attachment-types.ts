import type { Path } from '../../resolve/index.js';
import type { PrincipalKind } from './principals.js';

/** A resource type that attaches IAM policies to principals. This row is all that elbcert knows of the type. */
export interface AttachmentType {
  readonly mode: 'managed';
  readonly type: string;
  /** By kind of principal, the argument that names it, or a list of them. */
  readonly principals: Readonly<Partial<Record<PrincipalKind, string>>>;
  readonly policy: AttachedPolicy;
  /** Whether it grants permissions or, as a permissions boundary, limits them. */
  readonly effect: 'grants' | 'limits';
  /** True where apply takes away every other policy that was attached in the same way, whoever attached it. */
  readonly exclusive: boolean;
}

/** The arguments that hold the policy. */
export type AttachedPolicy =
  /** The text of a document, and its name within the principal, where it has one. */
  | { readonly kind: 'inline'; readonly document: string; readonly name: string | null }
  /** The names of all inline policies that the principal may have. */
  | { readonly kind: 'inlineNames'; readonly names: string }
  /** The ARN of a managed policy, or a list of them. */
  | { readonly kind: 'managed'; readonly arn: string }
  /** A block of IAM Identity Center that names a managed policy by its ARN, or by the name that it has in every account. */
  | { readonly kind: 'reference'; readonly block: Path };

/** What rows leave out. */
type Row = Omit<AttachmentType, 'mode' | 'effect' | 'exclusive'> & Partial<AttachmentType>;

function rows(...types: readonly Row[]): readonly AttachmentType[] {
  return types.map((type) => ({ mode: 'managed', effect: 'grants', exclusive: false, ...type }));
}

/**
 * Every resource type that attaches IAM policies. Where several policies decide, the first in this order is named.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs (IAM, SSO Admin)
 */
export const attachmentTypes: readonly AttachmentType[] = [
  ...(['role', 'user', 'group'] as const).flatMap((kind) =>
    rows(
      {
        type: `aws_iam_${kind}_policy`,
        principals: { [kind]: kind },
        policy: { kind: 'inline', document: 'policy', name: 'name' },
      },
      {
        type: `aws_iam_${kind}_policy_attachment`,
        principals: { [kind]: kind },
        policy: { kind: 'managed', arn: 'policy_arn' },
      },
      {
        type: `aws_iam_${kind}_policy_attachments_exclusive`,
        principals: { [kind]: `${kind}_name` },
        policy: { kind: 'managed', arn: 'policy_arns' },
        exclusive: true,
      },
      {
        type: `aws_iam_${kind}_policies_exclusive`,
        principals: { [kind]: `${kind}_name` },
        policy: { kind: 'inlineNames', names: 'policy_names' },
        exclusive: true,
      },
    ),
  ),
  ...rows(
    {
      type: 'aws_iam_policy_attachment',
      principals: { role: 'roles', user: 'users', group: 'groups' },
      policy: { kind: 'managed', arn: 'policy_arn' },
    },
    {
      type: 'aws_ssoadmin_permission_set_inline_policy',
      principals: { permissionSet: 'permission_set_arn' },
      policy: { kind: 'inline', document: 'inline_policy', name: null },
    },
    {
      type: 'aws_ssoadmin_managed_policy_attachment',
      principals: { permissionSet: 'permission_set_arn' },
      policy: { kind: 'managed', arn: 'managed_policy_arn' },
    },
    {
      type: 'aws_ssoadmin_customer_managed_policy_attachment',
      principals: { permissionSet: 'permission_set_arn' },
      policy: { kind: 'reference', block: [] },
    },
    {
      type: 'aws_ssoadmin_permissions_boundary_attachment',
      principals: { permissionSet: 'permission_set_arn' },
      policy: { kind: 'reference', block: ['permissions_boundary', 0] },
      effect: 'limits',
    },
  ),
];
