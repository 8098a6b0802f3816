import type { Account, AcmCertificate } from './account.js';
import { jsonAnswer, type WireAnswer, type WireError } from './answer.js';
import type { Call } from './call.js';

/** "Default filtering returns only RSA_1024 and RSA_2048 certificates that have at least one domain." Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html */
const DEFAULT_KEY_TYPES = ['RSA_1024', 'RSA_2048'];

/** How many certificates a page has where nobody asks for a number. */
const PAGE = 100;

/** ACM in the Region of the call. */
export function acm(account: Account, call: Call): WireAnswer | WireError {
  const here = account.certificates.filter(({ arn }) => arn.split(':')[3] === call.region);
  switch (call.action) {
    case 'ListCertificates':
      return list(here, call.input);
    case 'DescribeCertificate':
      return describe(here, call.input);
    default:
      return { status: 400, code: 'UnknownOperationException', message: '' };
  }
}

/** Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html */
function list(here: readonly AcmCertificate[], input: Call['input']): WireAnswer | WireError {
  const {
    Includes,
    MaxItems = PAGE,
    NextToken = '0',
  } = input as {
    readonly Includes?: { readonly keyTypes?: readonly string[] };
    readonly MaxItems?: number;
    readonly NextToken?: string;
  };
  if (MaxItems < 1 || MaxItems > 1000) return { status: 400, code: 'ValidationException', message: 'MaxItems' };
  const keyTypes = Includes?.keyTypes;
  const shown = here.filter(
    ({ keyAlgorithm, domainName, unlisted }) =>
      unlisted !== true &&
      (keyTypes === undefined
        ? DEFAULT_KEY_TYPES.includes(keyAlgorithm) && domainName !== undefined
        : keyTypes.includes(keyAlgorithm)),
  );
  const from = Number(NextToken);
  if (!Number.isInteger(from)) return { status: 400, code: 'InvalidArgsException', message: 'NextToken' };
  const next = from + MaxItems;
  return jsonAnswer({
    CertificateSummaryList: shown.slice(from, next).map(summary),
    ...(next < shown.length ? { NextToken: String(next) } : {}),
  });
}

/** The list tells no more than a hundred names. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateSummary.html */
function summary(certificate: AcmCertificate) {
  const { arn, domainName, keyAlgorithm, inUseBy = [] } = certificate;
  const names = namesOf(certificate);
  return {
    CertificateArn: arn,
    DomainName: domainName,
    SubjectAlternativeNameSummaries: names.slice(0, 100),
    HasAdditionalSubjectAlternativeNames: names.length > 100,
    KeyAlgorithm: keyAlgorithm,
    InUse: inUseBy.length > 0,
    ...shared(certificate),
  };
}

/** Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html */
function describe(here: readonly AcmCertificate[], { CertificateArn: arn }: Call['input']): WireAnswer | WireError {
  const found = here.find((certificate) => certificate.arn === arn);
  if (found === undefined) {
    return { status: 400, code: 'ResourceNotFoundException', message: `Could not find certificate ${String(arn)}.` };
  }
  return jsonAnswer({
    Certificate: {
      CertificateArn: found.arn,
      DomainName: found.domainName,
      SubjectAlternativeNames: namesOf(found),
      // A hyphen, which the service's model does not know. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/acm/certificate.go
      KeyAlgorithm: found.keyAlgorithm.replace('RSA_', 'RSA-'),
      InUseBy: found.inUseBy ?? [],
      ...shared(found),
    },
  });
}

function shared({ status = 'ISSUED', type = 'AMAZON_ISSUED', notBefore, notAfter }: AcmCertificate) {
  return { Status: status, Type: type, NotBefore: seconds(notBefore), NotAfter: seconds(notAfter) };
}

function namesOf({ names, domainName }: AcmCertificate): readonly string[] {
  return names ?? (domainName === undefined ? [] : [domainName]);
}

/** AWS JSON writes a time as seconds. */
function seconds(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Date.parse(date) / 1000;
}
