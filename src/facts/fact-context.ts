import type { Plan, Resource } from '../model/plan.js';
import type { Resolver } from '../resolve/index.js';
import type { ArnIndex } from './certificates/arn-index.js';
import type { PemFacts } from './pem/pem-source.js';

/** What collecting facts needs. */
export interface FactContext {
  readonly resolver: Resolver;
  /** The certificates of this plan by their ARN. */
  readonly arns: ArnIndex;
  /** The clock that dates are held against. */
  readonly now: Date;
  /** The same as RFC 3339. */
  readonly nowText: string;
  /** What is known of the PEM in an attribute; undefined where the resource has none. */
  pem(resource: Resource, attribute: string): PemFacts | undefined;
  /** The context of an input: of this one, or of another that its remote states lead to. */
  in(plan: Plan): FactContext;
}
