import { parseArn } from '../../model/arn.js';
import { type CertificateFacts, certificateWith, otherCertificate } from '../../model/facts.js';
import { absent, type Known, known, knownOr, unknown } from '../../model/value.js';
import { ACM_KEY_ALGORITHMS } from '../services.js';
import type { FactContext, TracedCertificate } from '../sources.js';
import { NOT_MADE_HERE } from './certificate.js';

const MANAGE = 'manage the certificate in this configuration';
const REMEDY = `give --live, or ${MANAGE}`;

/** What a certificate that is only named has and lacks. */
const ofText = {
  origin: known('literal' as const),
  ...NOT_MADE_HERE,
  address: absent,
};

/** What every certificate of IAM has and lacks. */
const ofIam = {
  region: absent,
  type: known('uploaded' as const),
  renewal: known('manual' as const),
  issuance: absent,
  inUse: absent,
};

/** The certificate of this plan that has the ARN, or what the ARN alone tells. A sensitive ARN stays one, however plain the resource shows it. */
export function namedCertificate(context: FactContext, named: Known<string>): TracedCertificate {
  const entry = context.arns.get(named.value);
  const certificate = entry === undefined ? undefined : context.certificate(entry.resource);
  if (entry === undefined || certificate === undefined) {
    const facts = context.namedBy === 'iamId' ? certificateOfIamId(named) : certificateOfText(named);
    return { facts, trace: [] };
  }
  const { facts, trace } = certificate;
  const hidden = named.sensitive === true && facts.account.kind === 'known';
  return {
    facts: {
      ...facts,
      arn: context.namedBy === 'iamId' ? facts.arn : named,
      account: hidden ? known(facts.account.value, true) : facts.account,
      action: entry.goes ? known('delete') : facts.action,
    },
    trace,
  };
}

/**
 * What an ARN of a certificate looks like: one of ACM has a Region, one of IAM has none, both have an account. A name in
 * IAM is of letters, digits and `_+=,.@-`, a path may have any visible character of ASCII.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServerCertificateMetadata.html
 */
const CERTIFICATE_ARNS = [
  /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
  /^arn:aws[a-z-]*:iam::\d{12}:server-certificate\/(?:[!-)+->@-~]*\/)*[\w+=,.@-]+$/,
];

export function isCertificateArn(text: string): boolean {
  return CERTIFICATE_ARNS.some((pattern) => pattern.test(text)) && !text.endsWith('\n');
}

/**
 * A server certificate that is named by its id in IAM, as CloudFront wants it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
function certificateOfIamId(id: Known<string>): CertificateFacts {
  if (!/^ASC[A-Z0-9]{13,125}$/.test(id.value)) return certificateOfOtherText(id);
  const notTold = unknown<never>('the plan has only the id of the certificate', { remedy: MANAGE });
  return certificateWith(notTold, { ...ofText, source: known('iam'), ...ofIam });
}

/**
 * A certificate of which only the beginning of its ARN is known, and perhaps whether the whole is one of a certificate.
 */
export function certificateOfPrefix(
  prefix: string,
  reason: string,
  isWellFormed: boolean | undefined,
): CertificateFacts {
  const rest = unknown<never>(reason, { remedy: REMEDY });
  if (isWellFormed === false) return { ...otherCertificate, arn: rest };
  // The last part may go on.
  const [arn = '', partition, service, region = '', account, resource] = prefix
    .split(':')
    .slice(0, isWellFormed === true ? undefined : -1);
  if (prefix !== '' && !'arn:'.startsWith(prefix.slice(0, 4))) return { ...otherCertificate, arn: rest };
  if (arn !== 'arn' || service === undefined) return certificateWith(rest);
  if (service !== 'acm' && service !== 'iam') return { ...otherCertificate, arn: rest };
  const isOther =
    resource !== undefined &&
    !(service === 'acm' ? 'certificate/' : 'server-certificate/').startsWith(resource.slice(0, 12));
  if (isOther) return { ...otherCertificate, arn: rest };
  return certificateWith(rest, {
    source: isWellFormed === true ? known(service) : unknown(reason, { candidates: [service, 'other'] }),
    partition: knownOr(partition),
    ...(service === 'acm' && region !== '' ? { region: known(region) } : {}),
    ...(account === undefined || account === '' ? {} : { account: known(account) }),
    ...(service === 'iam' ? ofIam : {}),
  });
}

/**
 * A certificate of which the plan knows nothing but the text that names it.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function certificateOfText(text: Known<string>): CertificateFacts {
  const arn = parseArn(text.value);
  const notTold = unknown<never>('the plan has only the ARN of the certificate', { remedy: REMEDY });
  const ofArn = { ...ofText, arn: text, partition: knownOr(arn?.partition) };
  if (arn?.service === 'acm' && isCertificateArn(text.value)) {
    const account = known(arn.account, text.sensitive);
    const keyAlgorithm = unknown<string>(notTold.reason, { candidates: ACM_KEY_ALGORITHMS, remedy: REMEDY });
    return certificateWith(notTold, {
      ...ofArn,
      source: known('acm'),
      region: known(arn.region),
      account,
      path: absent,
      keyAlgorithm,
    });
  }
  if (arn?.service === 'iam' && isCertificateArn(text.value)) {
    return certificateWith(notTold, {
      ...ofArn,
      source: known('iam'),
      account: known(arn.account, text.sensitive),
      path: known(arn.resource.replace(/^server-certificate|[^/]*$/g, ''), text.sensitive),
      ...ofIam,
    });
  }
  return certificateOfOtherText(text);
}

/** Text that names no certificate. */
function certificateOfOtherText(text: Known<string>): CertificateFacts {
  const arn = parseArn(text.value);
  // A private key that landed here by mistake is not shown.
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
