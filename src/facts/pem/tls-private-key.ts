import type { Resource } from '../../model/plan.js';
import { absent, flatMapValue, known, mapValue, type Value } from '../../model/value.js';
import { numberAttribute, textAttribute } from '../../resolve/index.js';
import type { PemSource } from './pem-of.js';

/** Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/private_key */
const CURVES: Readonly<Record<string, string>> = {
  P224: 'EC_secp224r1',
  P256: 'EC_prime256v1',
  P384: 'EC_secp384r1',
  P521: 'EC_secp521r1',
};

export default {
  mode: 'managed',
  type: 'tls_private_key',
  attributes: ['private_key_pem', 'private_key_pem_pkcs8', 'private_key_openssh', 'public_key_pem'],
  describe: (_context, resource) => ({
    keyAlgorithm: keyAlgorithm(resource),
    domainNames: absent,
    notBefore: absent,
    notAfter: absent,
    daysUntilExpiry: absent,
    keyIdentity: `made by ${resource.address}`,
    trace: [resource.address],
  }),
} satisfies PemSource;

/** Both `rsa_bits` and `ecdsa_curve` have defaults in the plan, so the algorithm decides which one counts. */
function keyAlgorithm(resource: Resource): Value<string> {
  return flatMapValue(textAttribute(resource, 'algorithm'), (algorithm) => {
    if (algorithm === 'ED25519') return known('ED25519');
    if (algorithm === 'ECDSA') {
      const curve = textAttribute(resource, 'ecdsa_curve');
      return mapValue(curve.kind === 'absent' ? known('P224') : curve, (name) => CURVES[name] ?? `EC_${name}`);
    }
    const bits = numberAttribute(resource, 'rsa_bits');
    return mapValue(bits.kind === 'absent' ? known(2048) : bits, (size) => `RSA_${size}`);
  });
}
