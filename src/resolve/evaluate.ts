import { takeModules } from '../model/address.js';
import type { Json } from '../model/json.js';
import type { Expression } from '../model/plan.js';
import { type Known, known, type Value } from '../model/value.js';
import { attribute, type Path, pathOf, valueAt } from './attribute.js';
import { plainValue } from './evaluated.js';
import type { PlanIndex } from './plan-index.js';
import type { ResolveContext } from './provider.js';
import { onlyReference, type Reference, resourceIn } from './references.js';
import { argumentOf, moduleScope, type Scope, type ScopedExpression, variableValue } from './scope.js';

/** A value that is passed on more often than this is given up. */
const MAX_HOPS = 100;

/** The value of an expression: evaluated where the input shows its text, else as far as its references tell. */
export function expressionValue(
  context: ResolveContext,
  expression: Expression,
  scope: Scope,
): Value<Json> | undefined {
  if (expression.tree === undefined) return evaluate(context.index, expression, scope);
  return plainValue(context.evaluator().evaluate(expression, scope));
}

/**
 * The value of an expression that is a constant, or one reference to a value known before apply, at every hop. Two
 * references or more, also to the same thing, may be a condition, and nothing is evaluated. Undefined where the value
 * is not known. Plan JSON does not tell a reference from a condition or a function around it. A
 * variable of the root module is most of what people put conditions on, so it counts only with a path into it.
 */
export function evaluate(index: PlanIndex, expression: Expression, scope: Scope, hops = 0): Known<Json> | undefined {
  const { constant, references } = expression;
  if (references.length === 0) return constant === undefined ? undefined : known(constant);
  const reference = onlyReference(expression);
  if (reference === undefined || hops > MAX_HOPS) return undefined;
  return evaluateReference(index, reference, scope, hops);
}

function evaluateReference(
  index: PlanIndex,
  reference: Reference,
  scope: Scope,
  hops: number,
): Known<Json> | undefined {
  const { plan } = index;
  const [root, second, ...rest] = reference.steps;
  if (root?.kind !== 'name') return undefined;
  const name = second?.kind === 'name' ? second.name : '';
  switch (root.name) {
    case 'var': {
      const argument = argumentOf(plan, scope.module, name);
      if (argument !== undefined) return evaluatePart(index, argument, pathOf(rest), hops);
      if (rest.length === 0 && scope.module.length === 0) return undefined;
      return partOf(variableValue(plan, scope, name), pathOf(rest));
    }
    case 'local': {
      const expression = scope.config.locals?.get(name);
      return expression && evaluatePart(index, { expression, scope }, pathOf(rest), hops);
    }
    case 'module': {
      const {
        module,
        rest: [output, ...path],
      } = takeModules(reference.steps);
      const inner = moduleScope(plan, [...scope.module, ...module.slice(0, 1)]);
      const expression = output?.kind === 'name' ? inner?.config.outputs.get(output.name) : undefined;
      return inner && expression && evaluatePart(index, { expression, scope: inner }, pathOf(path), hops);
    }
    default:
      return evaluateAttribute(index, reference, scope);
  }
}

/** A part of an expression's value; undefined where something around its reference, as `merge`, may change parts. */
function evaluatePart(index: PlanIndex, { expression, scope }: ScopedExpression, path: Path, hops: number) {
  if (path.length > 0 && expression.references.length > 0) return undefined;
  return partOf(evaluate(index, expression, scope, hops + 1), path);
}

/** The part of a value at a path, as sensitive as the whole. */
function partOf(value: Known<Json> | undefined, path: Path): Known<Json> | undefined {
  const part = valueAt(value?.value, path);
  return part === undefined ? undefined : known(part, value?.sensitive);
}

function evaluateAttribute(index: PlanIndex, reference: Reference, scope: Scope): Known<Json> | undefined {
  const part = resourceIn(reference);
  if (part === undefined || part.path.length === 0) return undefined;
  const [only, ...others] = index
    .instances(scope.module, part.mode, part.type, part.name)
    .filter(({ key }) => key === part.key);
  if (only === undefined || others.length > 0) return undefined;
  const value = attribute(only, part.path);
  return value.kind === 'known' ? value : undefined;
}
