import type { Body, ProviderConfig } from '../model/plan.js';

/** The blocks of a provider that assume a role. The provider begins with a web identity, and assumes other roles from there. */
export const ASSUME_ROLE_BLOCKS = ['assume_role_with_web_identity', 'assume_role'] as const;

type AssumedRole = Pick<
  ProviderConfig,
  'assumeRoleBlock' | 'assumeRoleArn' | 'assumeRolePolicy' | 'assumeRolePolicyArns'
>;

/**
 * The role that a provider works as. It assumes the roles of its blocks in their order, one from the other.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role
 * Source: https://github.com/hashicorp/aws-sdk-go-base/blob/main/credentials.go
 */
export function assumedRoleOf(provider: Body): AssumedRole {
  const blocks = ASSUME_ROLE_BLOCKS.flatMap((name) => provider.blocks(name).map((body) => ({ name, body })));
  const last = blocks.at(-1);
  return {
    assumeRoleBlock: last?.name,
    assumeRoleArn: last?.body.expression('role_arn'),
    assumeRolePolicy: last?.body.expression('policy'),
    assumeRolePolicyArns: last?.body.expression('policy_arns'),
  };
}

/**
 * Arguments of a provider that say nothing of who it works as.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference
 */
const OTHER_ARGUMENTS =
  /^(?:alias|version|region|default_tags|ignore_tags|max_retries|retry_mode|(?:allowed|forbidden)_account_ids|skip_\w+)$/;

/** Whether a provider works as whoever runs Terraform. A plan does not show that of its blocks which are `dynamic`. */
export function usesEnvironment(provider: Body): boolean {
  return provider.names?.().every((name) => OTHER_ARGUMENTS.test(name)) === true;
}
