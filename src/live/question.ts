import { parseArn } from '../model/arn.js';
import type { CertificateFacts, ListenerFacts } from '../model/facts.js';
import type { Action } from '../model/plan.js';

/** A certificate that AWS can be asked about. */
export interface Question {
  readonly arn: string;
  readonly source: 'acm' | 'iam';
  readonly partition: string;
  /** Empty for IAM, which has no Regions. */
  readonly region: string;
  readonly account: string;
  /** The certificate's name without its path, as IAM asks for it. */
  readonly name: string;
  /** False where nothing but its use is unknown: that is worth no call of its own. */
  readonly pressing: boolean;
}

/** The facts that AWS can tell. */
export const FILLABLE = [
  'exists',
  'type',
  'keyAlgorithm',
  'domainNames',
  'notBefore',
  'notAfter',
  'daysUntilExpiry',
  'renewal',
  'issuance',
  'inUse',
] as const satisfies readonly (keyof CertificateFacts)[];

/** What the plan does to a certificate that afterwards is what AWS has before. */
const STEADY: ReadonlySet<Action> = new Set<Action>(['no-op', 'import', 'read', 'state']);

/**
 * The question whose answer fills unknown facts of a certificate. Undefined where there is none to ask: the ARN is not
 * known, or the plan changes the certificate, so that what AWS has before apply says nothing of what it has after.
 */
export function questionOf(certificate: CertificateFacts): Question | undefined {
  const { source, arn, action } = certificate;
  if (source.kind !== 'known' || (source.value !== 'acm' && source.value !== 'iam') || arn.kind !== 'known') return;
  if (action.kind === 'unknown' || (action.kind === 'known' && !STEADY.has(action.value))) return;
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
    pressing: unknown.some((name) => name !== 'inUse'),
  };
}

/** The questions about a listener's certificate, or about each that it may be. */
export function questionsOf({ certificate }: ListenerFacts): readonly Question[] {
  const certificates = certificate.alternatives ?? [certificate];
  return certificates.flatMap((one) => questionOf(one) ?? []);
}
