import {
  type Address,
  formatAddress,
  formatModulePath,
  type InstanceKey,
  type Mode,
  type ModulePath,
} from '../model/address.js';
import { groupBy, once } from '../model/collections.js';
import type { Plan, Resource } from '../model/plan.js';

/** A plan's resource instances by their place. Instances that the plan removes are in none of these lists. */
export interface PlanIndex {
  readonly plan: Plan;
  /** Instances of one block in one module instance. */
  instances(module: ModulePath, mode: Mode, type: string, name: string): readonly Resource[];
  /** Every instance that is directly in one module instance. */
  within(module: ModulePath): readonly Resource[];
  /** Every instance of a type, in any module. */
  ofType(mode: Mode, type: string): readonly Resource[];
  /** Keys of the instances of a module call. */
  moduleKeys(parent: ModulePath, call: string): readonly InstanceKey[];
}

/** Whether a resource is there after apply. */
export function remains(resource: Resource): boolean {
  return resource.action !== 'delete' && resource.action !== 'forget';
}

/** Each list is made when it is first asked for: few plans need them all. */
export function indexPlan(plan: Plan): PlanIndex {
  const remaining = once(() => plan.resources.filter(remains));
  const types = once(() => groupBy(remaining(), ({ mode, type }) => `${mode}/${type}`));
  const modules = once(() => groupBy(remaining(), ({ module }) => formatModulePath(module)));
  const calls = once(() => keysOfCalls(remaining()));
  const blocks = once(() => groupBy(remaining(), addressWithoutKey));
  return {
    plan,
    instances: (module, mode, type, name) => blocks().get(addressWithoutKey({ module, mode, type, name })) ?? [],
    within: (module) => modules().get(formatModulePath(module)) ?? [],
    ofType: (mode, type) => types().get(`${mode}/${type}`) ?? [],
    moduleKeys: (parent, call) => [...(calls().get(callAddress(parent, call)) ?? [undefined])],
  };
}

function addressWithoutKey({ module, mode, type, name }: Omit<Address, 'key'>): string {
  return formatAddress({ module, mode, type, name, key: undefined });
}

function callAddress(parent: ModulePath, call: string): string {
  return formatModulePath([...parent, { name: call, key: undefined }]);
}

function keysOfCalls(resources: readonly Resource[]): ReadonlyMap<string, ReadonlySet<InstanceKey>> {
  const calls = new Map<string, Set<InstanceKey>>();
  for (const { module } of resources) {
    for (const [depth, step] of module.entries()) {
      const call = callAddress(module.slice(0, depth), step.name);
      calls.set(call, (calls.get(call) ?? new Set()).add(step.key));
    }
  }
  return calls;
}
