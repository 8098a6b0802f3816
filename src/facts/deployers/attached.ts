import type { Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';
import type { CarriedGift } from './carriers/carrier.js';
import type { Principal } from './principal.js';

/** Whether a policy is in use, or may be: attached to somebody, in the plan or not, or the boundary of somebody. */
export function attachedPolicies(
  gifts: readonly CarriedGift[],
  principals: readonly Pick<Principal, 'held'>[],
): (policy: Resource) => boolean {
  const used = [
    ...gifts.flatMap(({ policies }) => policies),
    ...principals.flatMap(({ held }) => [...held.grants, ...held.ceilings.flat()]),
  ];
  const addresses = new Set(used.flatMap(({ address, oneOf }) => [address, ...(oneOf ?? [])]));
  const anyUnknown = gifts.some(({ carrier, manner, policies }) => {
    return (
      manner === 'attached' && policies.some(({ address, oneOf }) => address === carrier.address && oneOf === undefined)
    );
  });
  return (policy) => addresses.has(policy.address) || (anyUnknown && textAttribute(policy, 'arn').kind === 'unknown');
}
