import { formatModulePath, type ModulePath } from '../model/address.js';
import type { Expression, Plan } from '../model/plan.js';
import { hasUnknown } from './attribute.js';
import { followEachValue, followLocal, followOutput, followResource, followVariable } from './follow.js';
import { indexPlan, type PlanIndex } from './plan-index.js';
import { deadEnd, nothing, type Origin, type Reference, referencesOf, type Via, type Walk } from './references.js';
import { callOf, formatScope, moduleScope, type Scope } from './scope.js';

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

/**
 * Everything not yet known that an expression in a module instance could refer to: resources beside it, the module's
 * inputs, the outputs of the modules it calls.
 */
export function visibleIn(walk: Walk, module: ModulePath, via: Via): readonly Origin[] {
  const scope = moduleScope(walk.plan, module);
  if (scope === undefined) return [deadEnd('the plan records no configuration', undefined, via)];
  return [...ownResources(walk, module, via), ...inputs(walk, module, via), ...outputs(walk, module, scope, via)];
}

function ownResources(walk: Walk, module: ModulePath, via: Via): readonly Origin[] {
  return walk.index
    .within(module)
    .filter(hasUnknown)
    .map((resource): Origin => {
      const { mode, type, address } = resource;
      return { kind: 'attribute', plan: walk.plan, resource, mode, type, attribute: undefined, via: [...via, address] };
    });
}

function inputs(walk: Walk, module: ModulePath, via: Via): readonly Origin[] {
  const caller = callOf(walk.plan, module);
  if (caller === undefined) return [];
  return [...caller.call.inputs.values()].flatMap((input) => unknownPart(walk, input, caller.scope, via));
}

function outputs(walk: Walk, module: ModulePath, scope: Scope, via: Via): readonly Origin[] {
  return [...scope.config.calls.keys()].flatMap((name) => {
    return walk.index.moduleKeys(module, name).flatMap((key) => {
      const inner = moduleScope(walk.plan, [...module, { name, key }]);
      if (inner === undefined) return [];
      return [...inner.config.outputs].flatMap(([output, expression]) => {
        return unknownPart(walk, expression, inner, [...via, `${formatModulePath(inner.module)}.${output}`]);
      });
    });
  });
}

/** What of an expression's origins is not known yet. A call without references is known by the time of the plan. */
function unknownPart(walk: Walk, expression: Expression, scope: Scope, via: Via): readonly Origin[] {
  if (expression.references.length === 0) return [];
  return walk.expression(expression, scope, via).filter((origin) => origin.kind !== 'known');
}
