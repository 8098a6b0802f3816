import { type Found, type ReferencePart, type TerraformValue, unknownValue } from '../../expressions/index.js';
import { formatModulePath, type InstanceKey, type ModulePath } from '../../model/address.js';
import type { ModuleCall, ModuleConfig } from '../../model/plan.js';
import {
  blockScope,
  configAt,
  type EvaluationContext,
  type EvaluationScope,
  outerScope,
  type World,
} from './evaluation.js';
import { lazyObject } from './lazy-object.js';
import { through } from './leaf.js';
import { evaluateOnce } from './memory.js';
import { collection, countIn, keysIn } from './repetition.js';

/** The call that makes a module instance, and where its arguments are evaluated. */
export interface ModuleCaller extends Pick<ModuleCall, 'inputs'> {
  readonly scope: EvaluationScope;
}

/** What calls a module instance; undefined for the root module. */
export function callerOf({ root }: World, module: ModulePath): ModuleCaller | undefined {
  const last = module.at(-1);
  if (last === undefined) return undefined;
  const parent = module.slice(0, -1);
  const config = configAt(root, parent);
  const call = config?.calls.get(last.name);
  if (config === undefined || call === undefined) return undefined;
  return { inputs: call.inputs, scope: blockScope(call, outerScope(parent, config), last.key) };
}

/** `module.NAME.OUTPUT`, `module.NAME[KEY].OUTPUT`, or the outputs of the call as a whole. */
export function moduleReference(
  context: EvaluationContext,
  name: string,
  steps: readonly ReferencePart[],
  scope: EvaluationScope,
): Found | undefined {
  const call = scope.config.calls.get(name);
  if (call === undefined) return { value: uncalledModule(name, steps), used: steps.length };
  const { outputs } = call.module;
  const outputAt = (output: string, key: InstanceKey) =>
    outputValue(context, output, [...scope.module, { name, key }], call.module);
  const outputsAt = (key: InstanceKey) => lazyObject([...outputs.keys()], (output) => outputAt(output, key));
  if (call.count === undefined && call.forEach === undefined) {
    const step = steps[1];
    if (step?.kind !== 'attribute') return { value: outputsAt(undefined), used: 1 };
    return outputs.has(step.name) ? { value: outputAt(step.name, undefined), used: 2 } : undefined;
  }
  const keys = callKeys(context, name, call, scope);
  if (keys === undefined)
    return { value: unknownValue(`how many instances module.${name} has is known after apply`), used: 1 };
  return { value: collection(call.count !== undefined, keys, outputsAt), used: 1 };
}

function uncalledModule(name: string, steps: readonly ReferencePart[]): TerraformValue {
  const output = steps.find((step, at) => at > 0 && step.kind === 'attribute');
  const text = output?.kind === 'attribute' ? `module.${name}.${output.name}` : `module.${name}`;
  return unknownValue(`${text}: what a module makes is not in the input`);
}

/** The value of an output of a module instance. */
export function outputValue(
  { memory, evaluate }: EvaluationContext,
  name: string,
  module: ModulePath,
  config: ModuleConfig,
): TerraformValue {
  const expression = config.outputs.get(name);
  const text = `${formatModulePath(module)}.${name}`;
  if (expression === undefined) return unknownValue(`${text}: the module has no such output`);
  const waits = (expression.dependsOn ?? []).map((address) => `${formatModulePath(module)}.${address}`);
  const passed = module.length === 0 ? [] : [...waits, text];
  return evaluateOnce(memory, text, () => passed.reduce(through, evaluate(expression, outerScope(module, config))));
}

/** The keys of a call's instances, from `count` or `for_each` where they are known, else from what the input holds. */
function callKeys(
  { world, evaluate }: EvaluationContext,
  name: string,
  { count, forEach }: ModuleCall,
  scope: EvaluationScope,
): readonly InstanceKey[] | undefined {
  const outer = outerScope(scope.module, scope.config);
  if (count !== undefined) {
    const known = countIn(evaluate(count, outer));
    if (known !== undefined) return Array.from({ length: known }, (_, at) => at);
  } else if (forEach !== undefined) {
    const keys = keysIn(evaluate(forEach, outer));
    if (keys !== undefined) return keys;
  }
  const held = world.moduleKeys(scope.module, name);
  return held.length > 0 && held.every((key) => key !== undefined) ? held : undefined;
}
