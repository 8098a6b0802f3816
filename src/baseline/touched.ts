import type { ListenerFacts } from '../model/facts.js';
import type { Action } from '../model/plan.js';

/** What leaves a resource as it is. An import does not: it is the first plan that answers for the resource. */
const LEAVES: ReadonlySet<Action> = new Set<Action>(['no-op', 'state', 'read', 'forget']);

/**
 * Whether a plan changes a listener's load balancer or its certificate. A certificate of which not even the action is
 * known may be changed, so it counts.
 */
export function isTouched({ loadBalancer, certificate }: ListenerFacts): boolean {
  if (!LEAVES.has(loadBalancer.action)) return true;
  const { action } = certificate;
  switch (action.kind) {
    case 'absent':
      return false;
    case 'known':
      return !LEAVES.has(action.value);
    case 'unknown':
      return action.candidates === undefined || !action.candidates.every((candidate) => LEAVES.has(candidate));
    default:
      return action satisfies never;
  }
}
