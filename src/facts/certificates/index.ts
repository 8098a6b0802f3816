import acmCertificate from './acm-certificate.js';
import acmCertificateLookup from './acm-certificate-lookup.js';
import type { CertificateSource } from './certificate-source.js';
import { iamLookup, iamUpload } from './iam-server-certificate.js';

/** Every resource type that a listener's certificate can come from. */
export const certificateSources: readonly CertificateSource[] = [
  acmCertificate,
  acmCertificateLookup,
  iamLookup,
  iamUpload,
];
