import type { Mode, ModulePath } from '../model/address.js';
import type { Json } from '../model/json.js';
import type { Plan, Resource } from '../model/plan.js';

/** Where a value comes from, as far as the input tells. */
export type Origin = KnownOrigin | AttributeOrigin | DeadEnd;

/** The way to an origin, for the reader: addresses, from the one that asked. */
export type Via = readonly string[];

/** A value that is known before apply. */
export interface KnownOrigin {
  readonly kind: 'known';
  readonly value: Json;
  readonly sensitive: boolean;
  readonly via: Via;
}

/** An attribute that its provider decides: no expression in the configuration sets it. */
export interface AttributeOrigin {
  readonly kind: 'attribute';
  /** The input that has the resource: another one, where a remote state leads there. */
  readonly plan: Plan;
  /** Undefined where the input does not hold the instance: not planned, or of a type that nobody asked for. */
  readonly resource: Resource | undefined;
  readonly mode: Mode;
  readonly type: string;
  /** The top-level attribute; undefined for a reference to the resource as a whole. */
  readonly attribute: string | undefined;
  /** True where an expression on the way refers to several things that are not known yet: it is more than a reference. */
  readonly isOneOfSeveral?: true;
  readonly via: Via;
}

/** The input does not tell where the value comes from. */
export interface DeadEnd {
  readonly kind: 'deadEnd';
  readonly reason: string;
  /** The module instance whose values may be behind it; undefined where it may be anything. */
  readonly module: ModulePath | undefined;
  readonly via: Via;
  /** What the text surely begins with. */
  readonly prefix?: string;
  /** A text of the form that the text has. */
  readonly like?: string;
  /** What follows the prefix: the rest of this attribute's text, and nothing else. */
  readonly rest?: AttributeOrigin;
  /** What the text consists of, where that is known texts and whole texts of attributes. */
  readonly parts?: readonly (string | AttributeOrigin)[];
  /** True for a text in Base64. */
  readonly isBase64?: true;
}

export function deadEnd(reason: string, via: Via, module?: ModulePath): DeadEnd {
  return { kind: 'deadEnd', reason, module, via };
}

/** The name of the local that a trace ends at. */
export function hiddenName({ reason }: DeadEnd): string {
  return reason.split(':')[0] ?? reason;
}

export function knownOrigin(value: Json, sensitive: boolean | undefined, via: Via): KnownOrigin {
  return { kind: 'known', value, sensitive: sensitive === true, via };
}
