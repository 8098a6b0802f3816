import { formatKey, formatModulePath, type Mode, type ModulePath, type Step } from '../model/address.js';
import type { Expression, Plan, Resource, ResourceConfig } from '../model/plan.js';
import { attribute } from './attribute.js';
import { deadEnd, type Origin, type Via } from './origin.js';
import { blockOf, moduleScope, type Scope } from './scope.js';
import { nothing, type Walk } from './walk.js';

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
