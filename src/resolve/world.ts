import type { Plan } from '../model/plan.js';
import type { Evaluator, World } from '../read/evaluate/evaluation.js';
import type { PlanIndex } from './plan-index.js';

/** What the expressions of a plan's configuration are evaluated with. `evaluatorIn` evaluates those of another input. */
export function worldOf(index: PlanIndex, evaluatorIn?: (plan: Plan) => Evaluator): World {
  const { plan, instances, moduleKeys } = index;
  return {
    plan,
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
    remoteState(name) {
      const remote = plan.remoteStates?.get(name);
      return remote && { path: remote.path, output: (output, depth) => evaluatorIn?.(remote).output(output, depth) };
    },
    workspace: plan.workspace,
    files: plan.files,
  };
}
