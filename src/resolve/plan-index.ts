import {
  formatModulePath,
  type InstanceKey,
  type Mode,
  type ModulePath,
  parseTraversal,
  takeModules,
} from '../model/address.js';
import { groupBy, once } from '../model/collections.js';
import type { Plan, Resource } from '../model/plan.js';
import { blockOf, callOf } from './scope.js';

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

/** Each part is made when it is first asked for: few plans need them all. */
function makeIndex(plan: Plan): PlanIndex {
  const standing = plan.resources.filter(stands);
  const types = once(() => groupBy(standing, ({ mode, type }) => `${mode}/${type}`));
  const modules = once(() => groupBy(standing, ({ module }) => formatModulePath(module)));
  const calls = once(() => keysOfCalls(standing));
  const blocks = new Map<string, ReadonlyMap<string, readonly Resource[]>>();
  const ofType = (mode: Mode, type: string) => types().get(`${mode}/${type}`) ?? [];

  function blocksOf(mode: Mode, type: string): ReadonlyMap<string, readonly Resource[]> {
    const key = `${mode}/${type}`;
    const found = blocks.get(key) ?? groupBy(ofType(mode, type), ({ module, name }) => blockKey(module, name));
    blocks.set(key, found);
    return found;
  }

  return {
    instances: (module, mode, type, name) => blocksOf(mode, type).get(blockKey(module, name)) ?? [],
    within: (module) => modules().get(formatModulePath(module)) ?? [],
    ofType,
    moduleKeys: (parent, call) => [...(calls().get(callKey(parent, call))?.keys() ?? [undefined])],
  };
}

function keysOfCalls(resources: readonly Resource[]): ReadonlyMap<string, ReadonlyMap<InstanceKey, true>> {
  const calls = new Map<string, Map<InstanceKey, true>>();
  for (const { module } of resources) {
    module.forEach((step, depth) => {
      const call = callKey(module.slice(0, depth), step.name);
      calls.set(call, (calls.get(call) ?? new Map()).set(step.key, true));
    });
  }
  return calls;
}

function blockKey(module: ModulePath, name: string): string {
  return `${formatModulePath(module)}/${name}`;
}

function callKey(parent: ModulePath, call: string): string {
  return `${formatModulePath(parent)}/${call}`;
}

/**
 * Whether a resource is made after another because `depends_on` says so: that of its own block, or of the call of any
 * module around it. To name a module is to name everything in it.
 * Source: https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on
 */
export function dependsOn(plan: Plan, resource: Resource, other: Resource): boolean {
  const own = blockOf(plan, resource);
  if (own?.block.dependsOn?.some((text) => names(text, own.scope.module, other)) === true) return true;
  return resource.module.some((_, depth) => {
    const caller = callOf(plan, resource.module.slice(0, depth + 1));
    return caller?.call.dependsOn?.some((text) => names(text, caller.scope.module, other)) === true;
  });
}

function names(text: string, from: ModulePath, other: Resource): boolean {
  const { module, rest } = takeModules(parseTraversal(text) ?? []);
  const [step] = module;
  const sameModule = from.every((own, depth) => {
    return own.name === other.module[depth]?.name && own.key === other.module[depth]?.key;
  });
  if (!sameModule) return false;
  if (step !== undefined) return other.module[from.length]?.name === step.name;
  const [type, name] = rest;
  const named = type?.kind === 'name' && name?.kind === 'name' ? [type.name, name.name] : [];
  return other.module.length === from.length && named[0] === other.type && named[1] === other.name;
}
