import { type Json, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { known, unknown } from '../../model/value.js';
import { attribute } from '../../resolve/index.js';
import type { PolicyText } from '../iam/policy-document.js';

type Path = readonly (string | number)[];

/** The texts in a list or of a single text, each known or not; undefined where the attribute holds none. */
export function textsAt(resource: Resource, ...path: Path): readonly PolicyText[] | undefined {
  const value = attribute(resource, path);
  if (value.kind === 'absent') return undefined;
  if (value.kind === 'known') {
    const list = Array.isArray(value.value) ? (value.value as readonly Json[]) : [value.value];
    const texts = list.filter((text) => typeof text === 'string' && text !== '');
    return texts.length === 0 ? undefined : texts.map((text) => known(String(text), value.sensitive));
  }
  const count = countAt(resource, path);
  if (count === 0) return [unknown(value.reason)];
  return Array.from({ length: count }, (_, at) => {
    const element = attribute(resource, [...path, at]);
    if (element.kind === 'unknown') return unknown(element.reason);
    const text = element.kind === 'known' && typeof element.value === 'string' ? element.value : '';
    return known(text, element.kind === 'known' && element.sensitive === true);
  });
}

/** How many elements a list has, known and unknown together; 0 where not even that is known. */
export function countAt(resource: Resource, path: Path): number {
  let value: Json | undefined = resource.values;
  for (const step of path) value = typeof step === 'string' ? property(value, step) : elementOf(value, step);
  return Array.isArray(value) ? value.length : 0;
}

function elementOf(value: Json | undefined, at: number): Json | undefined {
  return Array.isArray(value) ? value[at] : undefined;
}
