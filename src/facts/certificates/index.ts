import type { CertificateSource } from '../sources.js';
import awsAcmCertificate from './aws-acm-certificate.js';
import awsAcmCertificateValidation from './aws-acm-certificate-validation.js';
import awsIamServerCertificates from './aws-iam-server-certificate.js';
import dataAwsAcmCertificate from './data-aws-acm-certificate.js';

/** Every resource type that people name as a listener's certificate. */
export const certificateSources: readonly CertificateSource[] = [
  awsAcmCertificate,
  dataAwsAcmCertificate,
  awsAcmCertificateValidation,
  ...awsIamServerCertificates,
];
