import { formatModulePath, type Step, takeModules } from '../model/address.js';
import { type Json, property } from '../model/json.js';
import type { Plan } from '../model/plan.js';
import type { Known } from '../model/value.js';
import { deadEnd, type Origin, type Via } from './origin.js';
import type { Reference } from './references.js';
import { callOf, moduleScope, type Scope } from './scope.js';
import type { Walk } from './walk.js';

/** A variable is its caller's argument, or its default; the root module's values are in the plan. */
export function followVariable(
  walk: Walk,
  name: string,
  reference: Reference,
  scope: Scope,
  via: Via,
): readonly Origin[] {
  const caller = callOf(walk.plan, scope.module);
  const input = caller?.call.inputs.get(name);
  if (caller !== undefined && input !== undefined) return walk.expression(input, caller.scope, via);
  const value = variableValue(walk.plan, name, scope);
  if (value === undefined) {
    const why = walk.plan.expressions === 'whole' ? 'it has no default' : 'its value is not in the plan';
    return [deadEnd(`var.${name}: ${why}`, undefined, via)];
  }
  const found = followPath(value.value, reference.steps.slice(2)) ?? null;
  return [{ kind: 'known', value: found, sensitive: value.sensitive === true, via }];
}

export function followLocal(walk: Walk, name: string, scope: Scope, via: Via): readonly Origin[] {
  const expression = scope.config.locals?.get(name);
  if (expression !== undefined) return walk.expression(expression, scope, via);
  if (scope.config.locals !== undefined) return [deadEnd(`local.${name}: there is none`, undefined, via)];
  return [deadEnd(`local.${name}: locals are not in plan JSON`, scope.module, via)];
}

/** An output of a module call, in every instance that the reference may mean; all outputs where it names none. */
export function followOutput(walk: Walk, reference: Reference, scope: Scope, via: Via): readonly Origin[] {
  const { module, rest } = takeModules(reference.steps);
  const [step] = module;
  if (step === undefined) return [];
  const [output] = rest;
  const keys = step.key === undefined ? walk.index.moduleKeys(scope.module, step.name) : [step.key];
  return keys.flatMap((key) => {
    const inner = moduleScope(walk.plan, [...scope.module, { name: step.name, key }]);
    if (inner === undefined) return [deadEnd(`${reference.text}: the module is not in the plan`, undefined, via)];
    const named = [...inner.config.outputs].filter(([name]) => output?.kind !== 'name' || output.name === name);
    if (named.length === 0) return [deadEnd(`${reference.text}: the module has no such output`, undefined, via)];
    return named.flatMap(([name, expression]) => {
      return walk.expression(expression, inner, [...via, `${formatModulePath(inner.module)}.${name}`]);
    });
  });
}

/** The value of a variable that no module call sets: the root module's, or a default. */
export function variableValue(plan: Plan, name: string, scope: Scope): Known<Json> | undefined {
  const given = scope.module.length === 0 ? plan.variables.get(name) : undefined;
  if (given !== undefined) return given.kind === 'known' ? given : undefined;
  const value = scope.config.defaults.get(name);
  return value === undefined ? undefined : { kind: 'known', value };
}

/** What stands at a path in a value; undefined where nothing does. */
export function followPath(value: Json | undefined, path: readonly Step[]): Json | undefined {
  let found = value;
  for (const step of path) {
    const key = step.kind === 'name' ? step.name : step.key;
    found = typeof key === 'number' && Array.isArray(found) ? found[key] : property(found, String(key));
  }
  return found;
}
