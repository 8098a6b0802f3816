import { carriers } from './carriers/index.js';
import { EXCLUSIVE_NAMES } from './exclusive-names.js';
import { MEMBERSHIPS } from './groups.js';
import { PRINCIPAL_KINDS } from './holders.js';
import { PERMISSION_SETS } from './permission-sets.js';

/** Every resource type that deployers are collected from, with its mode. */
export const deployerTypes: ReadonlySet<string> = new Set([
  ...PRINCIPAL_KINDS.map((kind) => `managed.aws_iam_${kind}`),
  ...[...carriers.map(({ type }) => type), ...EXCLUSIVE_NAMES, ...MEMBERSHIPS, ...PERMISSION_SETS].map(
    (type) => `managed.${type}`,
  ),
  'managed.aws_iam_policy',
  'data.aws_iam_policy',
  'data.aws_iam_policy_document',
]);
