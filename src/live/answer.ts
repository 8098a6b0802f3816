import type { CertificateType } from '../model/facts.js';
import type { Failure } from './failure.js';

/** What AWS tells of a certificate; what it does not tell is undefined. */
export interface LiveCertificate {
  readonly keyAlgorithm: string | undefined;
  readonly type: CertificateType | undefined;
  /** Undefined where AWS tells a part of them only. */
  readonly domainNames: readonly string[] | undefined;
  readonly notBefore: Date | undefined;
  readonly notAfter: Date | undefined;
  /** ACM's status in lower camel case. */
  readonly issuance: string | undefined;
  readonly inUse: boolean | undefined;
}

/** What came of a look-up. */
export type Answer =
  | { readonly kind: 'found'; readonly certificate: LiveCertificate }
  /** AWS has no certificate of that ARN. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'unanswered'; readonly failure: Failure };

export function unanswered(failure: Failure): Answer {
  return { kind: 'unanswered', failure };
}
