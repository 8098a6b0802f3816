import { arrayOf } from '../../model/json.js';
import { known, unknown } from '../../model/value.js';
import type { AssumedRole, Origin, Resolver } from '../../resolve/index.js';
import type { HeldPolicy } from '../iam/decide.js';
import { unknownDocument } from '../iam/policy-document.js';
import { policyWithArn } from './policy-by-arn.js';
import { documentsOf } from './policy-documents.js';

/**
 * What a session may do at most; undefined where it may do all that its role may.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionPolicies(
  resolver: Resolver,
  { provider, sessionPolicy, sessionPolicyArns }: AssumedRole,
): readonly HeldPolicy[] | undefined {
  if (sessionPolicy === undefined && sessionPolicyArns === undefined) return undefined;
  const address = `the assume_role block of provider ${provider}`;
  return [
    ...(sessionPolicy === undefined ? [] : [textPolicy(resolver, address, sessionPolicy)]),
    ...(sessionPolicyArns === undefined ? [] : arnPolicies(resolver, address, sessionPolicyArns)),
  ];
}

function textPolicy(resolver: Resolver, address: string, origins: readonly Origin[]): HeldPolicy {
  const [origin, ...others] = origins;
  const text =
    others.length === 0 && origin?.kind === 'known' && typeof origin.value === 'string'
      ? known(origin.value, origin.sensitive)
      : unknown<string>(`the policy in ${address} is not in the plan`);
  return { address, alternatives: documentsOf(resolver, address, text, origins), uncertain: null };
}

function arnPolicies(resolver: Resolver, address: string, origins: readonly Origin[]): readonly HeldPolicy[] {
  const [origin, ...others] = origins;
  const arns = origin?.kind === 'known' && others.length === 0 ? arrayOf(origin.value) : [];
  const named = arns.flatMap((arn) =>
    typeof arn === 'string' && origin?.kind === 'known'
      ? [policyWithArn(resolver, address, known(arn, origin.sensitive))]
      : [],
  );
  if (named.length > 0 && named.length === arns.length) return named;
  const reason = `the policies in ${address} are not all in the plan`;
  return [{ address, alternatives: [unknownDocument(address, reason)], uncertain: null }];
}
