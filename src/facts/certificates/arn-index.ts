import type { Plan, Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';
import { certificateTypes } from './certificate-types.js';

/** A certificate that the plan knows by its ARN. */
export interface ArnEntry {
  readonly resource: Resource;
  /** True where the plan deletes or replaces what has this ARN now. */
  readonly goes: boolean;
}

export type ArnIndex = ReadonlyMap<string, ArnEntry>;

/** Certificates by the ARN that they have, or had before the plan deletes or replaces them. What stays wins over what goes. */
export function indexArns(plan: Plan): ArnIndex {
  const entries = new Map<string, ArnEntry>();
  for (const resource of plan.resources) {
    if (!certificateTypes.has(resource.type)) continue;
    const arn = textAttribute(resource, 'arn');
    const goes = resource.action === 'delete';
    if (arn.kind === 'known' && (!goes || !entries.has(arn.value))) entries.set(arn.value, { resource, goes });
    const before = resource.action === 'replace' ? resource.before?.['arn'] : undefined;
    if (typeof before === 'string' && !entries.has(before))
      entries.set(before, { resource: { ...resource, ...asBefore(resource) }, goes: true });
  }
  return entries;
}

function asBefore(resource: Resource): Partial<Resource> {
  return { action: 'delete', values: resource.before ?? {}, unknown: {} };
}
