import type { Mode } from '../../model/address.js';
import type { CertificateFacts } from '../../model/facts.js';
import type { Plan, Resource } from '../../model/plan.js';
import { absent, isValue, known, oneOf, unknown, type Value } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';

/** A certificate, and the resources on the way to its key. */
export interface TracedCertificate {
  readonly facts: CertificateFacts;
  readonly trace: readonly string[];
}

/** A resource type whose ARN a listener can name as its certificate. */
export interface CertificateSource {
  readonly mode: Mode;
  readonly type: string;
  describe(context: FactContext, resource: Resource): TracedCertificate;
}

/** A certificate always gets an ARN: where the plan has none yet, it comes with apply. */
export function arnOf(resource: Resource): Value<string> {
  const arn = textAttribute(resource, 'arn');
  return arn.kind === 'absent' ? unknown(`known after apply: ${resource.address}.arn`) : arn;
}

/** No resource or data source tells what uses a certificate. */
export function usage(resource: Resource): Value<boolean> {
  return unknown(`the plan does not tell what uses ${resource.address}`, { remedy: 'give --live' });
}

/** A listener without a certificate: it has no field of one. */
export const noCertificate: CertificateFacts = { ...filledWith(absent), source: known('none') };

/** What a listener names in the place of a certificate, where that is neither ACM's nor IAM's. */
export const otherCertificate: CertificateFacts = { ...filledWith(absent), source: known('other') };

/** A certificate of which nothing is known, for one reason. */
export function unknownCertificate(reason: string, remedy?: string): CertificateFacts {
  return filledWith(unknown(reason, remedy === undefined ? {} : { remedy }));
}

function filledWith(value: Value<never>): CertificateFacts {
  return {
    source: value,
    arn: value,
    region: value,
    partition: value,
    account: value,
    address: value,
    origin: value,
    exists: value,
    type: value,
    keyAlgorithm: value,
    domainNames: value,
    notBefore: value,
    notAfter: value,
    daysUntilExpiry: value,
    renewal: value,
    issuance: value,
    inUse: value,
    keyMatches: value,
    chain: value,
    action: value,
    alternatives: null,
  };
}

/** More certificates than this are not kept side by side for every listener: their fields still are what all agree on. */
const MOST_ALTERNATIVES = 64;

/** The certificate that is one of several: each field known where all agree, and the several kept side by side. */
export function eitherCertificate(certificates: readonly CertificateFacts[], reason: string): CertificateFacts {
  const [first] = certificates;
  if (first !== undefined && certificates.length === 1) return first;
  const either = <T>(of: (certificate: CertificateFacts) => Value<T>) => oneOf(certificates.map(of), reason);
  return {
    source: either((certificate) => certificate.source),
    arn: either((certificate) => certificate.arn),
    region: either((certificate) => certificate.region),
    partition: either((certificate) => certificate.partition),
    account: either((certificate) => certificate.account),
    address: either((certificate) => certificate.address),
    origin: either((certificate) => certificate.origin),
    exists: either((certificate) => certificate.exists),
    type: either((certificate) => certificate.type),
    keyAlgorithm: either((certificate) => certificate.keyAlgorithm),
    domainNames: either((certificate) => certificate.domainNames),
    notBefore: either((certificate) => certificate.notBefore),
    notAfter: either((certificate) => certificate.notAfter),
    daysUntilExpiry: either((certificate) => certificate.daysUntilExpiry),
    renewal: either((certificate) => certificate.renewal),
    issuance: either((certificate) => certificate.issuance),
    inUse: either((certificate) => certificate.inUse),
    keyMatches: either((certificate) => certificate.keyMatches),
    chain: either((certificate) => certificate.chain),
    action: either((certificate) => certificate.action),
    alternatives: certificates.length <= MOST_ALTERNATIVES ? certificates : null,
  };
}

/**
 * The facts of a certificate that stands in another input than its listener. What is unknown there under some
 * identity, the Region of its provider say, need not turn out equal to what bears the same identity here.
 */
export function standingIn(plan: Plan, facts: CertificateFacts): CertificateFacts {
  const fields = Object.entries(facts).map(([name, value]: [string, unknown]) => {
    return [name, isValue(value) ? identifiedIn(plan, value) : value] as const;
  });
  return Object.fromEntries(fields) as unknown as CertificateFacts;
}

function identifiedIn(plan: Plan, value: Value<unknown>): Value<unknown> {
  if (value.kind !== 'unknown' || value.identity === undefined) return value;
  return { ...value, identity: `${value.identity} in ${plan.path}` };
}
