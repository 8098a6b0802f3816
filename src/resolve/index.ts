import { once } from '../model/collections.js';
import type { Expression, Plan, Resource } from '../model/plan.js';
import type { Value } from '../model/value.js';
import { resourceAccount, resourcePartition } from './account.js';
import { evaluatorOf, originsOf, type Refine, type ResolvedBlock, resolvedBlocks } from './evaluated.js';
import type { Origin } from './origin.js';
import { indexPlan, type PlanIndex } from './plan-index.js';
import { possibleOrigins } from './possible-origins.js';
import { type AssumedRole, assumedRole, type GivenRegions, type ResolveContext, readLookups } from './provider.js';
import { resourceRegion } from './region.js';
import { blockOf } from './scope.js';
import { tracesOf } from './trace.js';

export { withSource } from './attach-source.js';
export { attribute, listAttribute, numberAttribute, type Path, textAttribute } from './attribute.js';
export type { Refine, ResolvedBlock } from './evaluated.js';
export type { AttributeOrigin, DeadEnd, KnownOrigin, Origin } from './origin.js';
export { remains } from './plan-index.js';
export { type AssumedRole, type GivenRegions, LOOKUP_TYPES } from './provider.js';
export { repeatedReferences } from './references.js';
export { blockOf, dependsOn, type Scope } from './scope.js';

/** Terraform's semantics over one plan. */
export interface Resolver {
  readonly plan: Plan;
  readonly index: PlanIndex;
  /** Everything that sets an attribute of a resource; empty where the configuration does not set it. */
  traceAttribute(resource: Resource, name: string): readonly Origin[];
  /** Everything that an expression in a resource's block may come from. */
  traceExpression(resource: Resource, expression: Expression): readonly Origin[];
  /** What the value of an expression in a resource's block is made of; undefined where the input does not show its text. */
  evaluatedOrigins(resource: Resource, expression: Expression): readonly Origin[] | undefined;
  /** The nested blocks of a resource, also those of `dynamic` blocks; undefined where the input does not show their text. */
  evaluatedBlocks(resource: Resource, name: string): readonly ResolvedBlock[] | undefined;
  /** Everything not yet known that an expression in a module instance could refer to. */
  possibleOrigins(module: Resource['module']): readonly Origin[];
  region(resource: Resource): Value<string>;
  account(resource: Resource): Value<string>;
  partition(resource: Resource): Value<string>;
  /** The role that a resource's provider assumes; undefined where it assumes none, or the input does not tell. */
  assumedRole(resource: Resource): AssumedRole | undefined;
}

export function resolve(plan: Plan, given: GivenRegions = new Map(), refine: Refine = () => ({})): Resolver {
  const index = indexPlan(plan);
  const startTrace = tracesOf(index);
  const evaluator = once(() => evaluatorOf(index, refine));
  const context: ResolveContext = {
    index,
    given,
    evaluator,
    lookups: once(() => readLookups(index)),
    trace: (expression, scope) => startTrace().expression(expression, scope, []),
  };
  const region = (resource: Resource) => resourceRegion(context, resource);
  const traceExpression = (resource: Resource, expression: Expression) => {
    const found = blockOf(plan, resource);
    return found === undefined ? [] : context.trace(expression, found.scope);
  };
  return {
    plan,
    index,
    traceExpression,
    traceAttribute(resource, name) {
      const argument = blockOf(plan, resource)?.block.body.expression(name);
      return argument === undefined ? [] : traceExpression(resource, argument);
    },
    evaluatedOrigins(resource, expression) {
      const found = blockOf(plan, resource);
      if (found === undefined || expression.tree === undefined) return undefined;
      return originsOf(index, evaluator().evaluate(expression, found.scope), context.trace);
    },
    evaluatedBlocks(resource, name) {
      const found = blockOf(plan, resource);
      if (found?.scope.config.text === undefined) return undefined;
      return resolvedBlocks(index, evaluator(), context.trace, found.block.body, name, found.scope);
    },
    possibleOrigins: (module) => possibleOrigins(startTrace(), module),
    region,
    account: (resource) => resourceAccount(context, resource),
    partition: (resource) => resourcePartition(context, resource, region(resource)),
    assumedRole: (resource) => assumedRole(context, resource),
  };
}
