import {
  type Address,
  formatAddress,
  formatModulePath,
  type ModulePath,
  parseTraversal,
  takeModules,
} from '../model/address.js';
import type { Json } from '../model/json.js';
import type { Expression, ModuleCall, Plan, Resource, ResourceConfig } from '../model/plan.js';
import { type Known, known } from '../model/value.js';
import { blockScope, configAt, type EvaluationScope, outerScope } from '../read/evaluate/evaluation.js';

/** What an expression sees: the names of a module instance, and the `each` and `count` of the block that it is in. */
export type Scope = Omit<EvaluationScope, 'iterators'>;

/** A resource block and the scope of its expressions. */
export interface ScopedBlock {
  readonly block: ResourceConfig;
  readonly scope: Scope;
}

/** An expression and its scope. */
export interface ScopedExpression {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** The scope of a module instance; undefined where the input has no configuration for it. */
export function moduleScope(plan: Plan, module: ModulePath): Scope | undefined {
  const config = plan.configuration && configAt(plan.configuration, module);
  return config && outerScope(module, config);
}

/** A resource block of a module, as the instance of that key sees it. */
export function findBlock(outer: Scope, address: Omit<Address, 'module'>): ScopedBlock | undefined {
  const block = outer.config.resources.get(formatAddress({ ...address, module: [], key: undefined }));
  return block && { block, scope: blockScope(block, outer, address.key) };
}

/** The block that a resource instance comes from, as the instance itself sees it. */
export function blockOf(plan: Plan, resource: Resource): ScopedBlock | undefined {
  const module = moduleScope(plan, resource.module);
  return module && findBlock(module, resource);
}

/**
 * Text that is the same for instances of one block in one module of which the input does not tell apart what sets an
 * argument: only the text of its expression says which instance has what.
 */
export function argumentGroup(plan: Plan, resource: Resource, name: string): string {
  const argument = blockOf(plan, resource)?.block.body.expression(name);
  return argument?.tree === undefined ? formatAddress({ ...resource, key: undefined }) : resource.address;
}

/** The call that makes a module instance; undefined for the root module. */
export function callOf(
  plan: Plan,
  module: ModulePath,
): { readonly call: ModuleCall; readonly scope: Scope } | undefined {
  const last = module.at(-1);
  const parent = last && moduleScope(plan, module.slice(0, -1));
  const call = last && parent?.config.calls.get(last.name);
  return call && parent && { call, scope: blockScope(call, parent, last.key) };
}

/** What the call of a module instance sets a variable to; undefined in the root module, and where it sets none. */
export function argumentOf(plan: Plan, module: ModulePath, variable: string): ScopedExpression | undefined {
  const caller = callOf(plan, module);
  const expression = caller?.call.inputs.get(variable);
  return caller && expression && { expression, scope: caller.scope };
}

/** The value of a variable that no module call sets: one of the root module's, which the input gives, or a default. */
export function variableValue(plan: Plan, { module, config }: Scope, variable: string): Known<Json> | undefined {
  const given = module.length === 0 ? plan.variables.get(variable) : undefined;
  if (given !== undefined) return given.kind === 'known' ? given : undefined;
  const value = config.defaults.get(variable);
  return value === undefined ? undefined : known(value);
}

/** A scope as text, which tells the places apart that a trace has been to. To a trace, every key is the same place. */
export function formatScope({ module, forEach }: Scope): string {
  return `${formatModulePath(module)}/${forEach?.references.join(' ') ?? ''}`;
}

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
