import { parseArn } from '../model/arn.js';
import type { CertificateFacts } from '../model/facts.js';
import type { Action } from '../model/plan.js';

/** A question about one certificate that AWS can be asked. */
export interface Question {
  readonly arn: string;
  readonly source: 'acm' | 'iam';
  readonly partition: string;
  /** Empty for IAM, which has no Regions. */
  readonly region: string;
  readonly account: string;
  /** The certificate's name without its path, as IAM asks for it. */
  readonly name: string;
  /** False where only the certificate's use is unknown, which does not justify a call of its own. */
  readonly isEssential: boolean;
}

/** The facts that AWS can fill. */
export const FILLABLE = [
  'exists',
  'type',
  'keyAlgorithm',
  'domainNames',
  'knownNames',
  'notBefore',
  'notAfter',
  'daysUntilExpiry',
  'renewal',
  'issuance',
  'inUse',
] as const satisfies readonly (keyof CertificateFacts)[];

/** Actions after which a certificate is what AWS has before the apply. */
const LEAVES_UNCHANGED: ReadonlySet<Action> = new Set<Action>(['no-op', 'import', 'read', 'state']);

/**
 * The question whose answer fills unknown facts of a certificate. Undefined where there is none to ask: the ARN is not
 * known, or the plan changes the certificate, so that what AWS has before the apply says nothing about afterwards.
 */
export function questionOf(certificate: CertificateFacts): Question | undefined {
  const { source, arn, action } = certificate;
  if (source.kind !== 'known' || (source.value !== 'acm' && source.value !== 'iam') || arn.kind !== 'known') return;
  if (action.kind === 'unknown' || (action.kind === 'known' && !LEAVES_UNCHANGED.has(action.value))) return;
  const unknown = FILLABLE.filter((name) => certificate[name].kind === 'unknown');
  const parsed = parseArn(arn.value);
  if (unknown.length === 0 || parsed === undefined) return;
  const { partition, region, account, resource } = parsed;
  return {
    arn: arn.value,
    source: source.value,
    partition,
    region,
    account,
    name: resource.split('/').at(-1) ?? '',
    isEssential: unknown.some((name) => name !== 'inUse'),
  };
}

/** The questions about the certificate of a listener or domain, or about each that it may be. */
export function questionsOf({ certificate }: { readonly certificate: CertificateFacts }): readonly Question[] {
  const certificates = certificate.alternatives ?? [certificate];
  return certificates.flatMap((one) => questionOf(one) ?? []);
}

/** One question for each certificate; it is essential where it is so for any listener. */
export function distinctQuestions(questions: readonly Question[]): readonly Question[] {
  const byArn = new Map<string, Question>();
  for (const question of questions) {
    const isEssential = question.isEssential || byArn.get(question.arn)?.isEssential === true;
    byArn.set(question.arn, { ...question, isEssential });
  }
  return [...byArn.values()];
}

/** What AWS is to be asked in one run. */
export interface Inquiry {
  /** Each certificate once. */
  readonly questions: readonly Question[];
  /** The Regions of load balancers whose deployer may need `acm:ListCertificates`. */
  readonly regions: readonly string[];
  /** Regions that no reason may name. */
  readonly sensitiveRegions: readonly string[];
  /** The ARN of a role whose permission is asked for, too. */
  readonly role: string | undefined;
  readonly timeoutMs: number;
}
