import { reasonOf, type TerraformValue } from '../../expressions/index.js';
import { formatAddress, formatModulePath, type InstanceKey, type ModulePath } from '../../model/address.js';
import type { Expression, ModuleConfig, Resource, ResourceConfig } from '../../model/plan.js';
import { type Evaluator, outerScope } from '../evaluate/evaluation.js';
import { countIn, keysIn } from '../evaluate/repetition.js';

/** The instances of a block. */
export interface Instances {
  readonly keys: readonly InstanceKey[];
  /** Why it is not known how many there are; one without a key then stands for all of them. */
  readonly unknownCount?: string;
}

/** More instances than anybody declares; a number beyond this would exhaust the memory. */
const MAX_INSTANCES = 10_000;

const ONE: readonly InstanceKey[] = [undefined];

/** The instances that `count` or `for_each` make of a block or a call in a module instance. */
export function instancesOf(
  { count, forEach }: Pick<ResourceConfig, 'count' | 'forEach'>,
  { module, config }: ModuleInstance,
  evaluator: Evaluator,
): Instances {
  const evaluate = (expression: Expression) => evaluator.evaluate(expression, outerScope(module, config));
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

/** One instance of a module. */
export interface ModuleInstance {
  readonly module: ModulePath;
  readonly config: ModuleConfig;
  /** Why it is not known how many there are; this one then stands for all of them. */
  readonly unknownCount?: string | undefined;
}

/** The instances of the root module and of all that are called from there. */
export interface ModuleInstances {
  /** Each behind its caller. */
  readonly modules: readonly ModuleInstance[];
  /** The first call whose instances are too many to be read, by its address; those behind it are not read either. */
  readonly beyond: string | undefined;
}

export function moduleInstances(root: ModuleConfig, evaluator: Evaluator): ModuleInstances {
  const modules: ModuleInstance[] = [{ module: [], config: root }];
  for (const caller of modules) {
    for (const [name, call] of caller.config.calls) {
      const { keys, unknownCount } = instancesOf(call, caller, evaluator);
      const made = keys.map((key) => ({
        module: [...caller.module, { name, key }],
        config: call.module,
        unknownCount,
      }));
      if (modules.length + made.length > MAX_INSTANCES)
        return { modules, beyond: formatModulePath([...caller.module, { name, key: undefined }]) };
      modules.push(...made);
    }
  }
  return { modules, beyond: undefined };
}

/** An instance of a block in a module instance, of which nothing but its place is known. */
export function emptyInstance(
  module: ModulePath,
  { mode, type, name }: ResourceConfig,
  key: InstanceKey,
  provider: string,
): Resource {
  const place = { module, mode, type, name, key };
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
