import { parseArn } from '../../model/arn.js';
import type { CertificateFacts, CertificateSource } from '../../model/facts.js';
import { otherCertificate } from '../../model/facts.js';
import type { Plan, Resource } from '../../model/plan.js';
import { absent, type Known, known, knownOr, unknown } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import type { TracedCertificate } from './certificate.js';
import { certificateTypes, describeCertificate } from './index.js';

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

/** The certificate of this plan that has the ARN, or what the ARN alone tells. A sensitive ARN stays one, however plain the resource shows it. */
export function namedCertificate(context: FactContext, named: Known<string>): TracedCertificate {
  const entry = context.arns.get(named.value);
  const certificate = entry === undefined ? undefined : describeCertificate(context, entry.resource);
  if (entry === undefined || certificate === undefined) return { facts: literalCertificate(named), trace: [] };
  const { facts, trace } = certificate;
  const hidden = named.sensitive === true && facts.account.kind === 'known';
  return {
    facts: {
      ...facts,
      arn: named,
      account: hidden ? known(facts.account.value, true) : facts.account,
      action: entry.goes ? known('delete') : facts.action,
    },
    trace,
  };
}

/** A certificate that the plan knows by its ARN. */
export interface ArnEntry {
  readonly resource: Resource;
  /** True where the plan deletes or replaces what has this ARN now. */
  readonly goes: boolean;
}

export type ArnIndex = ReadonlyMap<string, ArnEntry>;

/**
 * Certificates by the ARN that they have, or had before the plan deletes or replaces them. What stays wins over what
 * goes, and both over a lookup: it saw the certificate before the plan deletes it, and tells less of it.
 */
export function indexArns(plan: Plan): ArnIndex {
  const entries = new Map<string, ArnEntry>();
  for (const resource of plan.resources) {
    if (!certificateTypes.has(resource.type)) continue;
    for (const [arn, entry] of arnsOf(resource)) {
      const other = entries.get(arn);
      if (other === undefined || rank(entry) > rank(other)) entries.set(arn, entry);
    }
  }
  return entries;
}

function arnsOf(resource: Resource): readonly (readonly [arn: string, entry: ArnEntry])[] {
  const arn = textAttribute(resource, 'arn');
  if (arn.kind === 'known') return [[arn.value, { resource, goes: resource.action === 'delete' }]];
  const before = resource.action === 'replace' ? resource.before?.['arn'] : undefined;
  if (typeof before !== 'string') return [];
  return [[before, { resource: { ...resource, ...asBefore(resource) }, goes: true }]];
}

function rank({ resource, goes }: ArnEntry): number {
  if (resource.mode === 'data') return 0;
  return goes ? 1 : 2;
}

function asBefore(resource: Resource): Partial<Resource> {
  return { action: 'delete', values: resource.before ?? {}, unknown: {} };
}
