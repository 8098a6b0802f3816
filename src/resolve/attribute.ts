import { type Json, property } from '../model/json.js';
import type { Resource } from '../model/plan.js';
import { absent, type Known, known, unknown, type Value } from '../model/value.js';

export type Path = readonly (string | number)[];

/** What a resource's attribute will be after apply; null and missing alike are absent. */
export function attribute(resource: Resource, path: Path): Value<Json> {
  let value: Json | undefined = resource.values;
  let mask: Json | undefined = resource.unknown;
  let sensitive: Json | undefined = resource.sensitive;
  let marked = sensitive === true;
  for (let at = 0; at < path.length && !isUnknown(mask); at += 1) {
    const step = path[at] as Path[number];
    value = child(value, step);
    mask = child(mask, step);
    sensitive = sensitive === true ? true : child(sensitive, step);
    marked ||= sensitive === true;
  }
  const why = mask === undefined ? undefined : firstUnknown(mask);
  if (why !== undefined) {
    const reason = typeof why === 'string' ? why : `known after apply: ${resource.address}.${formatPath(path)}`;
    return unknown(reason, marked ? { sensitive: true } : {});
  }
  return value === undefined || value === null ? absent : known(value, marked);
}

/** True where any part of a resource's values is unknown. */
export function hasUnknown(resource: Resource): boolean {
  return firstUnknown(resource.unknown) !== undefined;
}

/** A mask is true, or the reason, where a value is unknown. */
function isUnknown(mask: Json | undefined): mask is true | string {
  return mask === true || typeof mask === 'string';
}

function child(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof step === 'string') return property(value, step);
  return Array.isArray(value) ? value[step] : undefined;
}

function firstUnknown(mask: Json): true | string | undefined {
  const rest: Json[] = [mask];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (isUnknown(next)) return next;
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) rest.push(part);
  }
  return undefined;
}

function formatPath(path: Path): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
}

/** The attribute when it is text (`""` is absent, as the AWS provider means it); anything else is absent. */
export function textAttribute(resource: Resource, ...path: Path): Value<string> {
  const value = attribute(resource, path);
  if (value.kind === 'unknown') return unknown(value.reason, value.sensitive === true ? { sensitive: true } : {});
  return value.kind === 'known' && typeof value.value === 'string' && value.value !== ''
    ? (value as Known<string>)
    : absent;
}

/** The attribute when it is a list of texts; anything else is absent. */
export function listAttribute(resource: Resource, ...path: Path): Value<readonly string[]> {
  const value = attribute(resource, path);
  if (value.kind === 'unknown') return unknown(value.reason, value.sensitive === true ? { sensitive: true } : {});
  if (value.kind === 'absent' || !Array.isArray(value.value)) return absent;
  return known(
    value.value.filter((entry) => typeof entry === 'string'),
    value.sensitive,
  );
}

/** The attribute when it is a number, or text that spells one; anything else is absent. */
export function numberAttribute(resource: Resource, ...path: Path): Value<number> {
  const value = attribute(resource, path);
  if (value.kind === 'unknown') return unknown(value.reason, value.sensitive === true ? { sensitive: true } : {});
  if (value.kind === 'known' && Number.isSafeInteger(value.value)) return value as Known<number>;
  const number =
    value.kind === 'known' && (typeof value.value === 'number' || spellsNumber(value.value))
      ? Number(value.value)
      : Number.NaN;
  return value.kind === 'known' && Number.isSafeInteger(number) ? known(number, value.sensitive) : absent;
}

function spellsNumber(value: Json): boolean {
  return typeof value === 'string' && /^\d{1,16}$/.test(value);
}
