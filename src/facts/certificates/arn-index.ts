import type { Plan, Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';
import { type ArnEntry, type ArnIndex, type FactSources, sourceOf } from '../sources.js';

/**
 * Certificates by the ARN, or the id, that they have, or had before the plan deletes or replaces them. What stays wins over what
 * goes, and both over a lookup: it saw the certificate before the plan deletes it, and tells less of it.
 */
export function indexArns(sources: FactSources, plan: Plan, named: 'arn' | 'id' = 'arn'): ArnIndex {
  const entries = new Map<string, ArnEntry>();
  for (const resource of plan.resources) {
    if (sourceOf(sources.certificates, resource)?.arnAttributes.includes(named) !== true) continue;
    const found = entryOf(resource, named);
    const other = found && entries.get(found.arn);
    if (found !== undefined && (other === undefined || rank(found.entry) > rank(other))) {
      entries.set(found.arn, found.entry);
    }
  }
  return entries;
}

function entryOf(
  resource: Resource,
  named: 'arn' | 'id',
): { readonly arn: string; readonly entry: ArnEntry } | undefined {
  const arn = textAttribute(resource, named);
  if (arn.kind === 'known') return { arn: arn.value, entry: { resource, goes: resource.action === 'delete' } };
  const before = resource.action === 'replace' ? resource.before?.[named] : undefined;
  if (typeof before !== 'string') return undefined;
  const asBefore: Resource = { ...resource, action: 'delete', values: resource.before ?? {}, unknown: {} };
  return { arn: before, entry: { resource: asBefore, goes: true } };
}

function rank({ resource, goes }: ArnEntry): number {
  if (resource.mode === 'data') return 0;
  return goes ? 1 : 2;
}
