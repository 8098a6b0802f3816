import type { Resource } from '../../model/plan.js';
import { known, mapValue, unknown, type Value } from '../../model/value.js';
import { listAttribute, textAttribute } from '../../resolve/index.js';
import type { PemSource } from '../sources.js';
import { unknownPem } from './pem.js';

/** Source: https://registry.terraform.io/providers/vancluever/acme/latest/docs/resources/certificate#key_type */
const KEY_TYPES: Readonly<Record<string, string>> = {
  P256: 'EC_prime256v1',
  P384: 'EC_secp384r1',
};

/** Source: https://registry.terraform.io/providers/vancluever/acme/latest/docs/resources/certificate#issuer_pem */
const ISSUER = 'issuer_pem';

/** The key of whoever issues them: several certificates may well have one issuer, so that their keys are not told apart. */
const ISSUER_KEY = 'made by an ACME issuer';

export default {
  mode: 'managed',
  type: 'acme_certificate',
  attributes: {
    certificate_pem: 'certificate',
    [ISSUER]: 'certificate',
    private_key_pem: 'privateKey',
    private_key_pem_pkcs8: 'privateKey',
    certificate_p12: 'nothing',
    certificate_url: 'nothing',
    certificate_domain: 'nothing',
    certificate_serial: 'nothing',
    certificate_not_after: 'nothing',
    id: 'nothing',
  },
  describe(context, resource, attribute) {
    const issuer = `the issuer of ${resource.address}`;
    if (attribute === ISSUER) {
      return {
        ...unknownPem(`${issuer} is not in the plan`),
        keyIdentity: ISSUER_KEY,
        certificateIdentity: issuer,
      };
    }
    const request = textAttribute(resource, 'certificate_request_pem');
    const pem = request.kind === 'absent' ? undefined : context.pem(resource, 'certificate_request_pem');
    const untraced: Value<string> = unknown(`the request behind ${resource.address} is not in the plan`);
    return {
      keyAlgorithm: request.kind === 'absent' ? keyAlgorithm(resource) : (pem?.keyAlgorithm ?? untraced),
      domainNames: domainNames(resource),
      selfSigned: known(false),
      notBefore: unknown(`set when ${resource.address} is issued`),
      notAfter: textAttribute(resource, 'certificate_not_after'),
      daysUntilExpiry: unknown(`set when ${resource.address} is issued`),
      keyIdentity: request.kind === 'absent' ? `made by ${resource.address}` : pem?.keyIdentity,
      issuerIdentity: issuer,
      signedBy: ISSUER_KEY,
      assuming: pem?.assuming ?? null,
      trace: [resource.address, ...(pem?.trace ?? [])],
    };
  },
} as const satisfies PemSource;

function keyAlgorithm(resource: Resource): Value<string> {
  const type = textAttribute(resource, 'key_type');
  return mapValue(type.kind === 'absent' ? known('2048') : type, (name) => KEY_TYPES[name] ?? `RSA_${name}`);
}

function domainNames(resource: Resource): Value<readonly string[]> {
  const names = listAttribute(resource, 'subject_alternative_names');
  if (names.kind === 'unknown') return names;
  const others = names.kind === 'known' ? names.value : [];
  const commonName = textAttribute(resource, 'common_name');
  return commonName.kind === 'absent' ? known(others) : mapValue(commonName, (name) => [...new Set([name, ...others])]);
}
