import { type Step, takeModules } from '../model/address.js';
import type { Json } from '../model/json.js';
import type { Expression } from '../model/plan.js';
import { type Known, known } from '../model/value.js';
import { attribute } from './attribute.js';
import { followPath, variableValue } from './follow.js';
import type { ResolveContext } from './index.js';
import type { PlanIndex } from './plan-index.js';
import { onlyReference, type Reference } from './references.js';
import { callOf, moduleScope, type Scope } from './scope.js';

/** Modules pass values on through fewer hands than this. */
const MAX_HOPS = 100;

/**
 * The value of an expression that is a constant, or one reference to a value known before apply, at every hop. Two
 * references or more, and be it the same twice, may be a condition, and nothing is evaluated. Undefined where the value
 * cannot be told. An expression around a single reference cannot be told from the reference: `plain` says so where the
 * input does.
 */
export function evaluate(
  context: Pick<ResolveContext, 'plan' | 'index'>,
  expression: Expression,
  scope: Scope,
  hops = 0,
): Known<Json> | undefined {
  if (expression.opaque !== undefined || expression.choices !== undefined) return undefined;
  if (expression.references.length === 0) {
    return expression.constant === undefined ? undefined : known(expression.constant);
  }
  const reference = onlyReference(expression);
  const [first, second, ...path] = reference?.steps ?? [];
  if (reference === undefined || first?.kind !== 'name' || hops > MAX_HOPS) return undefined;
  const name = second?.kind === 'name' ? second.name : '';
  switch (first.name) {
    case 'var': {
      const caller = callOf(context.plan, scope.module);
      const input = caller?.call.inputs.get(name);
      if (caller !== undefined && input !== undefined) {
        return partOf(input, path, () => evaluate(context, input, caller.scope, hops + 1));
      }
      return part(variableValue(context.plan, name, scope), path);
    }
    case 'local': {
      const local = scope.config.locals?.get(name);
      return local === undefined ? undefined : partOf(local, path, () => evaluate(context, local, scope, hops + 1));
    }
    case 'module':
      return evaluateOutput(context, reference, scope, hops);
    case 'data':
      return evaluateAttribute(context.index, 'data', reference, scope);
    default:
      return evaluateAttribute(context.index, 'managed', reference, scope);
  }
}

/** A part of a value; not where something may stand around the one reference to it, as `merge` does, and change parts. */
function partOf(
  expression: Expression,
  path: readonly Step[],
  value: () => Known<Json> | undefined,
): Known<Json> | undefined {
  if (path.length > 0 && expression.references.length > 0 && !expression.plain) return undefined;
  return part(value(), path);
}

/** What stands at a path in a value, as sensitive as the whole. */
function part(value: Known<Json> | undefined, path: readonly Step[]): Known<Json> | undefined {
  const found = followPath(value?.value, path);
  return found === undefined ? undefined : known(found, value?.sensitive);
}

function evaluateOutput(
  context: Pick<ResolveContext, 'plan' | 'index'>,
  reference: Reference,
  scope: Scope,
  hops: number,
): Known<Json> | undefined {
  const { module, rest } = takeModules(reference.steps);
  const [step] = module;
  const [output, ...path] = rest;
  if (step === undefined || output?.kind !== 'name') return undefined;
  const inner = moduleScope(context.plan, [...scope.module, step]);
  const expression = inner?.config.outputs.get(output.name);
  return inner === undefined || expression === undefined
    ? undefined
    : partOf(expression, path, () => evaluate(context, expression, inner, hops + 1));
}

function evaluateAttribute(
  index: PlanIndex,
  mode: 'data' | 'managed',
  reference: Reference,
  scope: Scope,
): Known<Json> | undefined {
  const [type, name, ...rest] = mode === 'data' ? reference.steps.slice(1) : reference.steps;
  if (type?.kind !== 'name' || name?.kind !== 'name') return undefined;
  const [first] = rest;
  const key = first?.kind === 'key' ? first.key : undefined;
  const path = key === undefined ? rest : rest.slice(1);
  const [only, ...others] = index
    .instances(scope.module, mode, type.name, name.name)
    .filter((instance) => instance.key === key);
  if (only === undefined || others.length > 0 || path.length === 0) return undefined;
  const value = attribute(
    only,
    path.map((step) => (step.kind === 'name' ? step.name : step.key)),
  );
  return value.kind === 'known' ? value : undefined;
}
