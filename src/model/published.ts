import { isObject, type Json, type JsonObject } from './json.js';
import { isValue, type Value } from './value.js';

/**
 * Facts as every output shows them: a known value is itself, an absent one null, an unknown one
 * `{"unknown": reason, "candidates": […]}`, and one that Terraform marks sensitive `{"sensitive": true}`.
 */
export function published(facts: object): JsonObject {
  return publishedJson(facts) as JsonObject;
}

function publishedJson(thing: unknown): Json {
  if (isValue(thing)) return publishedValue(thing);
  if (Array.isArray(thing)) return thing.map(publishedJson);
  if (typeof thing !== 'object' || thing === null) return thing as Json;
  return Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, publishedJson(value)]));
}

function publishedValue(value: Value<unknown>): Json {
  switch (value.kind) {
    case 'absent':
      return null;
    case 'known':
      return value.sensitive === true ? { sensitive: true } : (value.value as Json);
    case 'unknown': {
      const candidates = value.sensitive === true ? undefined : value.candidates;
      return {
        unknown: value.reason,
        ...(candidates === undefined ? {} : { candidates: [...candidates] as Json[] }),
        ...(value.identity === undefined ? {} : { identity: value.identity }),
        ...(value.remedy === undefined ? {} : { remedy: value.remedy }),
      };
    }
    default:
      return value satisfies never;
  }
}

/** The value that `published` shows: how examples in policy files spell facts. */
export function unpublished(json: Json): Value<Json> {
  if (json === null) return { kind: 'absent' };
  if (!isObject(json) || typeof json['unknown'] !== 'string') return { kind: 'known', value: json };
  const { unknown: reason, candidates, identity, remedy } = json;
  return {
    kind: 'unknown',
    reason,
    ...(Array.isArray(candidates) ? { candidates } : {}),
    ...(typeof identity === 'string' ? { identity } : {}),
    ...(typeof remedy === 'string' ? { remedy } : {}),
  };
}
