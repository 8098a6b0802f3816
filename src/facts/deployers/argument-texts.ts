import { parseAddress } from '../../model/address.js';
import { arrayOf, type Json, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { type Known, known, unknown } from '../../model/value.js';
import {
  type AttributeOrigin,
  attribute,
  blockOf,
  type Origin,
  type Path,
  type Resolver,
} from '../../resolve/index.js';
import type { PolicyText } from '../iam/document.js';

/** The resources that unknown text comes from, and whether it may come from anything else. */
export interface Sources {
  readonly resources: readonly Resource[];
  readonly open: boolean;
}

/** The wanted resources that the unknown part of an argument comes from. Without origins it may come from anything. */
export function sourcesAmong(origins: readonly Origin[], wanted: (resource: Resource) => boolean): Sources {
  const unsettled = origins.filter((origin) => origin.kind !== 'known');
  const resources = unsettled.flatMap((origin) => (isFrom(origin, wanted) ? [origin.resource] : []));
  return {
    resources: [...new Set(resources)],
    open: unsettled.length === 0 || unsettled.some((origin) => !isFrom(origin, wanted)),
  };
}

function isFrom(
  origin: Origin,
  wanted: (resource: Resource) => boolean,
): origin is AttributeOrigin & { readonly resource: Resource } {
  return origin.kind === 'attribute' && origin.resource !== undefined && wanted(origin.resource);
}

/**
 * Everything that sets an attribute of a resource. Where the expression is about `each.key` or `count.index` and one
 * block besides, it means that block's instance of the same key; so it does where it is about `each.value`.
 */
export function originsAt(resolver: Resolver, resource: Resource, attribute: string): readonly Origin[] {
  const origins = resolver.traceAttribute(resource, attribute);
  const references = blockOf(resolver.plan, resource)?.block.body.expression(attribute)?.references ?? [];
  const others = references.filter((reference) => !KEYS.has(reference) && reference !== 'each');
  const byKey = references.some((reference) => KEYS.has(reference));
  const byValue = references.length > 0 && references.every((reference) => /^each(?:\.value\b|$)/.test(reference));
  if (!byValue && (!byKey || new Set(others.map(blockNamed)).size !== 1)) return origins;
  const own = origins.filter((origin) => keyOf(origin) === JSON.stringify(resource.key));
  return own.length === 1 ? own : origins;
}

const KEYS: ReadonlySet<string> = new Set(['each.key', 'count.index']);

/** The block that a reference names: `aws_iam_role.ci` or `data.aws_iam_policy_document.ci`. */
function blockNamed(reference: string): string {
  const [first = '', ...rest] = reference.split(/[.[]/);
  return [first, ...rest].slice(0, first === 'data' ? 3 : 2).join('.');
}

function keyOf({ via }: Origin): string | undefined {
  const last = via.length === 1 ? parseAddress(via[0] ?? '') : undefined;
  return last === undefined ? undefined : JSON.stringify(last.key);
}

/** The texts in a list or of a single text, each known or not. */
export function textsAt(resource: Resource, ...path: Path): readonly PolicyText[] {
  const value = attribute(resource, path);
  if (value.kind === 'absent') return [];
  if (value.kind === 'known') {
    const list = typeof value.value === 'string' ? [value.value] : arrayOf(value.value);
    return list.flatMap((text) => (typeof text === 'string' && text !== '' ? [known(text, value.sensitive)] : []));
  }
  const count = countAt(resource, path);
  if (count === 0) return [unknown(value.reason)];
  return Array.from({ length: count }, (_, at) => {
    const element = attribute(resource, [...path, at]);
    if (element.kind === 'unknown') return unknown(element.reason);
    const text = element.kind === 'known' && typeof element.value === 'string' ? element.value : '';
    return known(text, element.kind === 'known' && element.sensitive);
  });
}

/** The texts of an argument, sorted by whether they are known. */
export interface SortedTexts {
  readonly known: readonly Known<string>[];
  /** How many are unknown. */
  readonly missing: number;
  /** Why the first of those is. */
  readonly reason: string;
}

export function sortedTexts(resource: Resource, ...path: Path): SortedTexts {
  const texts = textsAt(resource, ...path);
  const known = texts.filter((text) => text.kind === 'known');
  const reason = texts.find((text) => text.kind === 'unknown')?.reason ?? '';
  return { known, missing: texts.length - known.length, reason };
}

/** How many elements a list has, known and unknown together; 0 where not even that is known. */
export function countAt(resource: Resource, path: Path): number {
  const value = path.reduce<Json | undefined>((outer, step) => {
    return typeof step === 'string' ? property(outer, step) : arrayOf(outer)[step];
  }, resource.values);
  return arrayOf(value).length;
}
