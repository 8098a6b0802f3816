import { oneOfValues } from '../../expressions/candidates.js';
import {
  budgetOf,
  integerValue,
  string,
  type TerraformValue,
  toJson,
  tuple,
  withSensitive,
} from '../../expressions/index.js';
import type { InstanceKey } from '../../model/address.js';
import { lazyObject } from './lazy-object.js';

/** The instances of a block or a call: a tuple under `count`, an object under `for_each`. */
export function collection(
  counted: boolean,
  keys: readonly InstanceKey[],
  valueAt: (key: InstanceKey) => TerraformValue,
): TerraformValue {
  if (counted) {
    const numbers = keys.filter((key) => typeof key === 'number').sort((one, other) => one - other);
    return tuple(numbers.map(valueAt));
  }
  const names = keys.filter((key) => typeof key === 'string').sort();
  return lazyObject(names, valueAt);
}

/** The key of an instance that an index names; undefined where it is none, or not known. */
export function keyIn(value: TerraformValue): number | string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'number') return undefined;
  return countIn(value);
}

/** A whole number from 0; undefined for anything else. */
export function countIn(value: TerraformValue): number | undefined {
  const count = value.kind === 'number' || value.kind === 'string' ? Number(toJson(value)) : Number.NaN;
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** The keys that `for_each` makes of a map or of a set of strings; undefined where they are not all known. */
export function keysIn(value: TerraformValue): readonly string[] | undefined {
  if (value.kind === 'map' || value.kind === 'object') return [...value.entries.keys()];
  if (value.kind !== 'set') return undefined;
  const keys = value.items.map((item) => (item.kind === 'string' ? item.value : undefined));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** What `each.value` is for a key. */
export function elementOf(value: TerraformValue, key: string): TerraformValue | undefined {
  switch (value.kind) {
    case 'map':
    case 'object': {
      const element = value.entries.get(key);
      return element && withSensitive(element, value.sensitive === true);
    }
    case 'set':
      return withSensitive(string(key), value.sensitive === true);
    case 'unknown': {
      const elements = value.candidates?.map((candidate) => elementOf(candidate, key));
      if (elements === undefined || !elements.every((element) => element !== undefined)) return undefined;
      return oneOfValues(value.reason, elements, budgetOf());
    }
    default:
      return undefined;
  }
}

/** The rounds of a `dynamic` block; undefined where their number is not known. */
export function roundsOf(
  value: TerraformValue,
): readonly (readonly [key: TerraformValue, value: TerraformValue])[] | undefined {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items.map((item, at) => [integerValue(at), item] as const);
    case 'set':
      return value.items.map((item) => [item, item] as const);
    case 'map':
    case 'object':
      return [...value.entries].map(([key, item]) => [string(key), item] as const);
    default:
      return undefined;
  }
}
