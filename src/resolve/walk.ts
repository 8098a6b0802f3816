import type { Expression, Plan } from '../model/plan.js';
import type { PlanIndex } from './index-plan.js';
import { deadEnd, type Origin, type Via } from './origin.js';
import type { Reference } from './references.js';
import type { Scope } from './scope.js';

/** One walk along references; it remembers where it has been, so that cycles end. */
export interface Walk {
  readonly plan: Plan;
  readonly index: PlanIndex;
  /** `again` for a place that this walk has been to, `tooFar` for one step more than any real reference takes. */
  enter(place: string): 'first' | 'again' | 'tooFar';
  expression(expression: Expression, scope: Scope, via: Via): readonly Origin[];
  reference(reference: Reference, scope: Scope, via: Via): readonly Origin[];
  /** A walk through another input, which a remote state leads to; undefined after too many of them. */
  into(plan: Plan): Walk | undefined;
}

/** A reference to what can be no certificate. Where expressions are whole, it is still what the value can be. */
export function nothing(walk: Walk, text: string, via: Via): readonly Origin[] {
  return walk.plan.expressions === 'whole' ? [deadEnd(`${text}: only Terraform knows`, undefined, via)] : [];
}
