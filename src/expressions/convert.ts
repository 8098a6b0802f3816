import { isDecimal, parseDecimal } from './big-float.js';
import { inAnyOrder } from './candidates.js';
import { hasOpenOrder, mayCoalesce } from './equality.js';
import { budgetOf, error, unsure } from './evaluation.js';
import { makeSet } from './sets.js';
import { ANY, formatType, type ObjectType, sameType, type Type, withoutOptional } from './types.js';
import { canConvert, resolveAny, sharedElement, unify } from './unify.js';
import {
  bool,
  isNotNull,
  list,
  map,
  nullOf,
  number,
  object,
  type Refinement,
  reasonOf,
  string,
  type TerraformValue,
  textOf,
  tuple,
  typeOf,
  type UnknownValue,
  unknownValue,
  withSensitive,
} from './value.js';

/**
 * The value as a value of a type.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function convert(value: TerraformValue, type: Type): TerraformValue {
  const from = typeOf(value);
  if (sameType(from, withoutOptional(type)) || type.kind === 'any') return value;
  if (!canConvert(from, type)) error(`${formatType(type)} required, but this is ${formatType(from)}`);
  if (value.kind === 'null') return { ...value, type: withoutOptional(resolveAny(from, type)) };
  if (value.kind === 'unknown') return convertUnknown(value, withoutOptional(resolveAny(from, type)));
  return withSensitive(convertKnown(value, type), value.sensitive === true);
}

type Known = Exclude<TerraformValue, { readonly kind: 'null' | 'unknown' }>;

function convertKnown(value: Known, given: Type): TerraformValue {
  // What is empty tells its type only by the type that it had.
  const type = 'element' in given && isEmpty(value) ? resolveAny(typeOf(value), given) : given;
  switch (type.kind) {
    case 'string':
      return string(textOf(value) ?? '');
    case 'number':
      return numberFromText(value.kind === 'string' ? value.value : '');
    case 'bool':
      return boolFromText(value.kind === 'string' ? value.value : '');
    case 'list':
    case 'set':
      if (type.kind === 'list' && mayCoalesce(value))
        return unknownValue(reasonOf(value) ?? '', resolveAny(typeOf(value), type), { notNull: true });
      if (!('items' in value)) return value;
      return type.kind === 'list' && hasOpenOrder(value)
        ? convertItems(inAnyOrder(value.items, budgetOf()), 'list', type.element)
        : convertItems(value.items, type.kind, type.element);
    case 'map':
      return 'entries' in value ? convertEntries(value.entries, type.element) : value;
    case 'tuple':
      return 'items' in value
        ? tuple(value.items.map((item, index) => convert(item, type.elements[index] ?? ANY)))
        : value;
    case 'object':
      return 'entries' in value ? convertAttributes(value.entries, type) : value;
    default:
      return value;
  }
}

function isEmpty(value: Known): boolean {
  return ('items' in value && value.items.length === 0) || ('entries' in value && value.entries.size === 0);
}

function numberFromText(text: string): TerraformValue {
  const parsed = parseDecimal(text);
  if (parsed !== undefined) return number(parsed);
  if (isDecimal(text) || /^[+-]?(inf|infinity)$/i.test(text)) unsure('a number of that size is not computed');
  return error('a number is required');
}

function boolFromText(text: string): TerraformValue {
  if (text === 'true' || text === '1') return bool(true);
  if (text === 'false' || text === '0') return bool(false);
  return error('a bool is required');
}

function convertItems(items: readonly TerraformValue[], kind: 'list' | 'set', wanted: Type): TerraformValue {
  const element = sharedElement(items.map(typeOf), wanted) ?? wanted;
  const converted = alike(items.map((item) => convert(item, element)));
  const own = converted[0] === undefined ? withoutOptional(element) : typeOf(converted[0]);
  return kind === 'list' ? list(own, converted) : makeSet(own, converted);
}

function convertEntries(entries: ReadonlyMap<string, TerraformValue>, wanted: Type): TerraformValue {
  const element = sharedElement([...entries.values()].map(typeOf), wanted, true) ?? wanted;
  const names = [...entries.keys()];
  const converted = alike([...entries.values()].map((entry) => convert(entry, element)));
  const own = converted[0] === undefined ? withoutOptional(element) : typeOf(converted[0]);
  return map(
    own,
    names.map((name, index) => [name, converted[index] ?? nullOf()]),
  );
}

/** Values of one type, which an `any` inside a type may have left different. */
function alike(values: readonly TerraformValue[]): readonly TerraformValue[] {
  const isBare = (value: TerraformValue): boolean => value.kind === 'null' && value.type.kind === 'any';
  const first = values.find((value) => !isBare(value));
  if (first === undefined) return values;
  const type = typeOf(first);
  const typed = values.map((value) => (isBare(value) ? convert(value, type) : value));
  if (typed.every((value) => sameType(typeOf(value), type))) return typed;
  const shared = unify(values.map(typeOf)) ?? error('all elements must have the same type');
  const converted = values.map((value) => convert(value, shared));
  const own = typeOf(converted[0] ?? first);
  return converted.every((value) => sameType(typeOf(value), own))
    ? converted
    : unsure('the type of the elements is not known');
}

function convertAttributes(entries: ReadonlyMap<string, TerraformValue>, type: ObjectType): TerraformValue {
  return object(
    [...type.attributes].map(([name, attribute]) => {
      const given = entries.get(name);
      if (given !== undefined) return [name, convert(given, attribute)];
      if (type.optional?.has(name) !== true) error(`attribute "${name}" is required`);
      return [name, nullOf(withoutOptional(attribute))];
    }),
  );
}

/** What is known of a value that is not known, carried over to another type. */
function convertUnknown(value: UnknownValue, type: Type): UnknownValue {
  const { kind, reason, type: from } = value;
  const length = lengthAs(value, type);
  const converted: UnknownValue = {
    kind,
    reason,
    type,
    ...(isNotNull(value) ? { notNull: true } : {}),
    ...(length === undefined ? {} : { length }),
    ...(type.kind === 'string' ? textRefinement(value) : {}),
    ...(value.sensitive === true ? { sensitive: true } : {}),
    // A value whose type was not known stays the value that the caller knows.
    ...(value.origin !== undefined && from.kind === 'any' ? { origin: value.origin } : {}),
  };
  const candidates = value.candidates?.map((candidate) => convertOrUndefined(candidate, type));
  return candidates?.every((candidate) => candidate !== undefined) === true ? { ...converted, candidates } : converted;
}

function textRefinement({ prefix, shape, parts }: UnknownValue): Refinement {
  return {
    ...(prefix === undefined ? {} : { prefix }),
    ...(shape === undefined ? {} : { shape }),
    ...(parts === undefined ? {} : { parts }),
  };
}

function lengthAs({ type: from, length }: UnknownValue, type: Type): UnknownValue['length'] {
  if (type.kind !== 'list' && type.kind !== 'set' && type.kind !== 'map') return undefined;
  const size = from.kind === 'tuple' ? from.elements.length : from.kind === 'object' ? from.attributes.size : undefined;
  const bounds = size === undefined ? length : { min: size, max: size };
  return bounds !== undefined && type.kind === 'set' ? { min: Math.min(1, bounds.min), max: bounds.max } : bounds;
}

/** The converted value; undefined where the conversion fails. */
export function convertOrUndefined(value: TerraformValue, type: Type): TerraformValue | undefined {
  if (!canConvert(typeOf(value), type)) return undefined;
  if (value.kind === 'string' && type.kind === 'number') {
    const parsed = parseDecimal(value.value);
    return parsed === undefined ? undefined : withSensitive(number(parsed), value.sensitive === true);
  }
  if (value.kind === 'string' && type.kind === 'bool' && !/^(true|false|0|1)$/.test(value.value)) return undefined;
  return convert(value, type);
}
