import type { TerraformValue } from '../../expressions/index.js';

/** An object whose values are computed when they are asked for. */
export function lazyObject(names: readonly string[], compute: (name: string) => TerraformValue): TerraformValue {
  return { kind: 'object', entries: lazyMap(names, compute) };
}

/** A map that has other names than those it lists, too. */
export function openMap(
  names: readonly string[],
  compute: (name: string) => TerraformValue,
): ReadonlyMap<string, TerraformValue> {
  const listed = [...new Set([...names, 'arn', 'id'])].sort();
  return { ...lazyMap(listed, compute), has: () => true, get: compute };
}

function lazyMap(
  names: readonly string[],
  compute: (name: string) => TerraformValue,
): ReadonlyMap<string, TerraformValue> {
  const known = new Set(names);
  const get = (name: string) => (known.has(name) ? compute(name) : undefined);
  function* entries(): MapIterator<[string, TerraformValue]> {
    for (const name of names) yield [name, compute(name)];
    return undefined;
  }
  const map: ReadonlyMap<string, TerraformValue> = {
    size: names.length,
    has: (name) => known.has(name),
    get,
    keys: () => known.keys(),
    *values() {
      for (const [, value] of entries()) yield value;
      return undefined;
    },
    entries,
    forEach(call) {
      for (const [name, value] of entries()) call(value, name, map);
    },
    [Symbol.iterator]: entries,
  };
  return map;
}
