import { once } from '../model/collections.js';
import type { Expression, Plan, ProviderConfig, Resource } from '../model/plan.js';
import type { Value } from '../model/value.js';
import { accountOf, partitionFor } from './account.js';
import { indexPlan, type PlanIndex } from './plan-index.js';
import { type AssumedRole, assumedRoleOf } from './provider.js';
import type { Origin } from './references.js';
import { regionOf, someMayWait } from './region.js';
import { blockOf } from './scope.js';
import { createTracer, type Tracer } from './trace.js';

export { attribute, listAttribute, numberAttribute, type Path, textAttribute } from './attribute.js';
export { dependsOn, stands } from './plan-index.js';
export type { AssumedRole } from './provider.js';
export type { AttributeOrigin, DeadEnd, KnownOrigin, Origin } from './references.js';
export { repeatedReferences } from './references.js';

export { blockOf, type Scope } from './scope.js';

/** Terraform's semantics over one plan. */
export interface Resolver {
  readonly plan: Plan;
  readonly index: PlanIndex;
  /** Everything that sets an attribute of a resource; empty where the configuration does not set it. */
  traceAttribute(resource: Resource, name: string): readonly Origin[];
  /** Everything that an expression in a resource's block may come from. */
  traceExpression(resource: Resource, expression: Expression): readonly Origin[];
  /** Everything not yet known that an expression in the resource's module could refer to. */
  visibleTo(module: Resource['module']): readonly Origin[];
  region(resource: Resource): Value<string>;
  account(resource: Resource): Value<string>;
  partition(resource: Resource): Value<string>;
  /** The role that a resource's provider assumes; undefined where it assumes none, or the input does not tell. */
  assumedRole(resource: Resource): AssumedRole | undefined;
}

export function resolve(plan: Plan, given: GivenRegions = new Map()): Resolver {
  const index = indexPlan(plan);
  const tracer = createTracer(plan, index);
  const context: ResolveContext = {
    plan,
    index,
    tracer,
    given,
    waiting: new Map(),
    someMayWait: once(() => someMayWait(context)),
    unknownAccounts: new Map(),
  };
  /** What was asked last: a load balancer's Region, its partition by that, and so on. */
  let last: { readonly resource: Resource; readonly region: Value<string> } | undefined;
  const region = (resource: Resource) => {
    if (last?.resource !== resource) last = { resource, region: regionOf(context, resource) };
    return last.region;
  };
  const traceExpression = (resource: Resource, expression: Expression) => {
    const source = blockOf(plan, resource);
    return source === undefined ? [] : tracer.trace(expression, source.scope);
  };
  return {
    plan,
    index,
    traceExpression,
    traceAttribute(resource, name) {
      const expression = blockOf(plan, resource)?.block.body.expression(name);
      return expression === undefined ? [] : traceExpression(resource, expression);
    },
    visibleTo: (module) => tracer.visible(module),
    region,
    account: (resource) => accountOf(context, resource),
    partition: (resource) => partitionFor(context, resource, region(resource)),
    assumedRole: (resource) => assumedRoleOf(context, resource),
  };
}

/** Regions that the user gave: by provider key, and one under '' for providers that set none. */
export type GivenRegions = ReadonlyMap<string, string>;

/** What finding a resource's Region or account needs. */
export interface ResolveContext {
  readonly plan: Plan;
  readonly index: PlanIndex;
  readonly tracer: Tracer;
  readonly given: GivenRegions;
  /** What was found out of configurations in the root module: whether their Region is known after apply. */
  readonly waiting: Map<ProviderConfig, boolean>;
  /** Whether any provider's Region may be. */
  someMayWait(): boolean;
  /** Accounts that are unknown, by the provider's key. */
  readonly unknownAccounts: Map<string, Value<string>>;
}
