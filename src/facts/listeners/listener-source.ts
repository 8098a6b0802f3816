import type { Mode } from '../../model/address.js';
import type { ListenerFacts } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import type { FactContext } from '../fact-context.js';

/** A resource type that creates listeners of Classic Load Balancers. */
export interface ListenerSource {
  readonly mode: Mode;
  readonly type: string;
  /** True where `collect` reads what was before a change. */
  readonly readsBefore?: true;
  /** The listeners that a standing resource has after apply. */
  collect(context: FactContext, resource: Resource): readonly ListenerFacts[];
  /** Why a standing resource may have listeners that `collect` cannot see, in one clause. */
  unseen?(resource: Resource): string | undefined;
}
