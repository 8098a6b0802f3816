import type { Plan, ProviderConfig } from '../model/plan.js';
import type { Value } from '../model/value.js';
import type { PlanIndex } from './index-plan.js';
import type { Tracer } from './trace.js';

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
