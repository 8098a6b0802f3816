import type { PemSource } from './pem-of.js';
import { plannedTlsCertificate, requestedNames } from './tls-certificate.js';

/** Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/self_signed_cert */
export default {
  mode: 'managed',
  type: 'tls_self_signed_cert',
  attributes: ['cert_pem'],
  describe: (context, resource) =>
    plannedTlsCertificate(context, resource, 'private_key_pem', requestedNames(resource)),
} satisfies PemSource;
