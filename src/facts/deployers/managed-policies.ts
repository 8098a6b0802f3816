import { parseArn } from '../../model/arn.js';
import { groupBy } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import { type Known, known, type Value } from '../../model/value.js';
import { type Origin, type Path, type Resolver, textAttribute } from '../../resolve/index.js';
import { awsManagedDocument, awsManagedName } from '../iam/aws-managed-policies.js';
import { type IamPolicy, iamPolicy } from '../iam/decide.js';
import { unknownDocument } from '../iam/document.js';
import { perPlan } from '../sources.js';
import { originsAt, sortedTexts, sourcesAmong } from './argument-texts.js';
import { documentsAt } from './documents.js';

/** The resource types that are managed policies. */
export const managedPolicyTypes = [
  { mode: 'managed', type: 'aws_iam_policy' },
  { mode: 'data', type: 'aws_iam_policy' },
] as const;

/** The policies whose ARNs a resource's argument holds, as text or as a list; without those of some ARNs. */
export function managedPolicies(
  resolver: Resolver,
  resource: Resource,
  argument: string,
  except: ReadonlySet<string> = new Set(),
): readonly IamPolicy[] {
  const { address } = resource;
  const { known, missing, reason } = sortedTexts(resource, argument);
  const named = known.flatMap((arn) => (except.has(arn.value) ? [] : [policyWithArn(resolver, address, arn)]));
  if (missing === 0) return named;
  const origins = originsAt(resolver, resource, argument);
  return [...named, ...unknownPolicies(resolver, address, origins, missing, reason)];
}

/** As many policies as there are unknown ARNs: those that the references lead to, or of which nothing is known. */
function unknownPolicies(
  resolver: Resolver,
  address: string,
  origins: readonly Origin[],
  count: number,
  reason: string,
): readonly IamPolicy[] {
  const { resources, open } = sourcesAmong(origins, ({ type }) => type === 'aws_iam_policy');
  if (open) return [unknownPolicy(address, origins.find((origin) => origin.kind === 'deadEnd')?.reason ?? reason)];
  const policies = resources.map((resource) => policyOf(resolver, resource));
  if (policies.length <= count) return policies;
  const literal = origins.flatMap((origin) =>
    origin.kind === 'known' && typeof origin.value === 'string' && parseArn(origin.value)?.service === 'iam'
      ? [policyWithArn(resolver, address, known(origin.value, origin.sensitive))]
      : [],
  );
  const possible = [...policies, ...literal];
  const either = iamPolicy(address, ...possible.flatMap(({ alternatives }) => alternatives));
  const oneOf = possible.map((policy) => policy.address);
  return Array.from({ length: count }, () => ({ ...either, oneOf }));
}

/** A policy of which nothing is known, for a reason. */
export function unknownPolicy(address: string, reason: string): IamPolicy {
  return iamPolicy(address, unknownDocument(address, reason));
}

/** The policy that an `aws_iam_policy`, managed or looked up, is. */
export function policyOf(resolver: Resolver, resource: Resource): IamPolicy {
  return iamPolicy(resource.address, ...documentsAt(resolver, resource, 'policy'));
}

/** The policy of an ARN: one of this plan by its ARN or its name, one that AWS manages, or one of which nothing is known. */
export function policyWithArn(
  resolver: Resolver,
  address: string,
  { value: arn, sensitive }: Known<string>,
): IamPolicy {
  const own = inPlan(resolver, arn);
  if (own !== undefined) return policyOf(resolver, own);
  const name = awsManagedName(arn);
  if (name !== undefined) return iamPolicy(`AWS managed policy ${name}`, awsManagedDocument(name));
  const shown = sensitive === true ? 'a policy with a sensitive ARN' : (parseArn(arn)?.resource ?? arn);
  const reason = `${shown} is not in the plan; data.aws_iam_policy would show it`;
  return iamPolicy(address, unknownDocument(shown, reason));
}

/** A policy that is yet to be made gets the ARN that its name and path spell. */
function inPlan(resolver: Resolver, arn: string): Resource | undefined {
  const { byArn, byName } = managedPoliciesIn(resolver);
  const wanted = parseArn(arn);
  const [own] = byArn.get(arn) ?? [];
  if (own !== undefined || wanted === undefined) return own;
  return byName.get(wanted.resource)?.find((resource) => {
    const account = resolver.account(resource);
    return account.kind !== 'known' || account.value === wanted.account;
  });
}

const managedPoliciesIn = perPlan(({ index }) => {
  const all = managedPolicyTypes.flatMap(({ mode, type }) => index.ofType(mode, type));
  const arnOf = (resource: Resource) => textAttribute(resource, 'arn');
  return {
    byArn: groupBy(all, (resource) => textOf(arnOf(resource))),
    byName: groupBy(
      all.filter((resource) => arnOf(resource).kind !== 'known'),
      resourceInArn,
    ),
  };
});

function resourceInArn(resource: Resource): string | undefined {
  const name = textOf(textAttribute(resource, 'name'));
  const path = textAttribute(resource, 'path');
  return name === undefined || path.kind === 'unknown' ? undefined : `policy${textOf(path) ?? '/'}${name}`;
}

function textOf(value: Value<string>): string | undefined {
  return value.kind === 'known' ? value.value : undefined;
}

/** The policy that a block of IAM Identity Center names: by its ARN, or by the name that it has in every account. */
export function referencedPolicy(resolver: Resolver, resource: Resource, block: Path): IamPolicy {
  const arn = textAttribute(resource, ...block, 'managed_policy_arn');
  if (arn.kind === 'known') return policyWithArn(resolver, resource.address, arn);
  const name = textOf(textAttribute(resource, ...block, 'customer_managed_policy_reference', 0, 'name'));
  const own = resolver.index
    .ofType('managed', 'aws_iam_policy')
    .find((policy) => name !== undefined && textOf(textAttribute(policy, 'name')) === name);
  if (own !== undefined) return policyOf(resolver, own);
  return unknownPolicy(resource.address, `${resource.address} names a policy that is not in the plan`);
}
