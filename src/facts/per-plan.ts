import type { Resolver } from '../resolve/index.js';

/** What a function makes of a plan, made once for each: many listeners, or many principals, ask for the same. */
export function perPlan<T>(make: (resolver: Resolver) => T): (resolver: Resolver) => T {
  const made = new WeakMap<Resolver, { readonly it: T }>();
  return (resolver) => {
    const found = made.get(resolver) ?? { it: make(resolver) };
    made.set(resolver, found);
    return found.it;
  };
}
