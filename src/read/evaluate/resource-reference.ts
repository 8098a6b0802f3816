import { type Found, type ReferencePart, type TerraformValue, unknownValue } from '../../expressions/index.js';
import { blockAddress, formatKey, formatModulePath, type InstanceKey, type Mode } from '../../model/address.js';
import type { Resource } from '../../model/plan.js';
import { type ResourcePlace, stepInto, wholeResource } from './attributes.js';
import type { EvaluationContext, EvaluationScope, RemoteState } from './evaluation.js';
import { through } from './leaf.js';
import { collection, keyIn } from './repetition.js';

const REMOTE_STATE = 'terraform_remote_state';

/** `TYPE.NAME`, `TYPE.NAME[KEY]` or an attribute of either. The step at `from` is the name. */
export function resourceReference(
  context: EvaluationContext,
  mode: Mode,
  type: string,
  steps: readonly ReferencePart[],
  from: number,
  scope: EvaluationScope,
): Found | undefined {
  const { world } = context;
  const nameStep = steps[from];
  if (nameStep?.kind !== 'attribute') return undefined;
  const { name } = nameStep;
  const address = blockAddress({ mode, type, name });
  const block = scope.config.resources.get(address);
  if (block === undefined) return undefined;
  const used = from + 1;
  const isRemoteState = type === REMOTE_STATE && mode === 'data' && scope.module.length === 0;
  const remote = isRemoteState ? world.remoteState?.(name) : undefined;
  if (remote !== undefined) return remoteOutput(context, remote, address, steps, used);
  const instances = world.instances(scope.module, mode, type, name);
  const place = {
    block,
    scope,
    address: scope.module.length === 0 ? address : `${formatModulePath(scope.module)}.${address}`,
  };
  return block.count === undefined && block.forEach === undefined
    ? stepInto(context, instances[0], place, steps, used)
    : repeatedResource(context, instances, place, steps, used);
}

/** One instance of a resource that has `count` or `for_each`, or all of them. */
function repeatedResource(
  context: EvaluationContext,
  instances: readonly Resource[],
  place: ResourcePlace,
  steps: readonly ReferencePart[],
  used: number,
): Found {
  const { block, address } = place;
  const holdsAll = context.world.holds(block.mode, block.type);
  const index = steps[used];
  const key = index?.kind === 'index' ? keyIn(index.key) : undefined;
  const one = key === undefined ? undefined : instances.find((instance) => instance.key === key);
  if (key !== undefined && (one !== undefined || !holdsAll))
    return stepInto(context, one, { ...place, address: `${address}${formatKey(key)}`, key }, steps, used + 1);
  if (!holdsAll) return { value: unknownValue(`known after apply: ${address}`), used: steps.length };
  const byKey = new Map(instances.map((instance) => [instance.key, instance]));
  if (byKey.has(undefined))
    return { value: unknownValue(`how many instances ${address} has is known after apply`), used };
  const instanceAt = (at: InstanceKey): TerraformValue => {
    const instance = byKey.get(at);
    return instance === undefined
      ? unknownValue(`${address}${formatKey(at)} is not in the input`)
      : wholeResource(context, instance, place);
  };
  return { value: collection(block.count !== undefined, [...byKey.keys()], instanceAt), used };
}

/** `data.terraform_remote_state.NAME.outputs.OUTPUT`. The step at `at` is `outputs`. */
function remoteOutput(
  { budget }: EvaluationContext,
  remote: RemoteState,
  address: string,
  steps: readonly ReferencePart[],
  at: number,
): Found {
  const [outputs, output] = steps.slice(at);
  const name = output?.kind === 'attribute' ? output.name : output && keyIn(output.key);
  if (outputs?.kind !== 'attribute' || outputs.name !== 'outputs' || name === undefined)
    return { value: unknownValue(`known after apply: ${address}`), used: steps.length };
  const value =
    remote.output(String(name), budget.depth) ?? unknownValue(`${address}: ${remote.path} has no such output`);
  return { value: through(value, address), used: at + 2 };
}
