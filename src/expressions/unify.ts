import { ANY, listOf, mapOf, objectTypeOf, sameType, type Type, tupleOf } from './types.js';

/**
 * The type that values of all these types convert to: what the results of a condition, the elements of a list have
 * in common. Undefined where there is none.
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/convert/unify.go
 */
export function unify(all: readonly Type[]): Type | undefined {
  const types = all.length > 2 ? eachOnce(all) : all;
  const count = (kind: Type['kind']): number => types.filter((type) => type.kind === kind).length;
  const only = (...kinds: readonly Type['kind'][]): boolean => types.every((type) => kinds.includes(type.kind));
  const dynamic = count('any') > 0;
  if (count('map') > 0 && only('map', 'object', 'any')) {
    if (only('map', 'any')) return dynamic ? ANY : unifyElements('map', types);
    const found = unifyDisguised(types, 'object');
    if (found?.kind === 'map') return found;
  } else if (count('list') > 0 && only('list', 'tuple', 'any')) {
    if (only('list', 'any')) return dynamic ? ANY : unifyElements('list', types);
    const found = unifyDisguised(types, 'tuple');
    if (found?.kind === 'list') return found;
  } else if (count('set') > 0 && only('set', 'any')) return dynamic ? ANY : unifyElements('set', types);
  else if (count('object') > 0 && only('object', 'any')) return dynamic ? ANY : unifyObjects(types);
  else if (count('tuple') > 0 && only('tuple', 'any')) return dynamic ? ANY : unifyTuples(types);
  else if (count('object') > 0 && count('tuple') > 0) return undefined;
  return preferred(types);
}

/** Thousands of values have few types, and types are compared with each other. */
function eachOnce(types: readonly Type[]): readonly Type[] {
  const spelled = (type: Type) => JSON.stringify(type, (_, part) => (part instanceof Map ? [...part] : part));
  return [...new Map([...new Set(types)].map((type) => [spelled(type), type])).values()];
}

/** The first type, the most general first, that all others convert to. */
function preferred(types: readonly Type[]): Type | undefined {
  return byGenerality(types).find((wanted) =>
    types.every((type) => sameType(type, wanted) || canConvert(type, wanted)),
  );
}

/** Most general first, else in the order given. Source: https://github.com/zclconf/go-cty/blob/main/cty/convert/sort_types.go */
function byGenerality(types: readonly Type[]): readonly Type[] {
  const rest = [...types];
  const sorted: Type[] = [];
  while (rest.length > 0) {
    const index = rest.findIndex((type) => !rest.some((other) => other !== type && moreGeneral(other, type)));
    sorted.push(...rest.splice(Math.max(0, index), 1));
  }
  return sorted;
}

const PRIMITIVES: readonly Type['kind'][] = ['bool', 'number', 'string'];

function moreGeneral(a: Type, b: Type): boolean {
  if (sameType(a, b)) return false;
  if (a.kind === 'any' || b.kind === 'any') return b.kind === 'any';
  if (a.kind === 'string') return b.kind === 'number' || b.kind === 'bool';
  if (PRIMITIVES.includes(a.kind) || PRIMITIVES.includes(b.kind)) return false;
  if (a.kind === b.kind && (a.kind === 'list' || a.kind === 'set' || a.kind === 'map')) {
    return a.kind === b.kind && 'element' in b && moreGeneral(a.element, b.element);
  }
  if (a.kind === 'list') return b.kind === 'set' || b.kind === 'tuple';
  if (a.kind === 'set') return b.kind === 'tuple';
  return a.kind === 'map' && b.kind === 'object';
}

function unifyElements(kind: 'list' | 'set' | 'map', types: readonly Type[]): Type | undefined {
  const element = unify(types.flatMap((type) => ('element' in type ? [type.element] : [])));
  return element === undefined ? undefined : { kind, element };
}

/** Takes objects among maps for maps, tuples among lists for lists. */
function unifyDisguised(types: readonly Type[], disguise: 'object' | 'tuple'): Type | undefined {
  const inner = types.filter((type) => type.kind === disguise);
  const shared = disguise === 'object' ? unifyToMap(inner) : unifyToList(inner);
  if (shared === undefined) return undefined;
  return unify(types.map((type) => (type.kind === disguise ? shared : type)));
}

function unifyObjects(types: readonly Type[]): Type | undefined {
  const objects = types.filter((type) => type.kind === 'object');
  const [first] = objects;
  if (first === undefined) return undefined;
  const names = [...first.attributes.keys()];
  const alike = objects.every(
    ({ attributes }) => attributes.size === names.length && names.every((n) => attributes.has(n)),
  );
  if (!alike) return unifyToMap(types);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(objects.map((object) => object.attributes.get(name) ?? ANY));
    if (type === undefined) return undefined;
    attributes.set(name, type);
  }
  return objectTypeOf(attributes);
}

function unifyTuples(types: readonly Type[]): Type | undefined {
  const tuples = types.filter((type) => type.kind === 'tuple');
  const [first] = tuples;
  if (first === undefined) return undefined;
  if (tuples.some(({ elements }) => elements.length !== first.elements.length)) return unifyToList(types);
  const elements: Type[] = [];
  for (const index of first.elements.keys()) {
    const type = unify(tuples.map((tuple) => tuple.elements[index] ?? ANY));
    if (type === undefined) return undefined;
    elements.push(type);
  }
  return tupleOf(elements);
}

function unifyToMap(types: readonly Type[]): Type | undefined {
  const element = unify(types.flatMap((type) => (type.kind === 'object' ? [...type.attributes.values()] : [])));
  return element === undefined ? undefined : mapOf(element);
}

function unifyToList(types: readonly Type[]): Type | undefined {
  const element = unify(types.flatMap((type) => (type.kind === 'tuple' ? type.elements : [])));
  return element === undefined ? undefined : listOf(element);
}

/**
 * True where a value of the one type may become a value of the other; a text need not be a number.
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/convert/conversion.go
 */
export function canConvert(from: Type, to: Type): boolean {
  if (from.kind === 'any' || sameType(from, to)) return true;
  switch (to.kind) {
    case 'any':
      return true;
    case 'string':
      return from.kind === 'number' || from.kind === 'bool';
    case 'number':
    case 'bool':
      return from.kind === 'string';
    case 'list':
    case 'set':
      if (from.kind === 'list' || from.kind === 'set') return canConvert(from.element, to.element);
      return from.kind === 'tuple' && sharedElement(from.elements, to.element) !== undefined;
    case 'map':
      if (from.kind === 'map') return canConvert(from.element, to.element);
      return from.kind === 'object' && sharedElement([...from.attributes.values()], to.element, true) !== undefined;
    case 'tuple':
      return (
        from.kind === 'tuple' &&
        from.elements.length === to.elements.length &&
        to.elements.every((element, index) => canConvert(from.elements[index] ?? ANY, element))
      );
    case 'object':
      if (from.kind !== 'object' && from.kind !== 'map') return false;
      return [...to.attributes].every(([name, wanted]) => {
        const given = 'attributes' in from ? from.attributes.get(name) : from.element;
        const optional = to.optional?.has(name) === true;
        return given === undefined ? optional : canConvert(given, wanted) || (optional && from.kind === 'map');
      });
    default:
      return to satisfies never;
  }
}

/** The type of the elements of a collection that is made of values of these types; undefined where there is none. */
export function sharedElement(types: readonly Type[], wanted: Type, isMap = false): Type | undefined {
  const element = wanted.kind === 'any' && types.length > 0 ? unify(types) : wanted;
  if (element === undefined || !types.every((type) => canConvert(type, element))) return undefined;
  if (!isMap && element.kind === 'any' && types.some(({ kind }) => kind !== 'any')) return undefined;
  return element;
}

/** The type that a value of the one type has after its conversion to the other: what is `any` in it filled in. */
export function resolveAny(from: Type, to: Type): Type {
  switch (to.kind) {
    case 'any':
      return from;
    case 'list':
    case 'set':
    case 'map':
      if (from.kind === 'list' || from.kind === 'set' || from.kind === 'map') {
        return { kind: to.kind, element: resolveAny(from.element, to.element) };
      }
      if (from.kind === 'tuple' || from.kind === 'object') {
        const types = from.kind === 'tuple' ? from.elements : [...from.attributes.values()];
        const element = sharedElement(types, to.element, from.kind === 'object') ?? to.element;
        return { kind: to.kind, element: types[0] === undefined ? element : resolveAny(types[0], element) };
      }
      return to;
    case 'tuple':
      return from.kind === 'tuple'
        ? tupleOf(to.elements.map((element, index) => resolveAny(from.elements[index] ?? ANY, element)))
        : to;
    case 'object':
      return objectTypeOf(
        new Map(
          [...to.attributes].map(([name, attribute]) => {
            const given = from.kind === 'object' ? from.attributes.get(name) : undefined;
            return [name, given === undefined ? attribute : resolveAny(given, attribute)];
          }),
        ),
      );
    default:
      return to;
  }
}
