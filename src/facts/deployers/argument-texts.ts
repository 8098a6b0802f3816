import { type InstanceKey, parseAddress } from '../../model/address.js';
import { arrayOf, type Json, property } from '../../model/json.js';
import type { Expression, Plan, Resource } from '../../model/plan.js';
import { type Known, known, unknown } from '../../model/value.js';
import {
  type AttributeOrigin,
  argumentOf,
  attribute,
  blockOf,
  type Origin,
  type Path,
  type Resolver,
  type Scope,
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
 * Everything that sets an attribute of a resource. Where an instance of a block names the instance of the same key of
 * another block, it is that one alone.
 */
export function originsAt(resolver: Resolver, resource: Resource, attribute: string): readonly Origin[] {
  const origins = resolver.traceAttribute(resource, attribute);
  const { block, scope } = blockOf(resolver.plan, resource) ?? {};
  const key = scope && keyMeant(resolver.plan, block?.body.expression(attribute), scope);
  if (key === undefined) return origins;
  const own = origins.filter((origin) => keysOf(origin).includes(key));
  return own.length > 0 ? own : origins;
}

/**
 * The key of the instance that an expression is about: `each.value` and nothing else, or `each.key` or `count.index` and
 * one block besides, also where it is the argument of a module.
 */
function keyMeant(plan: Plan, expression: Expression | undefined, scope: Scope): InstanceKey {
  const references = expression?.references ?? [];
  const [reference = '', ...more] = references;
  const variable = more.length === 0 ? /^var\.([\w-]+)$/.exec(reference)?.[1] : undefined;
  if (variable !== undefined) {
    const argument = argumentOf(plan, scope.module, variable);
    return argument && keyMeant(plan, argument.expression, argument.scope);
  }
  const isEachValue = (text: string) => /^each(?:\.value\b|$)/.test(text);
  if (references.length > 0 && references.every(isEachValue)) {
    const namesInstances = scope.forEach?.references.some((text) => text.includes('[')) === true;
    return namesInstances ? undefined : scope.key;
  }
  const others = references.filter((text) => !KEYS.has(text) && text !== 'each');
  return others.length < references.length && new Set(others.map(blockNamed)).size === 1 ? scope.key : undefined;
}

const KEYS: ReadonlySet<string> = new Set(['each.key', 'count.index']);

/** The block that a reference names: `aws_iam_role.ci` or `data.aws_iam_policy_document.ci`. */
function blockNamed(reference: string): string {
  const [first = '', ...rest] = reference.split(/[.[]/);
  return [first, ...rest].slice(0, first === 'data' ? 3 : 2).join('.');
}

/** The keys of the first instance on the way to an origin, and of the modules around it. */
function keysOf({ via }: Origin): readonly InstanceKey[] {
  const [instance] = via.flatMap((text) => parseAddress(text) ?? []);
  return instance === undefined ? [] : [...instance.module.map(({ key }) => key), instance.key];
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
