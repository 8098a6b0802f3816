import type { Expression } from '../model/plan.js';
import type { Origin } from './origin.js';
import type { PlanIndex } from './plan-index.js';
import type { ProviderLookups } from './provider-lookups.js';
import type { Scope } from './scope.js';

/** Regions that the user gave: by provider key, and one under '' for providers that set none. */
export type GivenRegions = ReadonlyMap<string, string>;

/** What finding the Region and the account of a resource needs. */
export interface ResolveContext {
  readonly index: PlanIndex;
  readonly given: GivenRegions;
  lookups(): ProviderLookups;
  /** Everything that an expression's value may come from. */
  trace(expression: Expression, scope: Scope): readonly Origin[];
}
