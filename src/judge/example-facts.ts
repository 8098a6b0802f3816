import { exampleOf } from '../model/facts/table.js';
import {
  type CertificateFacts,
  type DeployerFacts,
  type ListenerFacts,
  noCertificate,
  otherCertificate,
  SUBJECT_FACTS,
  unknownCertificate,
} from '../model/facts.js';
import type { Json } from '../model/json.js';
import { absent, known, type Value } from '../model/value.js';

/** What tells a sound certificate of IAM from one of ACM. */
const IAM_EXAMPLE = {
  source: known('iam'),
  arn: known('arn:aws:iam::123456789012:server-certificate/site'),
  region: absent,
  address: known('aws_iam_server_certificate.site'),
  type: known('uploaded'),
  renewal: known('manual'),
  issuance: absent,
  inUse: absent,
  keyMatches: known(true),
  chain: known('ordered'),
} as const satisfies Partial<CertificateFacts>;

/** The certificate that an example starts from: a sound one of its source; all unknown where the source is. */
export function exampleCertificate(source: Json | undefined): CertificateFacts {
  const { certificate } = exampleOf(SUBJECT_FACTS.listener.facts);
  const acm = { ...certificate, alternatives: null };
  switch (source) {
    case undefined:
    case 'acm':
      return acm;
    case 'iam':
      return { ...acm, ...IAM_EXAMPLE };
    case 'other':
      return { ...otherCertificate, arn: known('arn:aws:s3:::certificates') };
    case 'none':
      return noCertificate;
    default:
      return unknownCertificate('known after apply');
  }
}

/** What an example leaves unsaid of a listener: HTTPS on port 443, with a certificate that breaks no policy. */
export function exampleListener(certificate: CertificateFacts, secure: Value<boolean>): ListenerFacts {
  return { ...exampleOf(SUBJECT_FACTS.listener.facts), certificate, secure };
}

/** What an example leaves unsaid of a deployer. */
export const exampleDeployer: DeployerFacts = exampleOf(SUBJECT_FACTS.deployer.facts);
