import { type ModulePath, parseTraversal, type Step } from '../model/address.js';
import type { Json } from '../model/json.js';
import type { Expression, Plan, Resource } from '../model/plan.js';
import type { PlanIndex } from './plan-index.js';
import type { Scope } from './scope.js';

/** One thing that an expression refers to. */
export interface Reference {
  /** As Terraform writes it: `module.cert["a"].arn`. */
  readonly text: string;
  readonly steps: readonly Step[];
}

/**
 * What an expression refers to, the shorter prefixes that Terraform lists behind each reference left out.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
export function referencesOf(expression: Expression): readonly Reference[] {
  const references = new Map(specific(expression).map((text) => [text, parseTraversal(text)]));
  return [...references].flatMap(([text, steps]) => (steps === undefined ? [] : [{ text, steps }]));
}

/** The reference of an expression that has one, once; undefined for one that refers to more or to one thing twice. */
export function onlyReference(expression: Expression): Reference | undefined {
  const [text, ...others] = specific(expression);
  const steps = text === undefined || others.length > 0 ? undefined : parseTraversal(text);
  return text === undefined || steps === undefined ? undefined : { text, steps };
}

/** What an expression refers to more than once, as it does to what it has a condition on and yields. */
export function repeatedReferences(expression: Expression): readonly string[] {
  const seen = new Set<string>();
  return specific(expression).filter((text) => seen.size === seen.add(text).size);
}

function specific(expression: Expression): readonly string[] {
  const kept: string[] = [];
  for (const text of expression.references) {
    const last = kept.at(-1) ?? '';
    const isPrefix = last.startsWith(text) && /^[.[]/.test(last.slice(text.length));
    if (!isPrefix) kept.push(text);
  }
  return kept;
}

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
