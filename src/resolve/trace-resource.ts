import { formatAddress } from '../model/address.js';
import type { Expression, Plan, Resource, ResourceConfig } from '../model/plan.js';
import { attribute, type Path } from './attribute.js';
import { deadEnd, knownOrigin, type Origin, type Via } from './origin.js';
import { type Reference, resourceIn } from './references.js';
import { blockOf, findBlock, moduleScope, type Scope } from './scope.js';
import type { Trace } from './trace.js';

/** An attribute of a resource: of the instance that the reference names, or of all of them. */
export function traceResource(trace: Trace, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  const { plan, instances } = trace.index;
  const part = resourceIn(reference);
  if (part === undefined) return [];
  const { mode, type, name, key, path } = part;
  const address = formatAddress({ ...part, module: [], key: undefined });
  const isRemoteState = mode === 'data' && type === 'terraform_remote_state';
  const remote = isRemoteState ? plan.remoteStates?.get(name) : undefined;
  if (remote !== undefined) return traceRemoteState(trace, remote, path, [...via, address]);

  const possible = instances(scope.module, mode, type, name).filter((instance) => mayBe(instance, key));
  if (possible.length > 0) return possible.flatMap((instance) => traceInstance(trace, instance, path, via));

  const found = findBlock(scope, part);
  if (plan.holds(mode, type)) return [];
  const top = topLevel(path);
  const argument = argumentBehind(found?.block, top);
  const here = [...via, formatAddress({ ...part, module: scope.module })];
  if (found !== undefined && argument !== undefined) return trace.expression(argument, found.scope, here);
  return [{ kind: 'attribute', plan, resource: undefined, mode, type, attribute: top, via: here }];
}

/** Whether a reference with that key may mean an instance. One without a key, where keys are not known, is any of them. */
function mayBe(instance: Resource, key: Resource['key']): boolean {
  return key === undefined || instance.key === key || instance.key === undefined;
}

/** The attribute that a path begins with. */
function topLevel([first]: Path): string | undefined {
  return typeof first === 'string' ? first : undefined;
}

/** What an instance's attribute is: known, or what its argument refers to, or up to its provider. */
function traceInstance(trace: Trace, resource: Resource, path: Path, via: Via): readonly Origin[] {
  const { plan } = trace.index;
  const { mode, type } = resource;
  const here = [...via, resource.address];
  const top = topLevel(path);
  if (top !== undefined) {
    const value = attribute(resource, path);
    if (value.kind === 'known') return [knownOrigin(value.value, value.sensitive, here)];
    if (value.kind === 'absent' && resource.action !== 'declared') return [];
    const found = blockOf(plan, resource);
    const argument = argumentBehind(found?.block, top);
    if (found !== undefined && argument !== undefined) return trace.expression(argument, found.scope, here);
  }
  return [{ kind: 'attribute', plan, resource, mode, type, attribute: top, via: here }];
}

/**
 * The argument that sets an attribute. `terraform_data` mirrors `input` in `output`.
 * Source: https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
function argumentBehind(block: ResourceConfig | undefined, name: string | undefined): Expression | undefined {
  if (block === undefined || name === undefined) return undefined;
  return block.body.expression(block.type === 'terraform_data' && name === 'output' ? 'input' : name);
}

/** The output of another input, whose state a remote state is. */
function traceRemoteState(trace: Trace, remote: Plan, path: Path, via: Via): readonly Origin[] {
  const [outputs, output, ...rest] = path;
  const scope = moduleScope(remote, []);
  const expression = outputs === 'outputs' ? scope?.config.outputs.get(String(output)) : undefined;
  const inner = trace.into(remote);
  if (scope === undefined || expression === undefined || inner === undefined || rest.length > 0) {
    return [deadEnd(`${via.at(-1)}: ${remote.path} has no such output`, via)];
  }
  return inner.expression(expression, scope, via);
}
