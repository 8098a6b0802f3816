import {
  budgetOf,
  evaluateExpression,
  type Found,
  fromJson,
  type Node,
  type ReferencePart,
  string,
  type TerraformValue,
  unknownValue,
} from '../../expressions/index.js';
import { formatModulePath } from '../../model/address.js';
import type { Expression } from '../../model/plan.js';
import { expandBlocks } from './dynamic-blocks.js';
import { countValue, eachValue } from './each-and-count.js';
import { type EvaluationContext, type EvaluationScope, type Evaluator, outerScope, type World } from './evaluation.js';
import { inputVariable } from './input-variable.js';
import { expressionLeaf } from './leaf.js';
import { emptyMemory, evaluateOnce } from './memory.js';
import { moduleReference, outputValue } from './module-call.js';
import { resourceReference } from './resource-reference.js';

/** More work than any configuration that people write takes. Unit: see `Budget`. */
const BUDGET = 5_000_000;

/** Evaluates expressions of a configuration as Terraform does when it plans. */
export function createEvaluator(world: World): Evaluator {
  const context: EvaluationContext = {
    world,
    budget: budgetOf(BUDGET),
    memory: emptyMemory(),
    evaluate: (expression, scope) => evaluate(context, expression, scope),
  };
  return {
    evaluate: context.evaluate,
    blocks: (body, name, scope) => expandBlocks(context, body, name, scope),
    output: (name, depth) => rootOutput(context, name, depth),
  };
}

/** The value of an expression, from its text where the input has that. */
function evaluate(context: EvaluationContext, expression: Expression, scope: EvaluationScope): TerraformValue {
  if (expression.tree !== undefined) return evaluateTree(context, expression.tree, scope);
  if (expression.references.length === 0 && expression.constant !== undefined) return fromJson(expression.constant);
  return expressionLeaf(expression, scope);
}

function evaluateTree(context: EvaluationContext, tree: Node, scope: EvaluationScope): TerraformValue {
  if (tree.kind === 'literal') return tree.value;
  const { world, budget } = context;
  const { depth } = budget;
  const evaluated = evaluateExpression(tree, {
    lookup: (root, steps) => lookUp(context, root, steps, scope),
    budget,
    ...(world.files === undefined ? {} : { files: world.files }),
  });
  budget.depth = depth;
  return evaluated.kind === 'value'
    ? evaluated.value
    : unknownValue(`an expression that Terraform refuses: ${evaluated.message}`);
}

/** What a reference names. Source: https://developer.hashicorp.com/terraform/language/expressions/references */
function lookUp(
  context: EvaluationContext,
  root: string,
  steps: readonly ReferencePart[],
  scope: EvaluationScope,
): Found | undefined {
  const iterator = scope.iterators?.get(root);
  if (iterator !== undefined) return { value: iterator, used: 0 };
  const [first] = steps;
  if (first?.kind !== 'attribute') return undefined;
  const { name } = first;
  switch (root) {
    case 'var':
      return found(inputVariable(context, name, scope));
    case 'local':
      return found(localValue(context, name, scope));
    case 'module':
      return moduleReference(context, name, steps, scope);
    case 'each':
      return found(eachValue(context, name, scope));
    case 'count':
      return found(countValue(name, scope));
    case 'path':
      return found(pathValue(name, scope));
    case 'terraform':
      return found(workspaceValue(context.world, name));
    case 'self':
    case 'ephemeral':
      return { value: unknownValue(`${root}.${name} is known after apply`), used: steps.length };
    case 'data':
      return resourceReference(context, 'data', name, steps, 1, scope);
    default:
      return resourceReference(context, 'managed', root, steps, 0, scope);
  }
}

function found(value: TerraformValue | undefined): Found | undefined {
  return value === undefined ? undefined : { value, used: 1 };
}

function localValue(
  { memory, evaluate }: EvaluationContext,
  name: string,
  { module, config }: EvaluationScope,
): TerraformValue | undefined {
  const expression = config.locals?.get(name);
  if (expression === undefined) return undefined;
  const address = `${formatModulePath(module)}/local.${name}`;
  return evaluateOnce(memory, address, () => evaluate(expression, outerScope(module, config)));
}

function pathValue(name: string, { config }: EvaluationScope): TerraformValue {
  if (name === 'root') return string('.');
  if (name === 'module' && config.path !== undefined) return string(config.path);
  return unknownValue(`path.${name} is not in the input`);
}

/** `terraform.workspace`. */
function workspaceValue({ workspace }: World, name: string): TerraformValue {
  return name === 'workspace' && workspace !== undefined
    ? string(workspace)
    : unknownValue(`terraform.${name} is not in the input`);
}

/** The value of an output of the root module, asked for at a depth that counts towards the limit of this context. */
function rootOutput(context: EvaluationContext, name: string, from: number): TerraformValue | undefined {
  const { world, budget } = context;
  if (!world.root.outputs.has(name)) return undefined;
  const { depth } = budget;
  budget.depth = Math.max(depth, from);
  const value = outputValue(context, name, [], world.root);
  budget.depth = depth;
  return value;
}
