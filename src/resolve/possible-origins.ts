import { formatModulePath, type ModulePath } from '../model/address.js';
import type { Expression, Resource } from '../model/plan.js';
import { attribute, hasUnknown } from './attribute.js';
import { deadEnd, type Origin, type Via } from './origin.js';
import { callOf, moduleScope, type Scope } from './scope.js';
import type { Trace } from './trace.js';

/**
 * Everything not yet known that an expression in a module instance could refer to: resources beside it, the module's
 * inputs, the outputs of the modules it calls.
 */
export function possibleOrigins(trace: Trace, module: ModulePath): readonly Origin[] {
  const scope = moduleScope(trace.index.plan, module);
  if (scope === undefined) return [deadEnd('the plan records no configuration', [])];
  return [...fromResources(trace, module), ...fromInputs(trace, module), ...fromOutputs(trace, scope)];
}

function fromResources({ index: { plan, within } }: Trace, module: ModulePath): readonly Origin[] {
  return within(module)
    .filter((resource) => hasUnknown(resource) && !isKnownData(resource))
    .map((resource): Origin => {
      const { mode, type, address } = resource;
      return { kind: 'attribute', plan, resource, mode, type, attribute: undefined, via: [address] };
    });
}

/** Whether a `terraform_data` holds what is known: its `output` is its `input`, whatever the plan calls unknown. */
function isKnownData(resource: Resource): boolean {
  return resource.type === 'terraform_data' && attribute(resource, ['input']).kind !== 'unknown';
}

function fromInputs(trace: Trace, module: ModulePath): readonly Origin[] {
  const caller = callOf(trace.index.plan, module);
  if (caller === undefined) return [];
  return [...caller.call.inputs.values()].flatMap((input) => notYetKnown(trace, input, caller.scope, []));
}

function fromOutputs(trace: Trace, { module, config }: Scope): readonly Origin[] {
  const { plan, moduleKeys } = trace.index;
  const instances = [...config.calls.keys()].flatMap((name) => {
    return moduleKeys(module, name).flatMap((key) => moduleScope(plan, [...module, { name, key }]) ?? []);
  });
  return instances.flatMap((inner) => {
    return [...inner.config.outputs].flatMap(([output, expression]) => {
      return notYetKnown(trace, expression, inner, [`${formatModulePath(inner.module)}.${output}`]);
    });
  });
}

/** The origins of an expression that are not known yet. A call without references is known by the time of the plan. */
function notYetKnown(trace: Trace, expression: Expression, scope: Scope, via: Via): readonly Origin[] {
  if (expression.references.length === 0) return [];
  return trace.expression(expression, scope, via).filter((origin) => origin.kind !== 'known');
}
