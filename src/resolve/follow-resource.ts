import { formatKey, formatModulePath, type Mode, type ModulePath, type Step } from '../model/address.js';
import type { Expression, Resource, ResourceConfig } from '../model/plan.js';
import { attribute } from './attribute.js';
import type { Origin, Via } from './origin.js';
import { blockOf, type Scope } from './scope.js';
import type { Walk } from './walk.js';

/** An attribute of a resource: of the instance that the reference names, or of all of them. */
export function followResource(
  walk: Walk,
  mode: Mode,
  steps: readonly Step[],
  scope: Scope,
  via: Via,
): readonly Origin[] {
  const [type, name, third, ...others] = steps;
  if (type?.kind !== 'name' || name?.kind !== 'name') return [];
  const key = third?.kind === 'key' ? third.key : undefined;
  const path = third === undefined || third.kind === 'key' ? others : [third, ...others];
  const instances = walk.index.instances(scope.module, mode, type.name, name.name);
  const meant = key === undefined ? instances : instances.filter((instance) => instance.key === key);
  if (meant.length > 0) return meant.flatMap((instance) => followInstance(walk, instance, path, via));
  if (walk.plan.holds(mode, type.name)) return [];

  const blockAddress = `${mode === 'data' ? 'data.' : ''}${type.name}.${name.name}`;
  const block = scope.config.resources.get(blockAddress);
  const named = path[0]?.kind === 'name' ? path[0].name : undefined;
  const expression = setBy(block, named);
  const here = [...via, addressIn(scope.module, `${blockAddress}${formatKey(key)}`)];
  if (block !== undefined && expression !== undefined) {
    return walk.expression(expression, { ...scope, forEach: block.forEach, key }, here);
  }
  return [{ kind: 'attribute', resource: undefined, mode, type: type.name, attribute: named, via: here }];
}

/** What an instance's attribute is: known, or what its argument refers to, or up to its provider. */
function followInstance(walk: Walk, resource: Resource, path: readonly Step[], via: Via): readonly Origin[] {
  const { mode, type } = resource;
  const here = [...via, resource.address];
  const named = path[0]?.kind === 'name' ? path[0].name : undefined;
  if (named === undefined) return [{ kind: 'attribute', resource, mode, type, attribute: undefined, via: here }];
  const value = attribute(
    resource,
    path.map((step) => (step.kind === 'name' ? step.name : step.key)),
  );
  if (value.kind === 'known')
    return [{ kind: 'known', value: value.value, sensitive: value.sensitive === true, via: here }];
  if (value.kind === 'absent') return [];
  const source = blockOf(walk.plan, resource);
  const expression = setBy(source?.block, named);
  if (source !== undefined && expression !== undefined) return walk.expression(expression, source.scope, here);
  return [{ kind: 'attribute', resource, mode, type, attribute: named, via: here }];
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
