import {
  type CertificateFacts,
  type DomainFacts,
  isListener,
  type ListenerFacts,
  type UserFacts,
} from '../../model/facts.js';
import type { Finding } from '../../model/finding.js';
import type { Value } from '../../model/value.js';
import { firstNames } from '../../model/words.js';
import type { DomainGroup, ListenerGroup } from './groups.js';
import { onlyCandidate, show, showPossible } from './names.js';
import { stepsOf } from './open.js';
import { type Standing, standingOfAll } from './standing.js';

/** The parts of a route, from left to right; the link is the line from the listener or domain to its certificate. */
export type RoutePart = 'listener' | 'link' | 'certificate' | 'key';

/** The way from one listener or domain over its certificate to its key, as diagrams draw it, and how each part stands. */
export interface Route {
  readonly facts: UserFacts;
  /** The load balancer, distribution or other resource that ends TLS. */
  readonly owner: string;
  /** Where it takes its certificates from. */
  readonly home: Home;
  /** As in `443 HTTPS`, or the names of a domain. */
  readonly name: string;
  readonly standing: Standing;
  readonly parts: Readonly<Record<RoutePart, Standing>>;
  /** Null where there is none and none is needed. */
  readonly certificate: CertificateNode | null;
  readonly key: KeyNode | null;
}

/** A certificate in a diagram. */
export interface CertificateNode {
  readonly kind: 'certificate' | 'missing' | 'unknown';
  readonly name: string;
  readonly home: Home;
  /** The resources between the listener and the certificate, or between it and its key. */
  readonly via: readonly string[];
}

/** Where a load balancer or a certificate lives. */
export type Home =
  | { readonly kind: 'region'; readonly region: string }
  /** IAM's certificates are in every Region. */
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' };

/** A private key in a diagram. */
export interface KeyNode {
  /** The resource that makes the key; null where the plan does not contain one. */
  readonly address: string | null;
  readonly algorithm: string;
}

/** The routes of the listeners or domains that a group stands for. */
export function routesOf({ facts, findings }: ListenerGroup | DomainGroup): readonly Route[] {
  const partStanding = (part: RoutePart) => standingOfAll(findings.filter((finding) => partOf(finding) === part));
  return facts.map((user: UserFacts) => ({
    facts: user,
    owner: isListener(user) ? user.loadBalancer.address : user.address,
    home: isListener(user) ? homeIn(user.loadBalancer.region) : domainHome(user),
    name: isListener(user) ? listenerName(user) : domainName(user),
    standing: standingOfAll(findings),
    parts: {
      listener: partStanding('listener'),
      link: partStanding('link'),
      certificate: partStanding('certificate'),
      key: partStanding('key'),
    },
    certificate: certificateNode(user),
    key: keyNode(user),
  }));
}

function listenerName({ port, protocol }: ListenerFacts): string {
  const number = port.kind === 'known' ? show(port) : 'unknown port';
  return `${number} ${showPossible(protocol, 'unknown protocol')}`;
}

/** Of more names than these the rest is counted. */
const MOST_NAMES = 3;

function domainName({ names }: DomainFacts): string {
  if (names.kind === 'unknown') return 'names not known yet';
  if (names.kind === 'absent' || names.value.length === 0) return 'no name of its own';
  if (names.sensitive === true || names.value.length <= MOST_NAMES) return show(names);
  return firstNames(names.value, MOST_NAMES);
}

/** Where a domain takes its certificate from: CloudFront, which is nowhere and everywhere itself, from one Region. */
export function domainHome({ accepts, region }: DomainFacts): Home {
  return homeIn(accepts.region.kind === 'absent' ? region : accepts.region);
}

const KEY_FACTS: ReadonlySet<string | undefined> = new Set(['keyAlgorithm', 'pem', 'keyMatches', 'chain']);

/** What a certificate is held against where it is not at fault itself. */
const PLACES: ReadonlySet<string> = new Set(['loadBalancer', 'accepts']);

/** The part that a finding is about. The facts that decided it tell, so that this holds for any policy. */
export function partOf({ decidedBy }: Finding): RoutePart {
  const paths = decidedBy.map(stepsOf);
  const certificate = paths.flatMap(([first, second]) => (first === 'certificate' ? [second] : []));
  if (certificate.some((fact) => KEY_FACTS.has(fact))) return 'key';
  if (certificate.length === 0) return 'listener';
  if (paths.some(([first]) => first !== undefined && PLACES.has(first))) return 'link';
  return certificate.every((fact) => fact === 'source' || fact === 'covers') ? 'link' : 'certificate';
}

function certificateNode(facts: UserFacts): CertificateNode | null {
  const { certificate, secure, address } = facts;
  const owner = isListener(facts) ? facts.loadBalancer.address : address;
  const { source, alternatives } = certificate;
  if (source.kind === 'known' && source.value === 'none') {
    const isNeeded = !(secure.kind === 'known' && !secure.value);
    return isNeeded ? { kind: 'missing', name: 'no certificate', home: { kind: 'none' }, via: [] } : null;
  }
  const key = keyAddress(facts);
  const steps = facts.trace.filter((step) => step !== owner && step !== address && step !== key);
  const named = certificateName(certificate);
  const isUnknown = named.length === 0 && (source.kind !== 'known' || alternatives !== null);
  const names = isUnknown ? (alternatives ?? []).flatMap(certificateName) : named;
  const name = names.length > 0 ? names.join(' or ') : (steps[0] ?? 'certificate not known yet');
  return {
    kind: isUnknown ? 'unknown' : 'certificate',
    name,
    home: certificateHome(certificate),
    via: steps.filter((step) => step !== name),
  };
}

function certificateName({ address, arn }: CertificateFacts): readonly string[] {
  const named = [address, arn].find(({ kind }) => kind === 'known');
  return named === undefined ? [] : [show(named)];
}

function certificateHome({ source, region }: CertificateFacts): Home {
  return source.kind === 'known' && source.value === 'iam' ? { kind: 'everywhere' } : homeIn(region);
}

/** The home of what is in this Region, or can only be in one. */
export function homeIn(region: Value<string>): Home {
  switch (region.kind) {
    case 'known':
      return region.sensitive === true ? { kind: 'unknown' } : { kind: 'region', region: region.value };
    case 'unknown': {
      const only = onlyCandidate(region);
      return only === undefined ? { kind: 'unknown' } : { kind: 'region', region: only };
    }
    case 'absent':
      return { kind: 'none' };
    default:
      return region satisfies never;
  }
}

function keyNode(facts: UserFacts): KeyNode | null {
  const { keyAlgorithm, source } = facts.certificate;
  const address = keyAddress(facts) ?? null;
  if (source.kind === 'known' && (source.value === 'none' || source.value === 'other')) return null;
  if (keyAlgorithm.kind === 'absent' && address === null) return null;
  return { address, algorithm: keyAlgorithm.kind === 'absent' ? '' : showPossible(keyAlgorithm, 'key not known yet') };
}

function keyAddress({ trace }: UserFacts): string | undefined {
  return trace.find((step) => /(?:^|\.)tls_private_key\./.test(step));
}
