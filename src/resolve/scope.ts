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

interface Asked {
  readonly plan: Plan;
  readonly resource: Resource;
  readonly found: ScopedBlock | undefined;
}

/** What was asked last, and before that: much is asked of one instance, and of one that it refers to, before the next one's turn. */
let last: Asked | undefined;
let lastButOne: Asked | undefined;

/** The block that a resource instance comes from, and the scope of the block's expressions. */
export function blockOf(plan: Plan, resource: Resource): ScopedBlock | undefined {
  if (last?.plan === plan && last.resource === resource) return last.found;
  const isBefore = lastButOne?.plan === plan && lastButOne.resource === resource;
  const asked =
    isBefore && lastButOne !== undefined ? lastButOne : { plan, resource, found: findBlock(plan, resource) };
  lastButOne = last;
  last = asked;
  return asked.found;
}

function findBlock(plan: Plan, resource: Resource): ScopedBlock | undefined {
  const scope = scopeAround(plan, resource);
  const address = `${resource.mode === 'data' ? 'data.' : ''}${resource.type}.${resource.name}`;
  const block = scope?.config.resources.get(address);
  if (scope === undefined || block === undefined) return undefined;
  const own = resource.body === undefined ? block : { ...block, body: resource.body };
  const { module, config } = scope;
  return { block: own, scope: { module, config, forEach: block.forEach, key: resource.key } };
}

/** Readers give all instances in a module the same path. */
let lastScope: { readonly plan: Plan; readonly module: ModulePath; readonly scope: Scope | undefined } | undefined;

function scopeAround(plan: Plan, { module }: Resource): Scope | undefined {
  if (lastScope?.plan !== plan || lastScope.module !== module) {
    lastScope = { plan, module, scope: moduleScope(plan, module) };
  }
  return lastScope.scope;
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
