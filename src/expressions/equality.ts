import { type BigFloat, compare, formatNumber, fromInteger, signOf } from './big-float.js';
import { identityOf } from './sets.js';
import { canBe } from './text-parts.js';
import { hasAny, sameType, type Type } from './types.js';
import {
  identityOfUnknown,
  isNotNull,
  isWhollyKnown,
  type TerraformValue,
  textOf,
  typeOf,
  type UnknownValue,
} from './value.js';

/** True, false, or undefined where it depends on what is not known. */
export type KnownTruth = boolean | undefined;

/**
 * Equality as Terraform's `==`: values of different types differ, nulls of any type are equal.
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/value_ops.go (Equals)
 */
export function equals(a: TerraformValue, b: TerraformValue): KnownTruth {
  if (a.kind === 'null' && b.kind === 'null') return true;
  if (a.kind === 'null') return isNotNull(b) ? false : undefined;
  if (b.kind === 'null') return isNotNull(a) ? false : undefined;
  if (a.kind === 'unknown') return equalsUnknown(a, b);
  if (b.kind === 'unknown') return equalsUnknown(b, a);
  const [left, right] = [typeOf(a), typeOf(b)];
  const alike = sameTypeSoFar(left, right);
  if (alike === true) return equalContents(a, b);
  if (alike === false || !isWhollyKnown(a) || !isWhollyKnown(b)) return alike;
  // Only nulls have no type here, and where just one of two types has such a null, the types differ.
  return sameType(left, right) ? equalContents(a, b) : false;
}

/** Whether two types are one; undefined where parts of them are not known and the rest is alike. */
function sameTypeSoFar(a: Type, b: Type): KnownTruth {
  if (sameType(a, b) && !hasAny(a)) return true;
  if (!hasAny(a) && !hasAny(b)) return false;
  return couldBeSame(a, b) ? undefined : false;
}

function couldBeSame(a: Type, b: Type): boolean {
  if (a.kind === 'any' || b.kind === 'any') return true;
  if ('element' in a && 'element' in b) return a.kind === b.kind && couldBeSame(a.element, b.element);
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    const { elements } = b;
    return (
      a.elements.length === elements.length &&
      a.elements.every((element, index) => {
        const other = elements[index];
        return other !== undefined && couldBeSame(element, other);
      })
    );
  }
  if (a.kind === 'object' && b.kind === 'object') {
    const { attributes } = b;
    return (
      a.attributes.size === attributes.size &&
      [...a.attributes].every(([name, attribute]) => {
        const other = attributes.get(name);
        return other !== undefined && couldBeSame(attribute, other);
      })
    );
  }
  return a.kind === b.kind;
}

/** An unknown value against one that is not null. */
function equalsUnknown(a: UnknownValue, b: TerraformValue): KnownTruth {
  if (b.kind === 'unknown' && isOne(a, b)) return true;
  if (a.candidates !== undefined) return common(a.candidates.map((candidate) => equals(candidate, b)));
  if (b.kind === 'unknown' && b.candidates !== undefined) return common(b.candidates.map((other) => equals(a, other)));
  if (b.kind === 'unknown') return prefixesDiffer(a, b) ? false : undefined;
  if (!couldBeSame(a.type, typeOf(b))) return false;
  if (b.kind === 'string' && !canBe(a, b.value)) return false;
  if (b.kind === 'number' && a.atLeast !== undefined && compare(b.value, fromInteger(a.atLeast)) < 0) return false;
  const size = 'items' in b ? b.items.length : 'entries' in b ? b.entries.size : undefined;
  if (
    a.length !== undefined &&
    size !== undefined &&
    b.kind !== 'set' &&
    (size < a.length.min || size > a.length.max)
  ) {
    return false;
  }
  return undefined;
}

/** True where both are the same value, whatever it turns out to be. */
function isOne(a: UnknownValue, b: UnknownValue): boolean {
  const identity = sameType(a.type, b.type) ? identityOfUnknown(a) : undefined;
  return identity !== undefined && identity === identityOfUnknown(b);
}

function prefixesDiffer(a: UnknownValue, b: UnknownValue): boolean {
  if (a.prefix === undefined || b.prefix === undefined || !(isNotNull(a) || isNotNull(b))) return false;
  return !a.prefix.startsWith(b.prefix) && !b.prefix.startsWith(a.prefix);
}

/** More items are not compared with each other. */
const MAX_COMPARED = 100;

/** True for a set of which some items may turn out to be one: how many it has is not known. */
export function mayCoalesce(value: TerraformValue): boolean {
  if (!('items' in value) || !hasOpenOrder(value)) return false;
  const { items } = value;
  if (items.length > MAX_COMPARED) return true;
  return items.some((item, at) => items.slice(at + 1).some((other) => equals(item, other) !== false));
}

/** True for a set whose items stand in an order that is only known when they all are. */
export function hasOpenOrder(value: TerraformValue): boolean {
  const isSet = value.kind === 'set' || (value.kind === 'tuple' && value.mayBeSet === true);
  return isSet && value.items.length > 1 && !isWhollyKnown(value);
}

/** What all agree on. */
export function common(truths: readonly KnownTruth[]): KnownTruth {
  const [first] = truths;
  return truths.every((truth) => truth === first) ? first : undefined;
}

/** False where one is false; undefined where one is open. */
function all(truths: Iterable<KnownTruth>): KnownTruth {
  let result: KnownTruth = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** Numbers are equal where their texts are; texts of whole numbers are exact. */
function sameNumber(a: BigFloat, b: BigFloat): boolean {
  if (signOf(a) !== signOf(b)) return false;
  if (signOf(a) === 0 || (a.exponent === b.exponent && a.mantissa === b.mantissa)) return true;
  if (a.exponent >= 0 && b.exponent >= 0) return false;
  return formatNumber(a) === formatNumber(b);
}

/** Two values of one type, neither null nor unknown. */
function equalContents(a: TerraformValue, b: TerraformValue): KnownTruth {
  if (a.kind === 'number' && b.kind === 'number') {
    return sameNumber(a.value, b.value);
  }
  if (a.kind === 'set' && b.kind === 'set') {
    if (!isWhollyKnown(a) || !isWhollyKnown(b)) return undefined;
    return identityOf(a) === identityOf(b);
  }
  if ('items' in a && 'items' in b) {
    const others = b.items;
    if (a.items.length !== others.length) return false;
    return all(a.items.map((item, index) => equals(item, others[index] ?? item)));
  }
  if ('entries' in a && 'entries' in b) {
    const others = b.entries;
    if (a.entries.size !== others.size || [...a.entries.keys()].some((name) => !others.has(name))) return false;
    return all([...a.entries].map(([name, entry]) => equals(entry, others.get(name) ?? entry)));
  }
  return textOf(a) === textOf(b);
}
