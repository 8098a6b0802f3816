import type { Plan, Resource } from '../model/plan.js';
import { known, mapValue, type Value } from '../model/value.js';
import type { Resolver } from '../resolve/index.js';
import type { ArnIndex } from './certificates/literal.js';
import type { PemFacts } from './pem/pem-of.js';

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

/** What a function makes of a plan, made once for each: many listeners, or many principals, ask for the same. */
export function perPlan<T>(make: (resolver: Resolver) => T): (resolver: Resolver) => T {
  const made = new WeakMap<Resolver, { readonly it: T }>();
  return (resolver) => {
    const found = made.get(resolver) ?? { it: make(resolver) };
    made.set(resolver, found);
    return found.it;
  };
}

const DAY_MS = 86_400_000;

export function formatDate(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

/** Unit: whole days from now, rounded down. */
export function daysUntil(date: Value<Date>, now: Date): Value<number> {
  return mapValue(date, (end) => Math.floor((end.getTime() - now.getTime()) / DAY_MS));
}

/** A date in a provider's text; absent for text that is none. */
export function parseDate(text: Value<string>): Value<Date> {
  if (text.kind === 'unknown') {
    const { candidates: _, ...rest } = text;
    return rest;
  }
  if (text.kind === 'absent' || Number.isNaN(Date.parse(text.value))) return { kind: 'absent' };
  return known(new Date(text.value), text.sensitive);
}
