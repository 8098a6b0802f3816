import { parseArn } from '../../model/arn.js';
import type { CertificateFacts, CertificateSource } from '../../model/facts.js';
import { absent, type Known, known, knownOr, unknown } from '../../model/value.js';
import { otherCertificate } from './blank.js';

const REMEDY = 'give --live, or manage the certificate in this configuration';

/** A certificate of which the plan knows nothing but the text that names it. */
export function literalCertificate(text: Known<string>): CertificateFacts {
  const arn = parseArn(text.value);
  const source = sourceOf(text.value);
  if (source === 'other') return otherThanCertificate(text);
  const elsewhere = unknown<never>(`the plan has only the ARN of the certificate`, { remedy: REMEDY });
  return {
    source: known(source),
    arn: text,
    region: source === 'acm' ? knownOr(arn?.region) : absent,
    partition: knownOr(arn?.partition),
    account: known(arn?.account ?? '', text.sensitive),
    address: absent,
    origin: known('literal'),
    exists: elsewhere,
    type: source === 'iam' ? known('uploaded') : elsewhere,
    keyAlgorithm: elsewhere,
    domainNames: elsewhere,
    notBefore: elsewhere,
    notAfter: elsewhere,
    daysUntilExpiry: elsewhere,
    renewal: source === 'iam' ? known('manual') : elsewhere,
    issuance: source === 'iam' ? absent : elsewhere,
    inUse: source === 'iam' ? absent : elsewhere,
    keyMatches: absent,
    chain: absent,
    action: absent,
    alternatives: null,
  };
}

/** Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
function sourceOf(text: string): CertificateSource {
  const arn = parseArn(text);
  if (arn?.service === 'acm' && /^certificate\/./.test(arn.resource)) return 'acm';
  if (arn?.service === 'iam' && /^server-certificate\/./.test(arn.resource)) return 'iam';
  return 'other';
}

/** Text that names no certificate. A private key that landed here by mistake is not shown. */
function otherThanCertificate(text: Known<string>): CertificateFacts {
  const arn = parseArn(text.value);
  const shown = /-----BEGIN/.test(text.value) ? known(text.value, true) : text;
  return {
    ...otherCertificate,
    arn: shown,
    region: knownOr(arn?.region === '' ? undefined : arn?.region),
    partition: knownOr(arn?.partition),
    account: arn === undefined || arn.account === '' ? absent : known(arn.account, text.sensitive),
    origin: known('literal'),
  };
}
