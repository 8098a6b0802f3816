import { fromDouble, fromInteger, parseDecimal, toDouble } from './big-float.js';
import { bool, nullOf, number, object, string, type TerraformValue, tuple } from './value.js';

/** What JSON can hold. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A JSON document as a value: arrays are tuples, as `jsondecode` makes them. */
export function fromJson(json: Json): TerraformValue {
  if (json === null) return nullOf();
  switch (typeof json) {
    case 'string':
      return string(json);
    case 'number':
      return number(parseDecimal(String(json)) ?? fromDouble(json) ?? fromInteger(0));
    case 'boolean':
      return bool(json);
    default:
      if (Array.isArray(json)) return tuple(json.map(fromJson));
      return object(Object.entries(json).map(([name, entry]): [string, TerraformValue] => [name, fromJson(entry)]));
  }
}

/** A wholly known value as JSON; undefined where some of it is unknown. Numbers become doubles. */
export function toJson(value: TerraformValue): Json | undefined {
  switch (value.kind) {
    case 'null':
      return null;
    case 'string':
    case 'bool':
      return value.value;
    case 'number':
      return toDouble(value.value);
    case 'list':
    case 'set':
    case 'tuple': {
      const items = value.items.map(toJson);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'map':
    case 'object': {
      const entries: [string, Json][] = [];
      for (const [name, entry] of value.entries) {
        const json = toJson(entry);
        if (json === undefined) return undefined;
        entries.push([name, json]);
      }
      return Object.fromEntries(entries);
    }
    case 'unknown':
      return undefined;
    default:
      return value satisfies never;
  }
}
