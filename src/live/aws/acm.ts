import type { CertificateDetail, CertificateSummary, CertificateType } from '@aws-sdk/client-acm';
import { normaliseKeyAlgorithm, normaliseStatus } from '../../facts/certificates/certificate.js';
import { ACM_KEY_ALGORITHMS } from '../../facts/services.js';
import { parseArn } from '../../model/arn.js';
import type { CertificateType as FactType } from '../../model/facts.js';
import { ACMClient, DescribeCertificateCommand, ListCertificatesCommand } from '../../third-party/aws.js';
import type { LiveCertificate } from '../answers.js';
import { answerLimit, type ClientOptions, type Credentials, UnexpectedAnswer } from './client.js';

/** ACM in one Region. */
export interface Acm {
  /**
   * Gives every certificate that ACM lists, a page at a time, until `enough` says to stop. Stops of itself where ACM
   * goes round in circles.
   */
  list(found: (arn: string, certificate: LiveCertificate) => void, enough: () => boolean): Promise<void>;
  describe(arn: string): Promise<LiveCertificate>;
  close(): void;
}

/** The most that one page may hold. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html */
const PAGE = 1_000;

/** No account has this many certificates in a Region. */
const MOST_PAGES = 50;

export function openAcm(region: string, credentials: Credentials, options: ClientOptions, signal: AbortSignal): Acm {
  const client = new ACMClient({ ...options, region, credentials });
  client.middlewareStack.use(answerLimit());
  return {
    async list(found, enough) {
      let token: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const command = new ListCertificatesCommand({
          // Without a filter ACM lists RSA_1024 and RSA_2048 only, and hides the very certificates that a load balancer refuses.
          // Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html
          Includes: { keyTypes: [...ACM_KEY_ALGORITHMS] },
          MaxItems: PAGE,
          ...(token === undefined ? {} : { NextToken: token }),
        });
        const { CertificateSummaryList: listed, NextToken: next } = await client.send(command, { abortSignal: signal });
        if (!Array.isArray(listed) || !listed.every(isSummary) || !isOptionalText(next)) {
          throw new UnexpectedAnswer();
        }
        for (const summary of listed) found(summary.CertificateArn, fromSummary(summary));
        if (next === undefined || next === '' || next === token || enough()) return;
        token = next;
      }
    },
    async describe(arn) {
      const command = new DescribeCertificateCommand({ CertificateArn: arn });
      const { Certificate } = await client.send(command, { abortSignal: signal });
      if (Certificate?.CertificateArn !== arn) throw new UnexpectedAnswer();
      return fromDetail(Certificate);
    },
    close: () => client.destroy(),
  };
}

/** The client hands on what it is sent, whatever its types say: each value that is used is looked at first. */
function isSummary(summary: unknown): summary is CertificateSummary & { readonly CertificateArn: string } {
  if (typeof summary !== 'object' || summary === null || !('CertificateArn' in summary)) return false;
  return typeof summary.CertificateArn === 'string' && parseArn(summary.CertificateArn) !== undefined;
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateSummary.html */
function fromSummary(summary: CertificateSummary): LiveCertificate {
  const names = namesIn(summary.SubjectAlternativeNameSummaries);
  return {
    ...described(summary),
    // The common name alone may be one name of several.
    domainNames: summary.HasAdditionalSubjectAlternativeNames === false ? names : undefined,
    inUse: typeof summary.InUse === 'boolean' ? summary.InUse : undefined,
  };
}

/** Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
function fromDetail(detail: CertificateDetail): LiveCertificate {
  return {
    ...described(detail),
    domainNames: namesIn(detail.SubjectAlternativeNames) ?? namesIn([detail.DomainName]),
    inUse: Array.isArray(detail.InUseBy) ? detail.InUseBy.length > 0 : undefined,
  };
}

const TYPES: Readonly<Record<CertificateType, FactType>> = {
  AMAZON_ISSUED: 'requested',
  IMPORTED: 'imported',
  PRIVATE: 'privateCa',
};

function described(answer: CertificateSummary | CertificateDetail) {
  const { KeyAlgorithm, Status, Type, NotBefore, NotAfter } = answer;
  return {
    keyAlgorithm:
      typeof KeyAlgorithm === 'string' && /^(?:RSA|EC)[_-]\w{1,30}$/.test(KeyAlgorithm)
        ? normaliseKeyAlgorithm(KeyAlgorithm)
        : undefined,
    type: typeof Type === 'string' && Object.hasOwn(TYPES, Type) ? TYPES[Type] : undefined,
    notBefore: dateOf(NotBefore),
    notAfter: dateOf(NotAfter),
    issuance: typeof Status === 'string' && /^[A-Z_]{1,40}$/.test(Status) ? normaliseStatus(Status) : undefined,
  };
}

/** ACM ignores the common name where there are alternative names. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
function namesIn(names: unknown): readonly string[] | undefined {
  if (!Array.isArray(names) || names.length === 0) return undefined;
  return names.every((name) => typeof name === 'string' && name !== '') ? names : undefined;
}

function dateOf(date: unknown): Date | undefined {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : undefined;
}
