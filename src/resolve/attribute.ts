import type { Step } from '../model/address.js';
import { type Arn, parseArn } from '../model/arn.js';
import { type Json, property } from '../model/json.js';
import type { Resource } from '../model/plan.js';
import { absent, flatMapValue, type Known, known, knownOr, unknown, type Value } from '../model/value.js';

/** The way to a part of a value: names of attributes, keys of maps, indexes of lists. */
export type Path = readonly (string | number)[];

/** The path that the steps of a reference spell. */
export function pathOf(steps: readonly Step[]): Path {
  return steps.map((step) => (step.kind === 'name' ? step.name : step.key));
}

/** The part of a value at a path; undefined where there is none. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce(partAt, value);
}

function partAt(value: Json | undefined, step: string | number): Json | undefined {
  return typeof step === 'number' && Array.isArray(value) ? value[step] : property(value, String(step));
}

/** What a resource's attribute will be after apply; null and missing alike are absent. */
export function attribute(resource: Resource, path: Path): Value<Json> {
  let value: Json | undefined = resource.values;
  let mask: Json | undefined = resource.unknown;
  let sensitive: Json | undefined = resource.sensitive;
  for (const step of path) {
    if (isUnknown(mask)) break;
    value = partAt(value, step);
    mask = partAt(mask, step);
    sensitive = sensitive === true || partAt(sensitive, step);
  }
  const why = firstUnknown(mask);
  if (why !== undefined) {
    const reason = why === true ? `known after apply: ${resource.address}.${formatPath(path)}` : why;
    return unknown(reason, sensitive === true ? { sensitive } : {});
  }
  return value === undefined || value === null ? absent : known(value, sensitive === true);
}

/** True where any part of a resource's values is unknown. */
export function hasUnknown(resource: Resource): boolean {
  return firstUnknown(resource.unknown) !== undefined;
}

/** A mask is true, or the reason, where a value is unknown. */
function isUnknown(mask: Json | undefined): mask is true | string {
  return mask === true || typeof mask === 'string';
}

/** Without recursion, because a mask nests as deep as its input. */
function firstUnknown(mask: Json | undefined): true | string | undefined {
  const rest = [mask];
  while (rest.length > 0) {
    const next = rest.pop();
    if (isUnknown(next)) return next;
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) rest.push(part);
  }
  return undefined;
}

function formatPath(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '');
}

/** The attribute when it is text (`""` is absent, as the AWS provider means it); anything else is absent. */
export function textAttribute(resource: Resource, ...path: Path): Value<string> {
  return flatMapValue(attribute(resource, path), (value) => {
    return knownOr(typeof value === 'string' && value !== '' ? value : undefined);
  });
}

/** The attribute when it is a list of texts; anything else is absent. */
export function listAttribute(resource: Resource, ...path: Path): Value<readonly string[]> {
  return flatMapValue(attribute(resource, path), (value) => {
    return knownOr(Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : undefined);
  });
}

/** Those elements of a list or a set of texts that are known, where not all are. */
export function knownElements(resource: Resource, ...path: Path): readonly string[] {
  const [value, mask] = [valueAt(resource.values, path), valueAt(resource.unknown, path)];
  if (!Array.isArray(value) || isUnknown(mask)) return [];
  return value.filter((one, at) => typeof one === 'string' && !isUnknown(valueAt(mask, [at])));
}

/** The attribute when it is a number, or text that spells one; anything else is absent. */
export function numberAttribute(resource: Resource, ...path: Path): Value<number> {
  return flatMapValue(attribute(resource, path), (value) => {
    const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
    return knownOr(typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined);
  });
}

/** A part of a resource's ARN, where that is known and has it. A resource that is replaced gets a new ARN. */
export function partOfArn(resource: Resource, part: keyof Arn): Known<string> | undefined {
  const arn = textAttribute(resource, 'arn');
  const text = arn.kind === 'known' ? parseArn(arn.value)?.[part] : undefined;
  return arn.kind === 'known' && text !== undefined && text !== '' ? known(text, arn.sensitive) : undefined;
}
