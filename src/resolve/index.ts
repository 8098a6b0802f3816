import { blockAddress, formatModulePath } from '../model/address.js';
import { once } from '../model/collections.js';
import type { Expression, Plan, Resource } from '../model/plan.js';
import type { Value } from '../model/value.js';
import type { Evaluator } from '../read/evaluate/evaluation.js';
import { resourceAccount, resourcePartition } from './account.js';
import type { Path } from './attribute.js';
import { dependents } from './dependents.js';
import {
  type EvaluatedPart,
  evaluatedPart,
  evaluatorOf,
  originsOf,
  type ResolvedBlock,
  resolvedBlocks,
  type TypeKnowledge,
} from './evaluated.js';
import type { Origin } from './origin.js';
import { indexPlan, type PlanIndex } from './plan-index.js';
import { possibleOrigins } from './possible-origins.js';
import {
  type AssumedRole,
  assumedRole,
  type GivenRegions,
  type ResolveContext,
  readLookups,
  sharesProvider,
} from './provider.js';
import { resourceRegion } from './region.js';
import { type RelevantReference, relevantReferences } from './relevant-references.js';
import { blockOf, type Scope } from './scope.js';
import { tracesOf } from './trace.js';

export { withSource } from './attach-source.js';
export { attribute, knownElements, listAttribute, numberAttribute, type Path, textAttribute } from './attribute.js';
export type { EvaluatedPart, ResolvedBlock, TypeKnowledge } from './evaluated.js';
export { type AttributeOrigin, type DeadEnd, hiddenName, type KnownOrigin, type Origin } from './origin.js';
export { remains } from './plan-index.js';
export { behindDeadEnds, visibleFrom } from './possible-origins.js';
export { type AssumedRole, type GivenRegions, LOOKUP_TYPES } from './provider.js';
export type { RelevantReference } from './relevant-references.js';
export { argumentGroup, argumentOf, blockOf, dependsOn, type Scope } from './scope.js';

/** Terraform's semantics over one plan. */
export interface Resolver {
  readonly plan: Plan;
  readonly index: PlanIndex;
  evaluator(): Evaluator;
  /** Everything that sets an attribute of a resource; empty where the configuration does not set it. */
  traceAttribute(resource: Resource, name: string): readonly Origin[];
  /** What the value of an expression in a resource's block is made of; all that it may come from where its text is not in the input. */
  traceExpression(resource: Resource, expression: Expression): readonly Origin[];
  /** Everything that an expression in a resource's block refers to. */
  dependencies(resource: Resource, expression: Expression): readonly Origin[];
  /** What the part of a resource at a path is made of; undefined where the input does not show the text of its expression. */
  evaluatedPart(resource: Resource, path: Path): EvaluatedPart | undefined;
  /** The nested blocks of a resource, also those of `dynamic` blocks; undefined where the input does not show their text. */
  evaluatedBlocks(resource: Resource, name: string): readonly ResolvedBlock[] | undefined;
  /** What the expressions of a module refer to, also those that the plan does not show; undefined where the plan does not tell. */
  relevantReferences(module: Resource['module']): readonly RelevantReference[] | undefined;
  /** Tells the blocks of a resource's module, its own among them, that Terraform makes after it because they refer to it. */
  isMadeAfter(resource: Resource): (other: Pick<Resource, 'module' | 'mode' | 'type' | 'name'>) => boolean;
  /** Everything not yet known that an expression in a module instance could refer to. */
  possibleOrigins(module: Resource['module']): readonly Origin[];
  region(resource: Resource): Value<string>;
  account(resource: Resource): Value<string>;
  /** Whether one provider configuration makes both resources, which then share its account; false where that is not certain. */
  sharesProvider(one: Resource, other: Resource): boolean;
  partition(resource: Resource): Value<string>;
  /** The role that a resource's provider assumes; undefined where it assumes none, or the input does not tell. */
  assumedRole(resource: Resource): AssumedRole | undefined;
}

/** `resolverIn` gives the resolver of another input that a remote state leads to. */
export function resolve(
  plan: Plan,
  given: GivenRegions = new Map(),
  knowledge: TypeKnowledge = { refine: () => ({}) },
  resolverIn: (plan: Plan) => Resolver = (other) => resolve(other),
): Resolver {
  const index = indexPlan(plan);
  const startTrace = tracesOf(index);
  const evaluator = once(() => evaluatorOf(index, knowledge, (other) => resolverIn(other).evaluator()));
  const trace = (expression: Expression, scope: Scope) => startTrace().expression(expression, scope, []);
  const context: ResolveContext = {
    index,
    given,
    evaluator,
    lookups: once(() => readLookups(index)),
    trace,
    origins(expression, scope) {
      if (expression.tree === undefined) return trace(expression, scope);
      const origins = originsOf(index, evaluator().evaluate(expression, scope), trace);
      const [only] = origins;
      // A known value does not tell where it comes from; the references do.
      return only?.kind === 'known'
        ? origins.map((origin) => ({ ...origin, via: soleWay(trace(expression, scope)) }))
        : origins;
    },
  };
  const region = (resource: Resource) => resourceRegion(context, resource);
  const traceExpression = (resource: Resource, expression: Expression) => {
    const found = blockOf(plan, resource);
    return found === undefined ? [] : context.origins(expression, found.scope);
  };
  return {
    plan,
    index,
    evaluator,
    traceExpression,
    traceAttribute(resource, name) {
      const argument = blockOf(plan, resource)?.block.body.expression(name);
      return argument === undefined ? [] : traceExpression(resource, argument);
    },
    dependencies(resource, expression) {
      const found = blockOf(plan, resource);
      return found === undefined ? [] : trace(expression, found.scope);
    },
    evaluatedPart(resource, path) {
      const found = blockOf(plan, resource);
      if (found?.scope.config.text === undefined) return undefined;
      return evaluatedPart(index, evaluator(), trace, found.block.body, found.scope, path);
    },
    evaluatedBlocks(resource, name) {
      const found = blockOf(plan, resource);
      if (found?.scope.config.text === undefined) return undefined;
      return resolvedBlocks(index, evaluator(), trace, found.block.body, name, found.scope);
    },
    relevantReferences: (module) => relevantReferences(index, module),
    isMadeAfter(resource) {
      const after = once(() => dependents(plan, resource));
      const module = formatModulePath(resource.module);
      return (other) => formatModulePath(other.module) === module && after().has(blockAddress(other));
    },
    possibleOrigins: (module) => possibleOrigins(startTrace(), module),
    region,
    account: (resource) => resourceAccount(context, resource),
    sharesProvider: (one, other) => sharesProvider(plan, one, other),
    partition: (resource) => resourcePartition(context, resource, region(resource)),
    assumedRole: (resource) => assumedRole(context, resource),
  };
}

/** The way to the only origin of an expression; empty where it has several. */
function soleWay(origins: readonly Origin[]): Origin['via'] {
  const [only, ...others] = origins;
  return only === undefined || others.length > 0 ? [] : only.via;
}
