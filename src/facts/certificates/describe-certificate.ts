import type { Mode } from '../../model/address.js';
import type { Resource } from '../../model/plan.js';
import type { FactContext } from '../fact-context.js';
import type { CertificateSource, TracedCertificate } from './certificate-source.js';
import { certificateSources } from './index.js';

export function sourceFor(mode: Mode, type: string): CertificateSource | undefined {
  return certificateSources.find((source) => source.mode === mode && source.type === type);
}

/** The certificate that a resource is; undefined for a resource that is none. */
export function describeCertificate(context: FactContext, resource: Resource): TracedCertificate | undefined {
  return sourceFor(resource.mode, resource.type)?.describe(context, resource);
}
