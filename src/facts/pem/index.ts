import acmeCertificate from './acme-certificate.js';
import type { PemSource } from './pem-of.js';
import tlsCertRequest from './tls-cert-request.js';
import tlsLocallySignedCert from './tls-locally-signed-cert.js';
import tlsPrivateKey from './tls-private-key.js';
import tlsSelfSignedCert from './tls-self-signed-cert.js';

/** Every resource type that makes PEM text. */
export const pemSources: readonly PemSource[] = [
  acmeCertificate,
  tlsCertRequest,
  tlsLocallySignedCert,
  tlsPrivateKey,
  tlsSelfSignedCert,
];
