import type { Resource } from '../../model/plan.js';
import type { FactContext } from '../context.js';
import acmCertificate from './acm-certificate.js';
import acmCertificateLookup from './acm-certificate-lookup.js';
import type { CertificateSource, TracedCertificate } from './certificate.js';
import { iamLookup, iamUpload } from './iam-server-certificate.js';

/** Every resource type that a listener's certificate can come from. */
export const certificateSources: readonly CertificateSource[] = [
  acmCertificate,
  acmCertificateLookup,
  iamLookup,
  iamUpload,
];

/** The resource types, managed and data alike, whose ARN is a certificate's. */
export const certificateTypes: ReadonlySet<string> = new Set(['aws_acm_certificate', 'aws_iam_server_certificate']);

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
