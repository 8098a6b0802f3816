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
