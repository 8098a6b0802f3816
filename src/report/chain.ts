import type { CertificateFacts, ListenerFacts } from '../model/facts.js';
import type { Finding } from '../model/finding.js';
import type { Value } from '../model/value.js';
import { type ListenerGroup, type Standing, standingOf } from './grouped.js';
import { show } from './names.js';
import { stepsOf } from './verdict.js';

/** What diagrams draw of a listener, from left to right; the link is the line from the listener to its certificate. */
export type Part = 'listener' | 'link' | 'certificate' | 'key';

/** One listener as diagrams draw it, and how each part stands. */
export interface Chain {
  readonly facts: ListenerFacts;
  /** As in `443 HTTPS`. */
  readonly name: string;
  readonly standing: Standing;
  readonly parts: Readonly<Record<Part, Standing>>;
  /** Null where there is none and none is needed. */
  readonly certificate: CertificateNode | null;
  readonly key: KeyNode | null;
}

export interface CertificateNode {
  readonly kind: 'certificate' | 'missing' | 'unknown';
  readonly name: string;
  /** Where it lives: a Region, or words for what has none. */
  readonly place: Place;
  /** The resources between the listener and the certificate, or between it and its key. */
  readonly via: readonly string[];
}

export type Place =
  | { readonly kind: 'region'; readonly region: string }
  /** IAM's certificates are in every Region. */
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' };

export interface KeyNode {
  /** The resource that makes the key; null where the plan does not tell. */
  readonly address: string | null;
  readonly algorithm: string;
}

/** The chains of the listeners that a group stands for. */
export function chainsOf(group: ListenerGroup): readonly Chain[] {
  return group.facts.map((facts) => ({
    facts,
    name: listenerName(facts),
    standing: standingOf(group.findings),
    parts: partStandings(group.findings),
    certificate: certificateNode(facts),
    key: keyNode(facts),
  }));
}

function listenerName({ port, protocol }: ListenerFacts): string {
  const number = port.kind === 'known' ? show(port) : 'unknown port';
  return `${number} ${protocol.kind === 'known' ? show(protocol) : 'unknown protocol'}`;
}

function partStandings(findings: readonly Finding[]): Record<Part, Standing> {
  const standing = (part: Part) => standingOf(findings.filter((finding) => partOf(finding) === part));
  return {
    listener: standing('listener'),
    link: standing('link'),
    certificate: standing('certificate'),
    key: standing('key'),
  };
}

const KEY_FACTS: ReadonlySet<string | undefined> = new Set(['keyAlgorithm', 'keyMatches', 'chain']);

/** The part that a finding is about, told from the facts that decided it, so that it holds for any policy. */
export function partOf({ decidedBy }: Finding): Part {
  const paths = decidedBy.map(stepsOf);
  const certificate = paths.flatMap(([first, second]) => (first === 'certificate' ? [second] : []));
  if (certificate.some((fact) => KEY_FACTS.has(fact))) return 'key';
  if (certificate.length === 0) return 'listener';
  if (paths.some(([first]) => first === 'loadBalancer')) return 'link';
  return certificate.every((fact) => fact === 'source') ? 'link' : 'certificate';
}

function certificateNode(facts: ListenerFacts): CertificateNode | null {
  const { certificate, secure, loadBalancer, address } = facts;
  const { source } = certificate;
  if (source.kind === 'known' && source.value === 'none') {
    const needed = !(secure.kind === 'known' && !secure.value);
    return needed ? { kind: 'missing', name: 'no certificate', place: { kind: 'none' }, via: [] } : null;
  }
  const key = keyAddress(facts);
  const steps = facts.trace.filter((step) => step !== loadBalancer.address && step !== address && step !== key);
  const named = [certificate.address, certificate.arn].find(({ kind }) => kind === 'known');
  if (named === undefined && (source.kind !== 'known' || certificate.alternatives !== null)) {
    const alternatives = (certificate.alternatives ?? []).flatMap(alternativeName);
    const unknown = alternatives.length > 0 ? alternatives.join(' or ') : (steps[0] ?? 'certificate not known yet');
    const via = steps.filter((step) => step !== unknown);
    return { kind: 'unknown', name: unknown, place: placeOf(certificate), via };
  }
  const shown = named === undefined ? (steps[0] ?? 'certificate not known yet') : show(named);
  return { kind: 'certificate', name: shown, place: placeOf(certificate), via: steps.filter((step) => step !== shown) };
}

function alternativeName({ address, arn }: CertificateFacts): readonly string[] {
  const named = [address, arn].find(({ kind }) => kind === 'known');
  return named === undefined ? [] : [show(named)];
}

function placeOf({ source, region }: CertificateFacts): Place {
  if (source.kind === 'known' && source.value === 'iam') return { kind: 'everywhere' };
  return regionPlace(region);
}

/** The place of a load balancer, or of a certificate that has one. */
export function regionPlace(region: Value<string>): Place {
  switch (region.kind) {
    case 'known':
      return region.sensitive === true ? { kind: 'unknown' } : { kind: 'region', region: region.value };
    case 'unknown':
      return { kind: 'unknown' };
    case 'absent':
      return { kind: 'none' };
    default:
      return region satisfies never;
  }
}

function keyNode(facts: ListenerFacts): KeyNode | null {
  const { keyAlgorithm, source } = facts.certificate;
  const address = keyAddress(facts) ?? null;
  if (source.kind === 'known' && (source.value === 'none' || source.value === 'other')) return null;
  if (keyAlgorithm.kind === 'absent' && address === null) return null;
  return { address, algorithm: algorithmName(keyAlgorithm) };
}

function algorithmName(algorithm: Value<string>): string {
  if (algorithm.kind !== 'unknown') return algorithm.kind === 'absent' ? '' : show(algorithm);
  const candidates = algorithm.sensitive === true ? [] : (algorithm.candidates ?? []);
  return candidates.length === 0 ? 'key not known yet' : candidates.join(' or ');
}

function keyAddress({ trace }: ListenerFacts): string | undefined {
  return trace.find((step) => /(?:^|\.)tls_private_key\./.test(step));
}
