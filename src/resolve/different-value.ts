import { toJson } from '../expressions/index.js';
import { formatModulePath } from '../model/address.js';
import { arrayOf, isObject, type Json } from '../model/json.js';
import type { Plan, Resource } from '../model/plan.js';
import { isAlike } from '../read/evaluate/alike.js';
import type { Evaluator, ExpandedBlock } from '../read/evaluate/evaluation.js';
import { createEvaluator } from '../read/evaluate/evaluator.js';
import { attribute } from './attribute.js';
import { indexPlan, remains } from './plan-index.js';
import { blockOf } from './scope.js';
import { worldOf } from './world.js';

/** An argument whose source and plan say different things. */
export interface DifferentValue {
  /** As a note names it: without instance keys. */
  readonly module: string;
  readonly difference: string;
}

/** The first argument that evaluates to another value than the planned one. */
export function differentValue(plan: Plan): DifferentValue | undefined {
  const evaluator = createEvaluator(worldOf(indexPlan(plan)));
  for (const resource of plan.resources.filter(remains)) {
    const difference = differentArgument(plan, evaluator, resource);
    if (difference !== undefined) {
      const module = formatModulePath(resource.module.map(({ name }) => ({ name, key: undefined })));
      return { module, difference };
    }
  }
  return undefined;
}

function differentArgument(plan: Plan, evaluator: Evaluator, resource: Resource): string | undefined {
  const { block, scope } = blockOf(plan, resource) ?? {};
  const ignored = block?.ignoredChanges;
  if (block === undefined || scope === undefined || ignored === undefined || ignored === 'all') return undefined;
  for (const name of new Set(block.body.names?.() ?? [])) {
    const planned = attribute(resource, [name]);
    if (ignored.includes(name) || planned.kind !== 'known') continue;
    const expression = block.body.expression(name);
    if (expression === undefined) {
      const made = evaluator.blocks(block.body, name, scope);
      if (isOtherBlock(evaluator, made, planned.value))
        return `${resource.address}.${name} has another block in the plan`;
      continue;
    }
    const own = toJson(evaluator.evaluate(expression, scope));
    if (own !== undefined && !isAlike(own, planned.value))
      return `${resource.address}.${name} has another value in the plan`;
  }
  return undefined;
}

/** Whether one of some blocks, all of whose arguments are known, is none of the planned ones. */
function isOtherBlock(evaluator: Evaluator, blocks: readonly ExpandedBlock[], planned: Json): boolean {
  if (!Array.isArray(planned)) return false;
  return blocks.some(({ body, scope, repeated }) => {
    if (repeated) return false;
    const values = (body.names?.() ?? []).map((name) => {
      const value = body.expression(name);
      return [name, value && toJson(evaluator.evaluate(value, scope))] as const;
    });
    if (values.some(([, value]) => value === undefined)) return false;
    return !arrayOf(planned).some((element) =>
      values.every(([name, value]) => isAlike(value ?? null, (isObject(element) ? element[name] : null) ?? null)),
    );
  });
}
