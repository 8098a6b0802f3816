import { parseAddress } from '../../model/address.js';
import type { Resource } from '../../model/plan.js';
import { type AttributeOrigin, blockOf, type Origin, type Resolver } from '../../resolve/index.js';

/** The resources of some types that unknown text comes from, and whether it may come from anything else. */
export interface Sources {
  readonly resources: readonly Resource[];
  readonly open: boolean;
}

/** What the unknown part of an attribute comes from. Without origins there is no saying. */
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
 * block besides, it means that block's instance of the same key.
 */
export function originsAt(resolver: Resolver, resource: Resource, attribute: string): readonly Origin[] {
  const origins = resolver.traceAttribute(resource, attribute);
  const references = blockOf(resolver.plan, resource)?.block.body.expression(attribute)?.references ?? [];
  const others = references.filter((reference) => !KEYS.has(reference) && reference !== 'each');
  const byKey = references.some((reference) => KEYS.has(reference));
  if (!byKey || new Set(others.map(blockNamed)).size !== 1) return origins;
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
