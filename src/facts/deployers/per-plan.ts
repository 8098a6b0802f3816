import type { Resolver } from '../../resolve/index.js';

/** What a function makes of a plan, made once for each: every attachment looks principals and policies up. */
export function perPlan<T>(make: (resolver: Resolver) => T): (resolver: Resolver) => T {
  const made = new WeakMap<Resolver, { readonly it: T }>();
  return (resolver) => {
    const found = made.get(resolver) ?? { it: make(resolver) };
    made.set(resolver, found);
    return found.it;
  };
}

/** Things by a key; those without one are left out. */
export function groupBy<T>(
  things: readonly T[],
  keyOf: (thing: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = key === undefined ? undefined : groups.get(key);
    if (group !== undefined) group.push(thing);
    else if (key !== undefined) groups.set(key, [thing]);
  }
  return groups;
}
