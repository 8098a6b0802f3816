import { reasonOf, type TerraformValue } from '../../expressions/index.js';
import { formatAddress, type InstanceKey } from '../../model/address.js';
import type { ModuleConfig, Resource, ResourceConfig } from '../../model/plan.js';
import { type Evaluator, outerScope } from '../source/evaluation.js';
import { countIn, keysIn } from '../source/repetition.js';

/** The instances of a block. */
export interface Instances {
  readonly keys: readonly InstanceKey[];
  /** Why it is not known how many there are; one without a key then stands for all of them. */
  readonly unknownCount?: string;
}

/** More instances than anybody declares; a number beyond this would exhaust the memory. */
const MAX_INSTANCES = 10_000;

const ONE: readonly InstanceKey[] = [undefined];

/** The instances that `count` or `for_each` make of a block. */
export function instancesOf(block: ResourceConfig, config: ModuleConfig, evaluator: Evaluator): Instances {
  const { count, forEach } = block;
  const evaluate = (expression: Exclude<ResourceConfig['forEach'], undefined>) =>
    evaluator.evaluate(expression, outerScope([], config));
  if (count !== undefined) {
    const value = evaluate(count);
    const number = countIn(value);
    if (number === undefined || number > MAX_INSTANCES) return unknownCount('count', value, 'no number of instances');
    return { keys: Array.from({ length: number }, (_, at) => at) };
  }
  if (forEach === undefined) return { keys: ONE };
  const value = evaluate(forEach);
  const keys = keysIn(value);
  if (keys === undefined || keys.length > MAX_INSTANCES)
    return unknownCount('for_each', value, 'neither a map nor a set of texts');
  return { keys };
}

function unknownCount(argument: string, value: TerraformValue, otherwise: string): Instances {
  return { keys: ONE, unknownCount: `${argument} is ${reasonOf(value) ?? otherwise}` };
}

/** An instance of a block of the root module, of which nothing but its place is known. */
export function emptyInstance({ mode, type, name }: ResourceConfig, key: InstanceKey, provider: string): Resource {
  const place = { module: [], mode, type, name, key };
  return {
    ...place,
    address: formatAddress(place),
    provider,
    action: 'declared',
    values: {},
    unknown: {},
    sensitive: {},
    before: null,
  };
}
