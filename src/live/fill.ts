import { daysUntil, formatDate } from '../facts/dates.js';
import { withCoverage } from '../facts/domains/coverage.js';
import { type CertificateFacts, type DomainFacts, eitherCertificate, type ListenerFacts } from '../model/facts.js';
import { known, mapValue, type Unknown, unknown, type Value } from '../model/value.js';
import type { Answer, LiveCertificate } from './answers.js';
import { FILLABLE, questionOf } from './questions.js';

/** The facts of a listener, filled with AWS's answers where the plan leaves them unknown. What the plan knows stays. */
export function fillListener(facts: ListenerFacts, answers: ReadonlyMap<string, Answer>): ListenerFacts {
  return { ...facts, certificate: fillAny(facts.certificate, answers, new Date(facts.now)) };
}

/** The same of a domain, with what the certificate covers by the names that AWS tells. */
export function fillDomain(facts: DomainFacts, answers: ReadonlyMap<string, Answer>): DomainFacts {
  const { covers, uncovered, ...certificate } = facts.certificate;
  const filled = fillAny(certificate, answers, new Date(facts.now));
  const { names } = facts;
  if (names.kind !== 'known') {
    const others = { reason: names.kind === 'unknown' ? names.reason : 'it has none' };
    return { ...facts, certificate: { ...withCoverage(filled, { each: [], others }), covers, uncovered } };
  }
  const each = names.value.map((name) => known(name, names.sensitive));
  return { ...facts, certificate: withCoverage(filled, { each, others: null }) };
}

function fillAny(certificate: CertificateFacts, answers: ReadonlyMap<string, Answer>, now: Date): CertificateFacts {
  if (certificate.alternatives === null) return fillCertificate(certificate, answers, now);
  const filled = certificate.alternatives.map((one) => fillCertificate(one, answers, now));
  return eitherCertificate(filled, whyOneOfSeveral(certificate));
}

function fillCertificate(facts: CertificateFacts, answers: ReadonlyMap<string, Answer>, now: Date): CertificateFacts {
  const answer = answers.get(questionOf(facts)?.arn ?? '');
  if (answer === undefined) return facts;
  const fill = fillerFrom(answer, now);
  const filled = FILLABLE.flatMap((name) => {
    const fact: Value<unknown> = facts[name];
    return fact.kind === 'unknown' ? [[name, fill(name, fact)]] : [];
  });
  return { ...facts, ...Object.fromEntries(filled) };
}

type Fillable = (typeof FILLABLE)[number];

/** What takes the place of an unknown fact. */
type Filler = (name: Fillable, fact: Unknown<unknown>) => Value<unknown>;

function fillerFrom(answer: Answer, now: Date): Filler {
  switch (answer.kind) {
    case 'found': {
      const facts = liveFacts(answer.certificate, now);
      return (name) => facts[name];
    }
    case 'missing':
      return (name, fact) =>
        name === 'exists' ? known(false) : withReason(fact, 'AWS has no such certificate to look at');
    case 'unanswered': {
      const { kind, reason } = answer.failure;
      return (_name, fact) =>
        withReason(fact, kind === 'elsewhere' ? reason : `${fact.reason}, and AWS did not answer`);
    }
    default:
      return answer satisfies never;
  }
}

/** The fact without its remedy: whoever asked AWS has given `--live` already. */
function withReason({ remedy: _, ...fact }: Unknown<unknown>, reason: string): Unknown<unknown> {
  return { ...fact, reason };
}

function liveFacts(certificate: LiveCertificate, now: Date): Pick<CertificateFacts, Fillable> {
  const { keyAlgorithm, type, domainNames, notBefore, notAfter, issuance, inUse } = certificate;
  const end: Value<Date> = fromAws(notAfter);
  return {
    exists: known(true),
    type: fromAws(type),
    keyAlgorithm: fromAws(keyAlgorithm),
    domainNames: fromAws(domainNames),
    knownNames: fromAws(domainNames),
    notBefore: mapValue(fromAws(notBefore), formatDate),
    notAfter: mapValue(end, formatDate),
    daysUntilExpiry: daysUntil(end, now),
    renewal: mapValue(fromAws(type), (how) => (how === 'imported' || how === 'uploaded' ? 'manual' : 'automatic')),
    issuance: fromAws(issuance),
    inUse: fromAws(inUse),
  };
}

function fromAws<T>(value: T | undefined): Value<T> {
  return value === undefined ? unknown('AWS was asked, and does not tell') : known(value);
}

/** Why it is not known which of several certificates it is. */
function whyOneOfSeveral({ address, arn }: CertificateFacts): string {
  const facts: readonly Value<unknown>[] = [address, arn];
  const [reason] = facts.flatMap((fact) => (fact.kind === 'unknown' ? [fact.reason] : []));
  return reason ?? 'the plan does not say which certificate it is';
}
