import { parseArn } from '../../model/arn.js';
import { groupBy } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import { type Known, known, type Value } from '../../model/value.js';
import { type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import { perPlan } from '../context.js';
import { awsManagedDocument, awsManagedName } from '../iam/aws-managed-policies.js';
import type { HeldPolicy } from '../iam/decide.js';
import { type PolicyDocument, unknownDocument } from '../iam/document.js';
import { documentsAt } from './documents.js';
import { originsAt, sourcesAmong, textsAt } from './texts.js';

/** The policies whose ARNs a resource's attribute holds, as text or as a list; without those of the ARNs that are leaving. */
export function policiesAt(
  resolver: Resolver,
  carrier: Resource,
  attribute: string,
  leaving: ReadonlySet<string> = new Set(),
): readonly HeldPolicy[] {
  const listed = textsAt(carrier, attribute) ?? [];
  const texts = listed.filter((text) => text.kind === 'unknown' || !leaving.has(text.value));
  const named = texts.flatMap((text) =>
    text.kind === 'known' ? [policyWithArn(resolver, carrier.address, text)] : [],
  );
  const unknown = texts.find((text) => text.kind === 'unknown');
  if (unknown === undefined) return named;
  const missing = texts.length - named.length;
  const origins = originsAt(resolver, carrier, attribute);
  return [...named, ...unknownPolicies(resolver, carrier, origins, missing, unknown.reason)];
}

/** As many policies as there are unknown ARNs: those that the references lead to, or of which nothing is known. */
function unknownPolicies(
  resolver: Resolver,
  carrier: Resource,
  origins: readonly Origin[],
  count: number,
  reason: string,
): readonly HeldPolicy[] {
  const sources = sourcesAmong(origins, isPolicy);
  if (sources.open) return [heldPolicy(carrier.address, [unknownDocument(carrier.address, reasonOf(origins, reason))])];
  if (sources.resources.length <= count) return sources.resources.map((resource) => policyOf(resolver, resource));
  const literal = origins.flatMap((origin) =>
    origin.kind === 'known' && typeof origin.value === 'string' && parseArn(origin.value)?.service === 'iam'
      ? [policyWithArn(resolver, carrier.address, known(origin.value, origin.sensitive))]
      : [],
  );
  const possible = [...sources.resources.map((resource) => policyOf(resolver, resource)), ...literal];
  const alternatives = possible.flatMap((policy) => policy.alternatives);
  const one = { ...heldPolicy(carrier.address, alternatives), oneOf: possible.map(({ address }) => address) };
  return Array.from({ length: count }, () => one);
}

function reasonOf(origins: readonly Origin[], reason: string): string {
  const deadEnd = origins.find((origin) => origin.kind === 'deadEnd');
  return deadEnd?.kind === 'deadEnd' ? deadEnd.reason : reason;
}

function isPolicy({ type }: Resource): boolean {
  return type === 'aws_iam_policy';
}

/** The policy that an `aws_iam_policy`, managed or looked up, is. */
export function policyOf(resolver: Resolver, resource: Resource): HeldPolicy {
  return heldPolicy(resource.address, documentsAt(resolver, resource, 'policy'));
}

function heldPolicy(address: string, alternatives: readonly PolicyDocument[]): HeldPolicy {
  return { address, alternatives, uncertain: null };
}

/** The policy of an ARN: one that AWS manages, one of this plan by its ARN or its name, or one of which nothing is known. */
export function policyWithArn(
  resolver: Resolver,
  carrier: string,
  { value: arn, sensitive }: Known<string>,
): HeldPolicy {
  const name = awsManagedName(arn);
  const own = policyResource(resolver, arn);
  if (own !== undefined) return policyOf(resolver, own);
  if (name !== undefined) return heldPolicy(`AWS managed policy ${name}`, [awsManagedDocument(name)]);
  const short = sensitive === true ? 'a policy with a sensitive ARN' : (parseArn(arn)?.resource ?? arn);
  const reason = `${short} is not in the plan; data.aws_iam_policy would show it`;
  return heldPolicy(carrier, [unknownDocument(short, reason)]);
}

/** A policy that is yet to be made gets the ARN that its name and path spell. */
function policyResource(resolver: Resolver, arn: string): Resource | undefined {
  const { byArn, byName } = policies(resolver);
  const wanted = parseArn(arn);
  const [own] = byArn.get(arn) ?? [];
  if (own !== undefined || wanted === undefined) return own;
  return byName.get(wanted.resource)?.find((resource) => {
    const account = resolver.account(resource);
    return account.kind !== 'known' || account.value === wanted.account;
  });
}

const policies = perPlan(({ index }) => {
  const all = [...index.ofType('managed', 'aws_iam_policy'), ...index.ofType('data', 'aws_iam_policy')];
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
