import { formatKey, formatModulePath, type Mode, type ModulePath, type Step, takeModules } from '../model/address.js';
import { type Json, property } from '../model/json.js';
import type { Expression, Plan, Resource, ResourceConfig } from '../model/plan.js';
import type { Known } from '../model/value.js';
import { attribute } from './attribute.js';
import { deadEnd, nothing, type Origin, type Reference, referencesOf, type Via, type Walk } from './references.js';
import { blockOf, callOf, moduleScope, type Scope } from './scope.js';

/** A variable is its caller's argument, or its default; the root module's values are in the plan. */
export function followVariable(
  walk: Walk,
  name: string,
  reference: Reference,
  scope: Scope,
  via: Via,
): readonly Origin[] {
  const caller = callOf(walk.plan, scope.module);
  const input = caller?.call.inputs.get(name);
  if (caller !== undefined && input !== undefined) return walk.expression(input, caller.scope, via);
  const value = variableValue(walk.plan, name, scope);
  if (value === undefined) {
    const why = walk.plan.expressions === 'whole' ? 'it has no default' : 'its value is not in the plan';
    return [deadEnd(`var.${name}: ${why}`, undefined, via)];
  }
  const found = followPath(value.value, reference.steps.slice(2)) ?? null;
  return [{ kind: 'known', value: found, sensitive: value.sensitive === true, via }];
}

export function followLocal(walk: Walk, name: string, scope: Scope, via: Via): readonly Origin[] {
  const expression = scope.config.locals?.get(name);
  if (expression !== undefined) return walk.expression(expression, scope, via);
  if (scope.config.locals !== undefined) return [deadEnd(`local.${name}: there is none`, undefined, via)];
  return [deadEnd(`local.${name}: locals are not in plan JSON`, scope.module, via)];
}

/** An output of a module call, in every instance that the reference may mean; all outputs where it names none. */
export function followOutput(walk: Walk, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  const { module, rest } = takeModules(reference.steps);
  const [step] = module;
  if (step === undefined) return [];
  const [output] = rest;
  const keys = step.key === undefined ? walk.index.moduleKeys(scope.module, step.name) : [step.key];
  return keys.flatMap((key) => {
    const inner = moduleScope(walk.plan, [...scope.module, { name: step.name, key }]);
    if (inner === undefined) return [deadEnd(`${reference.text}: the module is not in the plan`, undefined, via)];
    const named = [...inner.config.outputs].filter(([name]) => output?.kind !== 'name' || output.name === name);
    if (named.length === 0) return [deadEnd(`${reference.text}: the module has no such output`, undefined, via)];
    return named.flatMap(([name, expression]) => {
      return walk.expression(expression, inner, [...via, `${formatModulePath(inner.module)}.${name}`]);
    });
  });
}

/** The value of a variable that no module call sets: the root module's, or a default. */
export function variableValue(plan: Plan, name: string, scope: Scope): Known<Json> | undefined {
  const given = scope.module.length === 0 ? plan.variables.get(name) : undefined;
  if (given !== undefined) return given.kind === 'known' ? given : undefined;
  const value = scope.config.defaults.get(name);
  return value === undefined ? undefined : { kind: 'known', value };
}

/** What stands at a path in a value; undefined where nothing does. */
export function followPath(value: Json | undefined, path: readonly Step[]): Json | undefined {
  let found = value;
  for (const step of path) {
    const key = step.kind === 'name' ? step.name : step.key;
    found = typeof key === 'number' && Array.isArray(found) ? found[key] : property(found, String(key));
  }
  return found;
}

/** An attribute of a resource: of the instance that the reference names, or of all of them. */
export function followResource(
  walk: Walk,
  mode: Mode,
  steps: readonly Step[],
  scope: Scope,
  via: Via,
): readonly Origin[] {
  const [type, name, third, ...others] = steps;
  if (type?.kind !== 'name' || name?.kind !== 'name') return nothing(walk, mode, via);
  const key = third?.kind === 'key' ? third.key : undefined;
  const path = third === undefined || third.kind === 'key' ? others : [third, ...others];
  const remote = mode === 'data' && type.name === REMOTE_STATE ? walk.plan.remoteStates?.get(name.name) : undefined;
  if (remote !== undefined) return followRemoteState(walk, remote, path, [...via, `data.${REMOTE_STATE}.${name.name}`]);
  const instances = walk.index.instances(scope.module, mode, type.name, name.name);
  const meant = instances.filter((instance) => key === undefined || isInstance(instance, key));
  if (meant.length > 0) return meant.flatMap((instance) => followInstance(walk, instance, path, via));

  const blockAddress = `${mode === 'data' ? 'data.' : ''}${type.name}.${name.name}`;
  const block = scope.config.resources.get(blockAddress);
  if (block === undefined && walk.plan.expressions === 'whole')
    return [deadEnd(`${blockAddress}: it is not in this configuration`, undefined, via)];
  if (walk.plan.holds(mode, type.name)) return [];
  const named = path[0]?.kind === 'name' ? path[0].name : undefined;
  const expression = setBy(block, named);
  const here = [...via, addressIn(scope.module, `${blockAddress}${formatKey(key)}`)];
  if (block !== undefined && expression !== undefined) {
    return walk.expression(expression, { ...scope, forEach: block.forEach, key }, here);
  }
  return [
    { kind: 'attribute', plan: walk.plan, resource: undefined, mode, type: type.name, attribute: named, via: here },
  ];
}

const REMOTE_STATE = 'terraform_remote_state';

/** An instance without a key, where keys are not known, stands for all of them. */
function isInstance(instance: Resource, key: number | string): boolean {
  return instance.key === key || instance.key === undefined;
}

/** The output of another input that a remote state is the state of. */
function followRemoteState(walk: Walk, remote: Plan, path: readonly Step[], via: Via): readonly Origin[] {
  const [outputs, output, ...rest] = path;
  const named = outputs?.kind === 'name' && outputs.name === 'outputs' ? output : undefined;
  const name = named?.kind === 'key' ? String(named.key) : named?.name;
  const scope = moduleScope(remote, []);
  const expression = name === undefined ? undefined : scope?.config.outputs.get(name);
  const inner = walk.into(remote);
  if (scope === undefined || expression === undefined || inner === undefined || rest.length > 0)
    return [deadEnd(`${via.at(-1)}: ${remote.path} has no such output`, undefined, via)];
  return inner.expression(expression, scope, via);
}

/** What an instance's attribute is: known, or what its argument refers to, or up to its provider. */
function followInstance(walk: Walk, resource: Resource, path: readonly Step[], via: Via): readonly Origin[] {
  const { mode, type } = resource;
  const { plan } = walk;
  const here = [...via, resource.address];
  const named = path[0]?.kind === 'name' ? path[0].name : undefined;
  if (named === undefined) return [{ kind: 'attribute', plan, resource, mode, type, attribute: undefined, via: here }];
  const value = attribute(
    resource,
    path.map((step) => (step.kind === 'name' ? step.name : step.key)),
  );
  if (value.kind === 'known')
    return [{ kind: 'known', value: value.value, sensitive: value.sensitive === true, via: here }];
  if (value.kind === 'absent' && resource.action !== 'declared') return [];
  const source = blockOf(walk.plan, resource);
  const expression = setBy(source?.block, named);
  if (source !== undefined && expression !== undefined) return walk.expression(expression, source.scope, here);
  return [{ kind: 'attribute', plan, resource, mode, type, attribute: named, via: here }];
}

/**
 * The expression that sets an attribute. `terraform_data` mirrors `input` in `output`.
 * Source: https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
function setBy(block: ResourceConfig | undefined, name: string | undefined): Expression | undefined {
  if (block === undefined || name === undefined) return undefined;
  const mirrored = block.type === 'terraform_data' && name === 'output' ? 'input' : name;
  return block.body.expression(mirrored);
}

function addressIn(module: ModulePath, address: string): string {
  return module.length === 0 ? address : `${formatModulePath(module)}.${address}`;
}

/**
 * `each.value.x` is `x` of whatever `for_each` holds: of every instance, where it holds a whole resource or module,
 * because an expression around that may have renamed the keys.
 */
export function followEachValue(walk: Walk, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  if (scope.forEach === undefined) {
    return [deadEnd('each.value: for_each holds a value that the plan does not record', undefined, via)];
  }
  const { opaque, references } = scope.forEach;
  if (opaque !== undefined) return [deadEnd(`each.value: for_each is ${opaque}`, undefined, via)];
  if (references.length === 0) return nothing(walk, reference.text, via);
  const outer: Scope = { ...scope, forEach: undefined, key: undefined };
  const rest = reference.steps.slice(2);
  return referencesOf(scope.forEach).flatMap((held) => {
    const steps = isWhole(held) ? [...held.steps, ...rest] : held.steps;
    return walk.reference({ text: formatSteps(steps), steps }, outer, via);
  });
}

/** A variable or local may hold anything, so what is taken out of it says nothing of what it came from. */
function isWhole(reference: Reference): boolean {
  const [first] = reference.steps;
  return first?.kind === 'name' && !['var', 'local', 'each'].includes(first.name);
}

function formatSteps(steps: readonly Step[]): string {
  return steps
    .map((step, at) => (step.kind === 'key' ? formatKey(step.key) : at === 0 ? step.name : `.${step.name}`))
    .join('');
}
