import { formatModulePath, type InstanceKey, type ModulePath } from '../model/address.js';
import type { Expression, ModuleCall, ModuleConfig, Plan, Resource, ResourceConfig } from '../model/plan.js';

/** Where an expression stands: a module instance, and the block whose `each` and `count` it sees. */
export interface Scope {
  readonly module: ModulePath;
  readonly config: ModuleConfig;
  readonly forEach: Expression | undefined;
  readonly key: InstanceKey;
}

/** The module instance at a path; undefined where the input has no configuration for it. */
export function moduleScope(plan: Plan, module: ModulePath): Scope | undefined {
  let config = plan.configuration;
  for (const step of module) config = config?.calls.get(step.name)?.module;
  return config === undefined ? undefined : { module, config, forEach: undefined, key: undefined };
}

interface ScopedBlock {
  readonly block: ResourceConfig;
  readonly scope: Scope;
}

/** What was asked last: much is asked of one instance before the next one's turn. */
let last: { readonly plan: Plan; readonly resource: Resource; readonly found: ScopedBlock | undefined } | undefined;

/** The block that a resource instance comes from, and the scope of the block's expressions. */
export function blockOf(plan: Plan, resource: Resource): ScopedBlock | undefined {
  if (last?.plan !== plan || last.resource !== resource) last = { plan, resource, found: findBlock(plan, resource) };
  return last.found;
}

function findBlock(plan: Plan, resource: Resource): ScopedBlock | undefined {
  const scope = moduleScope(plan, resource.module);
  const address = `${resource.mode === 'data' ? 'data.' : ''}${resource.type}.${resource.name}`;
  const block = scope?.config.resources.get(address);
  if (scope === undefined || block === undefined) return undefined;
  const own = resource.body === undefined ? block : { ...block, body: resource.body };
  return { block: own, scope: { ...scope, forEach: block.forEach, key: resource.key } };
}

/** The call that makes a module instance, and the scope of the call's expressions; undefined in the root module. */
export function callOf(
  plan: Plan,
  module: ModulePath,
): { readonly call: ModuleCall; readonly scope: Scope } | undefined {
  const last = module.at(-1);
  const parent = last === undefined ? undefined : moduleScope(plan, module.slice(0, -1));
  const call = last === undefined ? undefined : parent?.config.calls.get(last.name);
  if (last === undefined || parent === undefined || call === undefined) return undefined;
  return { call, scope: { ...parent, forEach: call.forEach, key: last.key } };
}

export function formatScope(scope: Scope): string {
  return `${formatModulePath(scope.module)}/${scope.key ?? ''}`;
}
