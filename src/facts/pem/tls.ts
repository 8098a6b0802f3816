import type { Resource } from '../../model/plan.js';
import { absent, flatMapValue, known, mapValue, unknown, type Value } from '../../model/value.js';
import { listAttribute, numberAttribute, textAttribute } from '../../resolve/index.js';
import type { FactContext, PemFacts, PemSource } from '../sources.js';

/** Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/private_key */
const privateKey: PemSource = {
  mode: 'managed',
  type: 'tls_private_key',
  attributes: {
    private_key_pem: 'privateKey',
    private_key_pem_pkcs8: 'privateKey',
    private_key_openssh: 'openSshKey',
    public_key_pem: 'publicKey',
    public_key_openssh: 'nothing',
    public_key_fingerprint_md5: 'nothing',
    public_key_fingerprint_sha256: 'nothing',
    id: 'nothing',
  },
  describe: (_context, resource) => ({
    keyAlgorithm: keyAlgorithm(resource),
    domainNames: absent,
    selfSigned: absent,
    notBefore: absent,
    notAfter: absent,
    daysUntilExpiry: absent,
    keyIdentity: `made by ${resource.address}`,
    assuming: null,
    trace: [resource.address],
  }),
};

/** The key of a request is the one it was made with. Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/cert_request */
const request: PemSource = {
  mode: 'managed',
  type: 'tls_cert_request',
  nestedBlocks: { subject: 'list' },
  attributes: { cert_request_pem: 'request', key_algorithm: 'nothing', id: 'nothing' },
  describe: (context, resource) => plannedPem(context, resource, 'private_key_pem', requestedNames(resource)),
};

/** Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/self_signed_cert */
const selfSigned: PemSource = {
  ...request,
  type: 'tls_self_signed_cert',
  attributes: {
    cert_pem: 'certificate',
    key_algorithm: 'nothing',
    validity_start_time: 'nothing',
    validity_end_time: 'nothing',
    id: 'nothing',
  },
};

/** Source: https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/locally_signed_cert */
const locallySigned: PemSource = {
  mode: 'managed',
  type: 'tls_locally_signed_cert',
  attributes: { ...selfSigned.attributes, ca_key_algorithm: 'nothing' },
  describe: (context, resource) => plannedPem(context, resource, 'cert_request_pem', namesInRequest(context, resource)),
};

/** What provider `tls` makes. */
export default [privateKey, request, selfSigned, locallySigned];

const CURVES: Readonly<Record<string, string>> = {
  P224: 'EC_secp224r1',
  P256: 'EC_prime256v1',
  P384: 'EC_secp384r1',
  P521: 'EC_secp521r1',
};

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

/** The SAN, else the CN, of a certificate or a request. */
function requestedNames(resource: Resource): Value<readonly string[]> {
  const names = listAttribute(resource, 'dns_names');
  if (names.kind === 'unknown' || (names.kind === 'known' && names.value.length > 0)) return names;
  const commonName = textAttribute(resource, 'subject', 0, 'common_name');
  return commonName.kind === 'absent' ? known([]) : mapValue(commonName, (name) => [name]);
}

function namesInRequest(context: FactContext, resource: Resource): Value<readonly string[]> {
  const [origin, ...others] = context.resolver.traceAttribute(resource, 'cert_request_pem');
  const found = origin?.kind === 'attribute' && others.length === 0 ? origin.resource : undefined;
  return found?.type === request.type
    ? requestedNames(found)
    : unknown(`the request behind ${resource.address} is not in the plan`);
}

/** A request is signed by nobody yet. What is signed locally may be signed with a key that is also its own, which nobody does. */
function selfSignedBy({ type }: Resource): Value<boolean> {
  return type === request.type ? absent : known(type === selfSigned.type);
}

/**
 * A certificate or a request that will be made at apply: its life begins then, so only its length is known.
 * `key` names the attribute that leads to its private key.
 */
function plannedPem(
  context: FactContext,
  resource: Resource,
  key: string,
  domainNames: Value<readonly string[]>,
): Omit<PemFacts, 'holds'> {
  const pem = context.pem(resource, key);
  const date = (name: string): Value<string> => {
    const value = textAttribute(resource, name);
    return value.kind === 'absent' ? unknown(`set when ${resource.address} is made`) : value;
  };
  return {
    keyAlgorithm: pem?.keyAlgorithm ?? unknown(`the key behind ${resource.address}.${key} is not in the plan`),
    domainNames,
    selfSigned: selfSignedBy(resource),
    notBefore: date('validity_start_time'),
    notAfter: date('validity_end_time'),
    daysUntilExpiry: mapValue(numberAttribute(resource, 'validity_period_hours'), (hours) => Math.floor(hours / 24)),
    keyIdentity: pem?.keyIdentity,
    issuerIdentity: context.pem(resource, 'ca_cert_pem')?.certificateIdentity,
    signedBy:
      resource.type === selfSigned.type ? pem?.keyIdentity : context.pem(resource, 'ca_private_key_pem')?.keyIdentity,
    assuming: pem?.assuming ?? null,
    trace: [resource.address, ...(pem?.trace ?? [])],
  };
}
