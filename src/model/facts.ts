import type { ServiceName } from './facts/accepts.js';
import { DEPLOYER_FACTS } from './facts/deployer.js';
import { type DOMAIN_CERTIFICATE_FACTS, DOMAIN_FACTS } from './facts/domain.js';
import {
  CERTIFICATE_FACTS,
  type CLASSIC_PROTOCOLS,
  LISTENER_FACTS,
  type PROTOCOLS,
  TLS_POLICY_FACTS,
  type TLS_VERSIONS,
} from './facts/listener.js';
import { allFacts, eitherFacts, type FactGroup, type FactsOf } from './facts/table.js';
import type { Subject } from './finding.js';
import { absent, known, unknown, type Value } from './value.js';

export { LISTENER_SERVICES, SERVICES, type ServiceName } from './facts/accepts.js';
export { CLASSIC_PROTOCOLS, PEM_FACTS, PROTOCOLS, TLS_VERSIONS } from './facts/listener.js';

/** What policies judge, and every fact of each: the one place that says what a fact is. */
export const SUBJECT_FACTS = {
  listener: LISTENER_FACTS,
  domain: DOMAIN_FACTS,
  deployer: DEPLOYER_FACTS,
} as const satisfies Record<Subject, FactGroup>;

export type ClassicProtocol = (typeof CLASSIC_PROTOCOLS)[number];
export type Protocol = (typeof PROTOCOLS)[number];
export type TlsVersion = (typeof TLS_VERSIONS)[number];

/** HTTPS, SSL and TLS front ends need a certificate. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html */
export function isSecure(protocol: Protocol): boolean {
  return protocol === 'HTTPS' || protocol === 'SSL' || protocol === 'TLS';
}

/** Whether a listener or domain is of one of some services, or may be. */
export function isOfService(
  { service }: { readonly service: Value<ServiceName> | ServiceName },
  services: readonly ServiceName[],
): boolean {
  if (typeof service === 'string') return services.includes(service);
  if (service.kind === 'known') return services.includes(service.value);
  return service.kind === 'unknown' && service.candidates?.some((one) => services.includes(one)) !== false;
}

/** The values that a fact can be known to have. */
type ValueOf<T> = T extends { readonly value: infer V } ? V : never;

export type CertificateType = ValueOf<CertificateFacts['type']>;
export type PemState = ValueOf<CertificateFacts['pem']>;
export type Chain = ValueOf<CertificateFacts['chain']>;
export type Permission = ValueOf<DeployerFacts['permissions'][string]>;

/** The certificate of a listener. What it does not have is absent; what the plan does not tell is unknown. */
export interface CertificateFacts extends FactsOf<typeof CERTIFICATE_FACTS> {
  /** The certificates that it may be, where the plan names several and does not say which. */
  readonly alternatives: readonly CertificateFacts[] | null;
}

/** The security policy of a secure listener: what it lets clients negotiate. Absent throughout for a plain listener. */
export type TlsPolicyFacts = FactsOf<typeof TLS_POLICY_FACTS>;

export type LoadBalancerFacts = ListenerFacts['loadBalancer'];

/** One listener of one load balancer, as it will be after apply. */
export interface ListenerFacts extends FactsOf<typeof LISTENER_FACTS.facts> {
  readonly certificate: CertificateFacts;
}

/** The certificate of a domain: as of a listener, and how far its names cover the domain's. */
export interface DomainCertificateFacts extends CertificateFacts, FactsOf<typeof DOMAIN_CERTIFICATE_FACTS> {
  readonly alternatives: readonly DomainCertificateFacts[] | null;
}

/** One custom domain, or the domains of one distribution, as it will be after apply. */
export interface DomainFacts extends FactsOf<typeof DOMAIN_FACTS.facts> {
  readonly certificate: DomainCertificateFacts;
}

/** A principal that can deploy a listener. */
export type DeployerFacts = FactsOf<typeof DEPLOYER_FACTS.facts>;

/** What uses a certificate. */
export type UserFacts = ListenerFacts | DomainFacts;

/** Whether what uses a certificate is a listener. */
export function isListener(facts: UserFacts): facts is ListenerFacts {
  return 'loadBalancer' in facts;
}

/** What a policy judges. */
export type SubjectFacts = ListenerFacts | DomainFacts | DeployerFacts;

/** A listener without a certificate: it has no field of one. */
export const noCertificate: CertificateFacts = certificateWith(absent, { source: known('none') });

/** What a listener names in the place of a certificate, where that is neither ACM's nor IAM's. */
export const otherCertificate: CertificateFacts = certificateWith(absent, { source: known('other') });

/** A certificate of which nothing is known, for one reason. */
export function unknownCertificate(reason: string, remedy?: string): CertificateFacts {
  return certificateWith(unknown(reason, remedy === undefined ? {} : { remedy }));
}

/** A certificate with some facts of its own, and one value for all others. */
export function certificateWith(others: Value<never>, own: Partial<CertificateFacts> = {}): CertificateFacts {
  return { ...allFacts(CERTIFICATE_FACTS, others), assuming: null, alternatives: null, ...own };
}

/** More certificates than this are not kept side by side for every listener: their fields still are what all agree on. */
export const MOST_ALTERNATIVES = 64;

/** The certificate that is one of several: each fact known where all agree, and the several kept side by side. */
export function eitherCertificate(
  certificates: readonly CertificateFacts[],
  reason: string,
  remedy?: string,
): CertificateFacts {
  const [first] = certificates;
  if (first !== undefined && certificates.length === 1) return first;
  const alternatives = certificates.length <= MOST_ALTERNATIVES ? certificates : null;
  return {
    ...eitherFacts(CERTIFICATE_FACTS, certificates, reason, remedy),
    assuming: certificates.find((one) => one.assuming !== null)?.assuming ?? null,
    alternatives,
  };
}

/** What a plain listener has: no security policy at all. */
export const noTlsPolicy: TlsPolicyFacts = allFacts(TLS_POLICY_FACTS, absent);

/** A security policy of which nothing is known, for one reason. */
export function unknownTlsPolicy(reason: string, remedy?: string): TlsPolicyFacts {
  return allFacts(TLS_POLICY_FACTS, unknown(reason, remedy === undefined ? {} : { remedy }));
}

/** The security policy that is one of several: each fact known where all agree. */
export function eitherTlsPolicy(policies: readonly TlsPolicyFacts[], reason: string): TlsPolicyFacts {
  return policies.length === 0 ? unknownTlsPolicy(reason) : eitherFacts(TLS_POLICY_FACTS, policies, reason);
}
