import type { CertificateFacts } from '../../model/facts.js';
import { absent, known, unknown, type Value } from '../../model/value.js';

/** A listener without a certificate: it has no field of one. */
export const noCertificate: CertificateFacts = { ...filledWith(absent), source: known('none') };

/** What a listener names in the place of a certificate, where that is neither ACM's nor IAM's. */
export const otherCertificate: CertificateFacts = { ...filledWith(absent), source: known('other') };

/** A certificate of which nothing is known, for one reason. */
export function unknownCertificate(reason: string, remedy?: string): CertificateFacts {
  return filledWith(unknown(reason, remedy === undefined ? {} : { remedy }));
}

function filledWith(value: Value<never>): CertificateFacts {
  return {
    source: value,
    arn: value,
    region: value,
    partition: value,
    account: value,
    address: value,
    origin: value,
    exists: value,
    type: value,
    keyAlgorithm: value,
    domainNames: value,
    notBefore: value,
    notAfter: value,
    daysUntilExpiry: value,
    renewal: value,
    issuance: value,
    inUse: value,
    keyMatches: value,
    chain: value,
    action: value,
    alternatives: null,
  };
}
