import { integerValue, string, type TerraformValue, unknownValue } from '../../expressions/index.js';
import { formatModulePath } from '../../model/address.js';
import type { Expression } from '../../model/plan.js';
import { type EvaluationContext, type EvaluationScope, outerScope } from './evaluation.js';
import { remembered } from './memory.js';
import { elementOf } from './repetition.js';

/** `count.index`. */
export function countValue(name: string, { key }: EvaluationScope): TerraformValue {
  return typeof key === 'number' ? integerValue(key) : unknownValue(`count.${name} is known after apply`);
}

/** `each.key` or `each.value`; undefined for any other name. */
export function eachValue(
  context: EvaluationContext,
  name: string,
  scope: EvaluationScope,
): TerraformValue | undefined {
  const { module, config, key, forEach } = scope;
  if (forEach === undefined) return unknownValue(`each.${name}: there is no for_each here`);
  if (typeof key !== 'string') return unknownValue(`each.${name}: for_each is known after apply`);
  if (name === 'key') return string(key);
  if (name !== 'value') return undefined;
  const over = forEachValue(context, forEach, outerScope(module, config));
  return elementOf(over, key) ?? unknownValue(`each.value: for_each is known after apply`);
}

/** What `for_each` is; all instances of a block have one. */
function forEachValue(
  { memory, evaluate }: EvaluationContext,
  forEach: Expression,
  scope: EvaluationScope,
): TerraformValue {
  const byModule = remembered(memory.forEach, forEach);
  const module = formatModulePath(scope.module);
  const value = byModule.get(module) ?? evaluate(forEach, scope);
  byModule.set(module, value);
  return value;
}
