import type { PemSource } from './pem-of.js';
import { plannedTlsCertificate, requestedNames } from './tls-certificate.js';

/** A certificate signing request: the key is the one it was made with. Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/cert_request */
export default {
  mode: 'managed',
  type: 'tls_cert_request',
  attributes: ['cert_request_pem'],
  describe: (context, resource) =>
    plannedTlsCertificate(context, resource, 'private_key_pem', requestedNames(resource)),
} satisfies PemSource;
