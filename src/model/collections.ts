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

/** Things, one of each key: the last, at the place of the first. */
export function distinctBy<T>(things: readonly T[], keyOf: (thing: T) => string): readonly T[] {
  return [...new Map(things.map((thing) => [keyOf(thing), thing])).values()];
}

/** A value that is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

/** What a function makes of an object, made once for each object as long as that is there. */
export function onceEach<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { readonly it: T }>();
  return (of) => {
    const found = made.get(of) ?? { it: make(of) };
    made.set(of, found);
    return found.it;
  };
}

/** What a function makes of a list of names, made once for each list. */
export function onceForNames<Name extends string, T>(
  make: (...names: readonly Name[]) => T,
): (...names: readonly Name[]) => T {
  const made = new Map<string, { readonly it: T }>();
  return (...names) => {
    const key = names.join();
    const found = made.get(key) ?? { it: make(...names) };
    made.set(key, found);
    return found.it;
  };
}
