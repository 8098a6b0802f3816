import type { Resource } from '../../model/plan.js';
import { known } from '../../model/value.js';
import { type Resolver, textAttribute } from '../../resolve/index.js';
import type { HeldPolicies, HeldPolicy } from '../iam/decide.js';
import { unknownDocument } from '../iam/document.js';
import { documentsAt } from './documents.js';
import { policiesAt, policyOf, policyWithArn } from './policy-arns.js';
import { originsAt, sourcesAmong } from './texts.js';

const SET = 'aws_ssoadmin_permission_set';
const INLINE = 'aws_ssoadmin_permission_set_inline_policy';
const MANAGED = 'aws_ssoadmin_managed_policy_attachment';
const CUSTOMER = 'aws_ssoadmin_customer_managed_policy_attachment';
const BOUNDARY = 'aws_ssoadmin_permissions_boundary_attachment';

/** The resource types that permission sets are collected from. */
export const PERMISSION_SETS = [SET, INLINE, MANAGED, CUSTOMER, BOUNDARY] as const;

/**
 * The permission sets of IAM Identity Center, each of which becomes a role in every account that it is assigned to.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
 */
export function permissionSetsOf(
  resolver: Resolver,
): readonly { readonly resource: Resource; readonly held: HeldPolicies }[] {
  return resolver.index.ofType('managed', SET).map((resource) => {
    const given = (type: string, read: (carrier: Resource) => readonly HeldPolicy[]) =>
      resolver.index.ofType('managed', type).flatMap((carrier) => givenTo(resolver, carrier, resource, read));
    const boundary = given(BOUNDARY, (carrier) => boundaryIn(resolver, carrier));
    const grants = [
      ...given(INLINE, (carrier) => [
        { address: carrier.address, alternatives: documentsAt(resolver, carrier, 'inline_policy'), uncertain: null },
      ]),
      ...given(MANAGED, (carrier) => policiesAt(resolver, carrier, 'managed_policy_arn')),
      ...given(CUSTOMER, (carrier) => [customerManaged(resolver, carrier, 'customer_managed_policy_reference', 0)]),
    ];
    return { resource, held: { grants, ceilings: boundary.length === 0 ? [] : [boundary] } };
  });
}

/** What a resource gives to a set: nothing to one that it does not name, and perhaps something to one that it may name. */
function givenTo(
  resolver: Resolver,
  carrier: Resource,
  set: Resource,
  read: (carrier: Resource) => readonly HeldPolicy[],
): readonly HeldPolicy[] {
  const [named, own] = [textAttribute(carrier, 'permission_set_arn'), textAttribute(set, 'arn')];
  if (named.kind === 'known') return own.kind === 'known' && own.value === named.value ? read(carrier) : [];
  if (own.kind === 'known') return [];
  const { resources, open } = sourcesAmong(
    originsAt(resolver, carrier, 'permission_set_arn'),
    ({ type }) => type === SET,
  );
  if (!open && !resources.includes(set)) return [];
  if (!open && resources.length === 1) return read(carrier);
  const uncertain = `${carrier.address} may give it to another permission set`;
  return read(carrier).map((policy) => ({ ...policy, uncertain }));
}

function boundaryIn(resolver: Resolver, carrier: Resource): readonly HeldPolicy[] {
  const arn = textAttribute(carrier, 'permissions_boundary', 0, 'managed_policy_arn');
  return arn.kind === 'known'
    ? [policyWithArn(resolver, carrier.address, known(arn.value, arn.sensitive))]
    : [customerManaged(resolver, carrier, 'permissions_boundary', 0, 'customer_managed_policy_reference', 0)];
}

/** A policy by the name that it has in every account. */
function customerManaged(resolver: Resolver, carrier: Resource, ...path: readonly (string | number)[]): HeldPolicy {
  const name = textAttribute(carrier, ...path, 'name');
  const own = resolver.index.ofType('managed', 'aws_iam_policy').find((policy) => {
    const other = textAttribute(policy, 'name');
    return name.kind === 'known' && other.kind === 'known' && other.value === name.value;
  });
  if (own !== undefined) return policyOf(resolver, own);
  const reason = `${carrier.address} names a policy that is not in the plan`;
  return { address: carrier.address, alternatives: [unknownDocument(carrier.address, reason)], uncertain: null };
}
