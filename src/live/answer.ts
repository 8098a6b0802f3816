import type { CertificateType, ListenerFacts } from '../model/facts.js';
import type { Problem } from '../model/problem.js';
import type { ReportedListener } from '../model/report.js';
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

/** Something that AWS was to tell and did not, and whose verdict that leaves open. */
export type Unanswered =
  | { readonly kind: 'certificate'; readonly listener: ReportedListener; readonly failure: Failure }
  /** Whether somebody may list certificates: `the AWS credentials`. */
  | { readonly kind: 'permission'; readonly principal: string; readonly failure: Failure };

/** A line for each failure, however many look-ups it stopped. */
export function unansweredNotes(all: readonly Unanswered[]): readonly string[] {
  return groups(all).map(
    ({ failure, what }) => `${what}: ${failure.reason}${failure.remedy === '' ? '' : `; ${failure.remedy}`}`,
  );
}

/** The same as what makes a run useless in which the look-ups were required. */
export function unansweredProblems(all: readonly Unanswered[]): readonly Problem[] {
  return groups(all).map(({ failure, what }) => ({
    path: '--live=require',
    message: `${what} could not be looked up: ${failure.reason}`,
    ...(failure.remedy === '' ? {} : { hint: failure.remedy }),
  }));
}

interface Group {
  readonly failure: Failure;
  /** What it stopped, in words. */
  readonly what: string;
}

function groups(all: readonly Unanswered[]): readonly Group[] {
  const byFailure = new Map<string, Unanswered[]>();
  for (const one of all) {
    const key = JSON.stringify([one.failure.reason, one.failure.remedy]);
    byFailure.set(key, [...(byFailure.get(key) ?? []), one]);
  }
  return [...byFailure.values()].flatMap((group) => {
    const failure = group[0]?.failure;
    return failure === undefined ? [] : [{ failure, what: describe(group) }];
  });
}

function describe(group: readonly Unanswered[]): string {
  const listeners = group.flatMap((one) => (one.kind === 'certificate' ? [nameOf(one.listener.facts)] : []));
  const principals = new Set(group.flatMap((one) => (one.kind === 'permission' ? [one.principal] : [])));
  const certificates = listeners.length === 1 ? 'the certificate of ' : 'the certificates of ';
  return [
    ...(listeners.length === 0 ? [] : [certificates + list(listeners)]),
    ...[...principals].map((principal) => `whether ${principal} may call ${LIST_CERTIFICATES}`),
  ].join(', and ');
}

function nameOf({ address, port }: ListenerFacts): string {
  return `${address} listener ${port.kind === 'known' ? port.value : 'of unknown port'}`;
}

/** How many are named before the rest is counted. */
const NAMED = 4;

function list(things: readonly string[]): string {
  const named = things.length <= NAMED ? things : [...things.slice(0, NAMED - 1), `${things.length - NAMED + 1} more`];
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** What the guide requires of whoever deploys a certificate from ACM. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html */
export const LIST_CERTIFICATES = 'acm:ListCertificates';
