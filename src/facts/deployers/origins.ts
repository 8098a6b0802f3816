import type { Resource } from '../../model/plan.js';
import type { AttributeOrigin, Origin } from '../../resolve/index.js';

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
