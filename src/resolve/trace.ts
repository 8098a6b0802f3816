import type { ModulePath } from '../model/address.js';
import type { Expression, Plan } from '../model/plan.js';
import { followEachValue } from './follow-each.js';
import { followLocal, followOutput, followVariable } from './follow-module.js';
import { followResource } from './follow-resource.js';
import { indexPlan, type PlanIndex } from './index-plan.js';
import { deadEnd, type Origin, type Via } from './origin.js';
import { type Reference, referencesOf } from './references.js';
import { formatScope, type Scope } from './scope.js';
import { visibleIn } from './visible.js';
import { nothing, type Walk } from './walk.js';

export interface Tracer {
  /** Everything an expression's value may come from, through module inputs and outputs, any depth. */
  trace(expression: Expression, scope: Scope): readonly Origin[];
  /** Everything that any expression in a module instance could refer to and that is not known yet. */
  visible(module: ModulePath): readonly Origin[];
}

export function createTracer(plan: Plan, index: PlanIndex): Tracer {
  const indexes = new Map([[plan, index]]);
  const indexOf = (other: Plan): PlanIndex => {
    const made = indexes.get(other) ?? indexPlan(other);
    indexes.set(other, made);
    return made;
  };
  return {
    trace: (expression, scope) => startWalk(plan, indexOf, 1).expression(expression, scope, []),
    visible: (module) => visibleIn(startWalk(plan, indexOf, 1), module, []),
  };
}

/** More remote states, one behind the other, than stacks anybody chains. */
const MAX_PLANS = 20;

/** What needs more steps than this is given up, not followed for ever. */
const MAX_STEPS = 20_000;

/** References that lead to references: deeper than any configuration people write, and the stack is not without end. */
const MAX_DEPTH = 500;

function startWalk(plan: Plan, indexOf: (plan: Plan) => PlanIndex, plans: number): Walk {
  const visited = new Set<string>();
  let depth = 0;
  const walk: Walk = {
    plan,
    index: indexOf(plan),
    enter(place) {
      if (visited.has(place)) return 'again';
      visited.add(place);
      return visited.size > MAX_STEPS ? 'tooFar' : 'first';
    },
    expression(expression, scope, via) {
      if (depth >= MAX_DEPTH) return [deadEnd('too many references to follow', undefined, via)];
      depth += 1;
      const origins = traceExpression(walk, expression, scope, via);
      depth -= 1;
      return origins;
    },
    reference: (reference, scope, via) => traceReference(walk, reference, scope, via),
    into: (other) => (plans < MAX_PLANS ? startWalk(other, indexOf, plans + 1) : undefined),
  };
  return walk;
}

function traceExpression(walk: Walk, expression: Expression, scope: Scope, via: Via): readonly Origin[] {
  if (expression.opaque !== undefined) return [deadEnd(expression.opaque, undefined, via)];
  if (expression.choices !== undefined)
    return expression.choices.flatMap((choice) => traceExpression(walk, choice, scope, via));
  const references = referencesOf(expression);
  if (references.length > 0) return references.flatMap((reference) => traceReference(walk, reference, scope, via));
  if (expression.constant !== undefined) {
    return [{ kind: 'known', value: expression.constant, sensitive: expression.sensitive === true, via }];
  }
  return [deadEnd('a function call whose result the plan does not record', undefined, via)];
}

function traceReference(walk: Walk, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  const entered = walk.enter(`${formatScope(scope)} ${reference.text}`);
  if (entered === 'again') return [];
  if (entered === 'tooFar') return [deadEnd('too many references to follow', undefined, via)];
  const [first, second] = reference.steps;
  if (first?.kind !== 'name') return nothing(walk, reference.text, via);
  const name = second?.kind === 'name' ? second.name : '';
  switch (first.name) {
    case 'var':
      return followVariable(walk, name, reference, scope, via);
    case 'local':
      return followLocal(walk, name, scope, via);
    case 'module':
      return followOutput(walk, reference, scope, via);
    case 'each':
      return name === 'value' ? followEachValue(walk, reference, scope, via) : nothing(walk, reference.text, via);
    case 'count':
    case 'path':
    case 'terraform':
    case 'self':
      return nothing(walk, reference.text, via);
    case 'data':
      return followResource(walk, 'data', reference.steps.slice(1), scope, via);
    default:
      return followResource(walk, 'managed', reference.steps, scope, via);
  }
}
