import type { Resource } from '../../model/plan.js';
import type { FactContext } from '../fact-context.js';
import type { TracedCertificate } from './certificate-source.js';
import { certificateSources } from './index.js';

const described = new WeakMap<FactContext, Map<Resource, TracedCertificate | undefined>>();

/** The certificate that a resource is; undefined for a resource that is none. Many listeners may ask for the same one. */
export function describeCertificate(context: FactContext, resource: Resource): TracedCertificate | undefined {
  const before = described.get(context) ?? new Map<Resource, TracedCertificate | undefined>();
  described.set(context, before);
  if (!before.has(resource)) {
    const source = certificateSources.find(({ mode, type }) => mode === resource.mode && type === resource.type);
    before.set(resource, source?.describe(context, resource));
  }
  return before.get(resource);
}
