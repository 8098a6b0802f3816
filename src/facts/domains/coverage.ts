import { COVERAGES } from '../../model/facts/domain.js';
import type { CertificateFacts, DomainCertificateFacts } from '../../model/facts.js';
import { fails, holds, type Judgement, maybe, no, yes } from '../../model/truth.js';
import { absent, known, oneOf, unknown, type Value } from '../../model/value.js';

export type Coverage = (typeof COVERAGES)[number];

/** The names that a domain answers for: those that are known, one by one, and why there may be others. */
export interface DomainNames {
  readonly each: readonly Value<string>[];
  /** Why there may be names besides these; null where these are all. */
  readonly others: { readonly reason: string; readonly remedy?: string } | null;
}

/**
 * Whether a name of a certificate covers a name that clients ask for: it is equal, or has `*` in the place of exactly the
 * first label. A trailing dot makes another name.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
 */
export function coversName(certificateName: string, name: string): boolean {
  const [covering, asked] = [certificateName.toLowerCase(), name.toLowerCase()];
  if (covering === asked) return true;
  const dot = asked.indexOf('.');
  return dot > 0 && covering.startsWith('*.') && !asked.startsWith('*') && covering.slice(1) === asked.slice(dot);
}

/** The certificate with what it covers of the names; of one that is one of several, each is told for itself. */
export function withCoverage(
  { alternatives, ...certificate }: CertificateFacts,
  names: DomainNames,
): DomainCertificateFacts {
  const several = alternatives?.map((one) => withCoverage(one, names)) ?? null;
  if (several === null) return { ...certificate, alternatives: null, ...ownCoverage(certificate, names) };
  const either = <T>(fact: (one: DomainCertificateFacts) => Value<T>) =>
    oneOf(several.map(fact), 'depends on which certificate it turns out to be');
  return {
    ...certificate,
    alternatives: several,
    covers: either(({ covers }) => covers),
    uncovered: either(({ uncovered }) => uncovered),
  };
}

/** What of a certificate says which names it covers. */
type CertificateNames = Pick<CertificateFacts, 'source' | 'domainNames' | 'knownNames'>;

function ownCoverage(
  certificate: CertificateNames,
  names: DomainNames,
): Pick<DomainCertificateFacts, 'covers' | 'uncovered'> {
  const covers = coverageOf(certificate, names);
  if (covers.kind === 'absent') return { covers, uncovered: absent };
  const { domainNames, knownNames } = certificate;
  const missing = names.each
    .filter((name) => name.kind === 'known')
    .filter((name) => fails(isCovered(name, domainNames, knownNames)));
  if (missing.length === 0 && covers.kind === 'unknown') return { covers, uncovered: unknown(covers.reason) };
  const isSensitive = missing.some(({ sensitive }) => sensitive);
  const texts = missing.map(({ value }) => value);
  return { covers, uncovered: known(texts, isSensitive) };
}

/** How many of some names a certificate covers, whatever is not known yet turns out to be. */
export function coverageOf({ source, domainNames, knownNames }: CertificateNames, names: DomainNames): Value<Coverage> {
  if (source.kind === 'absent' || (source.kind === 'known' && (source.value === 'none' || source.value === 'other'))) {
    return absent;
  }
  if (names.each.length === 0 && names.others === null) return absent;
  const covered = names.each.map((name) => isCovered(name, domainNames, knownNames));
  if (names.others !== null) return unknownCoverage(covered, names.others, true);
  const open = covered.find((one) => one.truth === 'unknown')?.because[0];
  if (open === undefined) {
    const count = covered.filter(holds).length;
    return known(count === covered.length ? 'all' : count === 0 ? 'none' : 'some');
  }
  return unknownCoverage(covered, open, false);
}

interface Reason {
  readonly reason: string;
  readonly remedy?: string;
}

/** One that is surely not covered, or surely is, rules out a word. */
function unknownCoverage(
  covered: readonly Judgement<Reason>[],
  { reason, remedy }: Reason,
  hasOthers: boolean,
): Value<Coverage> {
  const possible = COVERAGES.filter((one) => {
    if (one === 'all') return !covered.some(fails);
    // With one name there is nothing between all and none.
    return one === 'none' ? !covered.some(holds) : hasOthers || covered.length > 1;
  });
  // Where not one name is known there may be none at all.
  const candidates = possible.length < COVERAGES.length && covered.length > 0 ? { candidates: possible } : {};
  return unknown(reason, { ...candidates, ...(remedy === undefined ? {} : { remedy }) });
}

function isCovered(
  name: Value<string>,
  all: Value<readonly string[]>,
  some: Value<readonly string[]>,
): Judgement<Reason> {
  if (name.kind === 'absent') return no;
  if (name.kind === 'unknown') {
    const each = (name.candidates ?? []).map((one) => isCovered(known(one), all, some));
    if (each.length > 0 && each.every(holds)) return yes;
    if (each.length > 0 && each.every(fails)) return no;
    if (all.kind === 'known' && all.value.length === 0) return no;
    return maybe(reasonOf(name));
  }
  const surely = [all, some].flatMap((names) => (names.kind === 'known' ? names.value : []));
  if (surely.some((covering) => coversName(covering, name.value))) return yes;
  if (all.kind === 'unknown') {
    const lists = all.candidates ?? [];
    if (lists.length === 0) return maybe(reasonOf(all));
    const each = lists.map((list) => list.some((covering) => coversName(covering, name.value)));
    return each.every(Boolean) ? yes : each.some(Boolean) ? maybe(reasonOf(all)) : no;
  }
  return no;
}

function reasonOf(value: { readonly reason: string; readonly remedy?: string }): Reason {
  const { reason, remedy } = value;
  return remedy === undefined ? { reason } : { reason, remedy };
}
