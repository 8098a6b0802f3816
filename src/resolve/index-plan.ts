import { formatModulePath, type InstanceKey, type Mode, type ModulePath } from '../model/address.js';
import type { Plan, Resource } from '../model/plan.js';

/** A plan's resource instances by where they stand. Instances that go away are in none of these. */
export interface PlanIndex {
  /** Instances of one block in one module instance. */
  instances(module: ModulePath, mode: Mode, type: string, name: string): readonly Resource[];
  /** Every instance that stands directly in one module instance. */
  within(module: ModulePath): readonly Resource[];
  /** Every instance of a type, wherever it stands. */
  ofType(mode: Mode, type: string): readonly Resource[];
  /** Keys of the instances of a module call. */
  moduleKeys(parent: ModulePath, call: string): readonly InstanceKey[];
}

export function stands(resource: Resource): boolean {
  return resource.action !== 'delete' && resource.action !== 'forget';
}

/** The index of a plan, made once. */
export function indexPlan(plan: Plan): PlanIndex {
  const known = indexes.get(plan);
  if (known !== undefined) return known;
  const made = makeIndex(plan);
  indexes.set(plan, made);
  return made;
}

const indexes = new WeakMap<Plan, PlanIndex>();

function makeIndex(plan: Plan): PlanIndex {
  const blocks = new Map<string, Resource[]>();
  const modules = new Map<string, Resource[]>();
  const types = new Map<string, Resource[]>();
  const calls = new Map<string, Map<InstanceKey, true>>();
  for (const resource of plan.resources) {
    if (!stands(resource)) continue;
    const module = formatModulePath(resource.module);
    push(modules, module, resource);
    push(types, `${resource.mode}/${resource.type}`, resource);
    push(blocks, blockKey(module, resource.mode, resource.type, resource.name), resource);
    resource.module.forEach((step, depth) => {
      const call = `${formatModulePath(resource.module.slice(0, depth))}/${step.name}`;
      calls.set(call, (calls.get(call) ?? new Map()).set(step.key, true));
    });
  }
  return {
    instances: (module, mode, type, name) => blocks.get(blockKey(formatModulePath(module), mode, type, name)) ?? [],
    within: (module) => modules.get(formatModulePath(module)) ?? [],
    ofType: (mode, type) => types.get(`${mode}/${type}`) ?? [],
    moduleKeys: (parent, call) => [...(calls.get(`${formatModulePath(parent)}/${call}`)?.keys() ?? [undefined])],
  };
}

function blockKey(module: string, mode: Mode, type: string, name: string): string {
  return `${module}/${mode}/${type}/${name}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
