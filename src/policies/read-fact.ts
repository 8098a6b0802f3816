import { absent, isValue, known, unknown, type Value } from '../model/value.js';
import { namesOf } from './fact-schema.js';
import type { FactPath } from './policy.js';

/** One fact by its path; a fact that was never collected is unknown, so that no policy holds for want of it. */
export function readFact(facts: object, path: FactPath): Value<unknown> {
  let place: unknown = facts;
  for (const name of namesOf(path)) {
    if (typeof place !== 'object' || place === null || isValue(place) || !Object.hasOwn(place, name)) {
      return unknown('elbcert did not look at this');
    }
    place = (place as Record<string, unknown>)[name];
  }
  if (isValue(place)) return place;
  return place === null || place === undefined ? absent : known(place);
}

/** The value that a policy weighs: null for what a thing does not have. Sensitive ones are weighed too, never shown. */
export function weighed(value: Value<unknown>): { readonly value: unknown } | undefined {
  switch (value.kind) {
    case 'known':
      return { value: value.value };
    case 'absent':
      return { value: null };
    case 'unknown':
      return undefined;
    default:
      return value satisfies never;
  }
}
