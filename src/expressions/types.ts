/** A type of Terraform's language. `any` is a type that is not known yet. */
export type Type = Primitive | CollectionType | TupleType | ObjectType;

export interface Primitive {
  readonly kind: 'string' | 'number' | 'bool' | 'any';
}

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: Type;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}

export interface ObjectType {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, Type>;
  /** Attributes that a value may lack; only in type constraints. */
  readonly optional?: ReadonlySet<string>;
}

export const STRING: Primitive = { kind: 'string' };
export const NUMBER: Primitive = { kind: 'number' };
export const BOOL: Primitive = { kind: 'bool' };
export const ANY: Primitive = { kind: 'any' };

export function listOf(element: Type): CollectionType {
  return { kind: 'list', element };
}

export function setOf(element: Type): CollectionType {
  return { kind: 'set', element };
}

export function mapOf(element: Type): CollectionType {
  return { kind: 'map', element };
}

export function tupleOf(elements: readonly Type[]): TupleType {
  return { kind: 'tuple', elements };
}

export function objectTypeOf(attributes: ReadonlyMap<string, Type>): ObjectType {
  return { kind: 'object', attributes };
}

/** Equality of types; which attributes are optional is no part of it. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'list':
    case 'set':
    case 'map':
      return a.kind === b.kind && sameType(a.element, b.element);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, index) => sameType(element, b.elements[index] ?? ANY))
      );
    case 'object':
      return (
        b.kind === 'object' &&
        a.attributes.size === b.attributes.size &&
        [...a.attributes].every(([name, type]) => {
          const other = b.attributes.get(name);
          return other !== undefined && sameType(type, other);
        })
      );
    default:
      return a.kind === b.kind;
  }
}

/** True where some part of the type is not known. */
export function hasAny(type: Type): boolean {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return hasAny(type.element);
    case 'tuple':
      return type.elements.some(hasAny);
    case 'object':
      return [...type.attributes.values()].some(hasAny);
    default:
      return type.kind === 'any';
  }
}

/** The type without the marks of optional attributes: the type that a value has. */
export function withoutOptional(type: Type): Type {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: type.kind, element: withoutOptional(type.element) };
    case 'tuple':
      return tupleOf(type.elements.map(withoutOptional));
    case 'object':
      return objectTypeOf(new Map([...type.attributes].map(([name, attribute]) => [name, withoutOptional(attribute)])));
    default:
      return type;
  }
}

/** The type as a type constraint writes it, on one line. */
export function formatType(type: Type): string {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${formatType(type.element)})`;
    case 'tuple':
      return `tuple([${type.elements.map(formatType).join(', ')}])`;
    case 'object': {
      const sorted = [...type.attributes].sort(([a], [b]) => (a < b ? -1 : 1));
      const attributes = sorted.map(([name, attribute]) => {
        const text = formatType(attribute);
        return `${name} = ${type.optional?.has(name) === true ? `optional(${text})` : text}`;
      });
      return `object({${attributes.join(', ')}})`;
    }
    default:
      return type.kind;
  }
}
