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

/**
 * Certificates by the ARN that they have, or had before the plan deletes or replaces them. What stays wins over what
 * goes, and both over a lookup: it saw the certificate before the plan deletes it, and tells less of it.
 */
export function indexArns(plan: Plan): ArnIndex {
  const entries = new Map<string, ArnEntry>();
  for (const resource of plan.resources) {
    if (!certificateTypes.has(resource.type)) continue;
    for (const [arn, entry] of arnsOf(resource)) {
      const other = entries.get(arn);
      if (other === undefined || rank(entry) > rank(other)) entries.set(arn, entry);
    }
  }
  return entries;
}

function arnsOf(resource: Resource): readonly (readonly [arn: string, entry: ArnEntry])[] {
  const arn = textAttribute(resource, 'arn');
  if (arn.kind === 'known') return [[arn.value, { resource, goes: resource.action === 'delete' }]];
  const before = resource.action === 'replace' ? resource.before?.['arn'] : undefined;
  if (typeof before !== 'string') return [];
  return [[before, { resource: { ...resource, ...asBefore(resource) }, goes: true }]];
}

function rank({ resource, goes }: ArnEntry): number {
  if (resource.mode === 'data') return 0;
  return goes ? 1 : 2;
}

function asBefore(resource: Resource): Partial<Resource> {
  return { action: 'delete', values: resource.before ?? {}, unknown: {} };
}
