import type { CertificateType, Permission } from '../model/facts.js';
import type { Caller } from './aws/sts.js';
import type { Failure } from './failure.js';
import type { Inquiry } from './questions.js';

/** What AWS says about a certificate; what it does not say is undefined. */
export interface LiveCertificate {
  readonly keyAlgorithm: string | undefined;
  readonly type: CertificateType | undefined;
  /** Undefined where AWS lists only some of them. */
  readonly domainNames: readonly string[] | undefined;
  readonly notBefore: Date | undefined;
  readonly notAfter: Date | undefined;
  /** ACM's status in lower camel case. */
  readonly issuance: string | undefined;
  readonly inUse: boolean | undefined;
}

/** The answer to a question about a certificate. */
export type Answer =
  | { readonly kind: 'found'; readonly certificate: LiveCertificate }
  /** AWS has no certificate of that ARN. */
  | { readonly kind: 'missing' }
  | Unanswerable;

/** A question that AWS did not answer. */
export interface Unanswerable {
  readonly kind: 'unanswered';
  readonly failure: Failure;
}

export function unanswered(failure: Failure): Unanswerable {
  return { kind: 'unanswered', failure };
}

/** Whether a principal may list certificates in a Region: a permission, the condition keys it depends on, or why AWS did not say. */
export type PermissionAnswer = Permission | { readonly dependsOn: string } | Failure;

export function isFailure(answer: PermissionAnswer): answer is Failure {
  return typeof answer === 'object' && 'kind' in answer;
}

/** True where AWS refuses, whatever else may hold. */
export function isRefusal(answer: PermissionAnswer): answer is Permission {
  return answer === 'denied' || answer === 'notGranted';
}

/** Everything that AWS answered in one run. */
export interface Answers {
  /** By ARN. */
  readonly certificates: ReadonlyMap<string, Answer>;
  /** What the caller may do, by Region. */
  readonly caller: ReadonlyMap<string, PermissionAnswer>;
  /** What the role of `--as-role` may do, by Region. */
  readonly role: ReadonlyMap<string, PermissionAnswer>;
  /** Whose the credentials are; undefined where AWS did not say. */
  readonly identity: Caller | undefined;
}

/** The answers where the same failure stopped everything. */
export function allUnanswered({ questions, regions, role }: Inquiry, failure: Failure): Answers {
  const permissions = new Map(regions.map((region) => [region, failure]));
  return {
    certificates: new Map(questions.map(({ arn }) => [arn, unanswered(failure)])),
    caller: permissions,
    role: role === undefined ? new Map() : permissions,
    identity: undefined,
  };
}

/** The answers with every account id that AWS named starred out; ARNs that the plan contains are not AWS's words. */
export function withoutAccountIds({ certificates, caller, role, identity }: Answers): Answers {
  const hideIn = (answer: PermissionAnswer) => (isFailure(answer) ? withoutAccounts(answer) : answer);
  return {
    certificates: mapEntries(certificates, (answer) =>
      answer.kind === 'unanswered' ? unanswered(withoutAccounts(answer.failure)) : answer,
    ),
    caller: mapEntries(caller, hideIn),
    role: mapEntries(role, hideIn),
    identity: identity && { ...identity, arn: hideAccountIds(identity.arn) },
  };
}

function withoutAccounts(failure: Failure): Failure {
  return { ...failure, reason: hideAccountIds(failure.reason), remedy: hideAccountIds(failure.remedy) };
}

/** The text with every account id starred out; names that people give to profiles and roles contain them, too. */
export function hideAccountIds(text: string): string {
  return text.replace(/(?<!\d)\d{12}(?!\d)/g, '*'.repeat(12));
}

function mapEntries<T, U>(map: ReadonlyMap<string, T>, change: (value: T) => U): ReadonlyMap<string, U> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
