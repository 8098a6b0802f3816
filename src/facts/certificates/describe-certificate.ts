import type { Resource } from '../../model/plan.js';
import type { FactContext } from '../fact-context.js';
import type { TracedCertificate } from './certificate-source.js';
import { certificateSources } from './index.js';

/** The certificate that a resource is; undefined for a resource that is none. */
export function describeCertificate(context: FactContext, resource: Resource): TracedCertificate | undefined {
  return certificateSources
    .find((source) => source.mode === resource.mode && source.type === resource.type)
    ?.describe(context, resource);
}
