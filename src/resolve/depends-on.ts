import { type ModulePath, parseTraversal, takeModules } from '../model/address.js';
import type { Plan, Resource } from '../model/plan.js';
import { blockOf, callOf } from './scope.js';

/**
 * Whether a resource is made after another because `depends_on` says so: that of its own block, or of the call of any
 * module around it. To name a module is to name everything in it.
 * Source: https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on
 */
export function dependsOn(plan: Plan, resource: Resource, other: Resource): boolean {
  const own = blockOf(plan, resource);
  if (own?.block.dependsOn?.some((text) => covers(text, own.scope.module, other)) === true) return true;
  return resource.module.some((_, depth) => {
    const caller = callOf(plan, resource.module.slice(0, depth + 1));
    return caller?.call.dependsOn?.some((text) => covers(text, caller.scope.module, other)) === true;
  });
}

/** Whether an entry of `depends_on` in a module instance is a managed resource, or a module that has it. */
function covers(entry: string, module: ModulePath, resource: Resource): boolean {
  const isAround = module.every((step, depth) => {
    return step.name === resource.module[depth]?.name && step.key === resource.module[depth]?.key;
  });
  if (!isAround) return false;
  const named = takeModules(parseTraversal(entry) ?? []);
  const [call] = named.module;
  if (call !== undefined) return resource.module[module.length]?.name === call.name;
  const [type, name] = named.rest;
  return (
    resource.module.length === module.length &&
    type?.kind === 'name' &&
    type.name === resource.type &&
    name?.kind === 'name' &&
    name.name === resource.name
  );
}
