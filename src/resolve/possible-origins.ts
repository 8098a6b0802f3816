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

/**
 * What may stand behind the dead ends among some origins: everything not yet known that expressions in their modules can
 * see, through further dead ends. Undefined where anything may. `possibleIn` tells what is possible in one module.
 */
export function behindDeadEnds(
  origins: readonly Origin[],
  possibleIn: (module: ModulePath) => readonly Origin[],
): readonly Origin[] | undefined {
  const modules = origins.flatMap((origin) => (origin.kind === 'deadEnd' ? [origin.module] : []));
  return modules.every((module) => module !== undefined) ? visibleFrom(modules, possibleIn) : undefined;
}

/** Everything not yet known that expressions in some modules can see. */
export function visibleFrom(
  modules: readonly ModulePath[],
  possibleIn: (module: ModulePath) => readonly Origin[],
): readonly Origin[] | undefined {
  const seen = new Set<string>();
  const found: Origin[] = [];
  const rest = [...modules];
  for (let module = rest.pop(); module !== undefined; module = rest.pop()) {
    const name = formatModulePath(module);
    if (seen.has(name)) continue;
    seen.add(name);
    for (const origin of possibleIn(module)) {
      if (origin.kind !== 'deadEnd') found.push(origin);
      else if (origin.module === undefined) return undefined;
      else rest.push(origin.module);
    }
  }
  return found;
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
