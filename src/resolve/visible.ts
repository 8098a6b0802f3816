import { formatModulePath, type ModulePath } from '../model/address.js';
import type { Expression } from '../model/plan.js';
import { hasUnknown } from './attribute.js';
import { deadEnd, type Origin, type Via } from './origin.js';
import { callOf, moduleScope, type Scope } from './scope.js';
import type { Walk } from './walk.js';

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
