import type { ModulePath } from '../model/address.js';
import type { Json } from '../model/json.js';
import type { Plan, Resource } from '../model/plan.js';

/** Where a value comes from, as far as the input tells. `via` is the way there, for the reader. */
export type Origin = KnownOrigin | AttributeOrigin | DeadEnd;

/** A value that is known before apply. */
export interface KnownOrigin {
  readonly kind: 'known';
  readonly value: Json;
  readonly sensitive: boolean;
  readonly via: readonly string[];
}

/** An attribute that its provider decides: no expression in the configuration sets it. */
export interface AttributeOrigin {
  readonly kind: 'attribute';
  /** The input that the resource stands in: another one, where a remote state leads there. */
  readonly plan: Plan;
  /** Undefined where the input does not hold the instance: not planned, or of a type that nobody asked for. */
  readonly resource: Resource | undefined;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** The top-level attribute; undefined for a reference to the resource as a whole. */
  readonly attribute: string | undefined;
  readonly via: readonly string[];
}

/** The input does not tell where the value comes from. */
export interface DeadEnd {
  readonly kind: 'deadEnd';
  readonly reason: string;
  /** The module instance whose values may be behind it; undefined where there is no saying. */
  readonly module: ModulePath | undefined;
  readonly via: readonly string[];
}

/** The way to an origin: references and addresses, from the one that asked. */
export type Via = readonly string[];

export function deadEnd(reason: string, module: ModulePath | undefined, via: Via): DeadEnd {
  return { kind: 'deadEnd', reason, module, via };
}
