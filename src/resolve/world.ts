import type { World } from '../read/source/evaluator.js';
import type { PlanIndex } from './plan-index.js';

/** What the expressions of a plan's configuration are evaluated with. */
export function worldOf(index: PlanIndex): World {
  const { plan, instances, moduleKeys } = index;
  return {
    root: plan.configuration ?? {
      resources: new Map(),
      calls: new Map(),
      outputs: new Map(),
      defaults: new Map(),
      locals: undefined,
    },
    variables: plan.variables,
    instances,
    moduleKeys,
    holds: plan.holds,
    refine: () => ({}),
    workspace: plan.workspace,
  };
}
