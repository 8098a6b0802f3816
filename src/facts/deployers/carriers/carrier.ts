import type { Resource } from '../../../model/plan.js';
import type { Resolver } from '../../../resolve/index.js';
import type { HeldPolicy } from '../../iam/decide.js';
import type { Holders } from '../holders.js';

/** Policies that a resource gives to principals. */
export interface Gift {
  readonly holders: Holders;
  readonly policies: readonly HeldPolicy[];
  /** `inline` for text in the principal itself, `attached` for a policy of its own. */
  readonly manner: 'inline' | 'attached';
}

/** A resource type that gives policies to principals. */
export interface Carrier {
  readonly type: string;
  gifts(resolver: Resolver, resource: Resource): readonly Gift[];
}

/** What one resource gives, with the resource itself. */
export interface CarriedGift extends Gift {
  readonly carrier: Resource;
}
