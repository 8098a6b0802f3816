import type { CertificateFacts } from '../../model/facts.js';
import { oneOf, type Value } from '../../model/value.js';

/** More certificates than this are not kept side by side for every listener: their fields still are what all agree on. */
const MOST_ALTERNATIVES = 64;

/** The certificate that is one of several: each field known where all agree, and the several kept side by side. */
export function eitherCertificate(certificates: readonly CertificateFacts[], reason: string): CertificateFacts {
  const [first] = certificates;
  if (first !== undefined && certificates.length === 1) return first;
  const either = <T>(of: (certificate: CertificateFacts) => Value<T>) => oneOf(certificates.map(of), reason);
  return {
    source: either((certificate) => certificate.source),
    arn: either((certificate) => certificate.arn),
    region: either((certificate) => certificate.region),
    partition: either((certificate) => certificate.partition),
    account: either((certificate) => certificate.account),
    address: either((certificate) => certificate.address),
    origin: either((certificate) => certificate.origin),
    exists: either((certificate) => certificate.exists),
    type: either((certificate) => certificate.type),
    keyAlgorithm: either((certificate) => certificate.keyAlgorithm),
    domainNames: either((certificate) => certificate.domainNames),
    notBefore: either((certificate) => certificate.notBefore),
    notAfter: either((certificate) => certificate.notAfter),
    daysUntilExpiry: either((certificate) => certificate.daysUntilExpiry),
    renewal: either((certificate) => certificate.renewal),
    issuance: either((certificate) => certificate.issuance),
    inUse: either((certificate) => certificate.inUse),
    keyMatches: either((certificate) => certificate.keyMatches),
    chain: either((certificate) => certificate.chain),
    action: either((certificate) => certificate.action),
    alternatives: certificates.length <= MOST_ALTERNATIVES ? certificates : null,
  };
}
