import { daysUntil, formatDate } from '../facts/context.js';
import type { CertificateFacts, ListenerFacts } from '../model/facts.js';
import { eitherCertificate } from '../model/facts.js';
import { absent, known, mapValue, type Unknown, unknown, type Value } from '../model/value.js';
import type { Answer, LiveCertificate } from './answer.js';
import { FILLABLE, questionOf } from './inquiry.js';

/** The facts of a listener with what AWS told in the place of what the plan does not know. What it knows stays. */
export function fillListener(facts: ListenerFacts, answers: ReadonlyMap<string, Answer>): ListenerFacts {
  const { certificate } = facts;
  const now = new Date(facts.now);
  if (certificate.alternatives === null) return { ...facts, certificate: fillCertificate(certificate, answers, now) };
  const filled = certificate.alternatives.map((one) => fillCertificate(one, answers, now));
  return { ...facts, certificate: eitherCertificate(filled, reasonIn(certificate)) };
}

function fillCertificate(facts: CertificateFacts, answers: ReadonlyMap<string, Answer>, now: Date): CertificateFacts {
  const question = questionOf(facts);
  const answer = question === undefined ? undefined : answers.get(question.arn);
  switch (answer?.kind) {
    case undefined:
      return facts;
    case 'found':
      return withTold(facts, factsOf(answer.certificate, now));
    case 'missing':
      return withTold(facts, {
        ...withReason(facts, 'AWS has no such certificate to look at'),
        exists: known(false),
      });
    case 'unanswered':
      return withTold(
        facts,
        withReason(facts, answer.failure.kind === 'elsewhere' ? answer.failure.reason : undefined),
      );
    default:
      return answer satisfies never;
  }
}

type Told = Partial<Pick<CertificateFacts, (typeof FILLABLE)[number]>>;

function factsOf(certificate: LiveCertificate, now: Date): Told {
  const { keyAlgorithm, type, domainNames, notBefore, notAfter, issuance, inUse } = certificate;
  const end: Value<Date> = told(notAfter);
  return {
    exists: known(true),
    type: told(type),
    keyAlgorithm: told(keyAlgorithm),
    domainNames: told(domainNames),
    notBefore: mapValue(told(notBefore), formatDate),
    notAfter: mapValue(end, formatDate),
    daysUntilExpiry: daysUntil(end, now),
    renewal: mapValue(told(type), (how) => (how === 'imported' || how === 'uploaded' ? 'manual' : 'automatic')),
    issuance: told(issuance),
    inUse: told(inUse),
  };
}

function told<T>(value: T | undefined): Value<T> {
  return value === undefined ? unknown('AWS was asked, and does not tell') : known(value);
}

/** Every unknown fact, unknown for what came of asking AWS: who was told to give `--live` has. */
function withReason(facts: CertificateFacts, reason: string | undefined): Told {
  return Object.fromEntries(
    FILLABLE.flatMap((name) => {
      const value: Value<unknown> = facts[name];
      if (value.kind !== 'unknown') return [];
      const { remedy: _, ...rest } = value;
      return [[name, { ...rest, reason: reason ?? `${value.reason}, and AWS did not answer` }]];
    }),
  ) as Told;
}

function withTold(facts: CertificateFacts, answered: Told): CertificateFacts {
  const filled = FILLABLE.filter((name) => facts[name].kind === 'unknown' && answered[name] !== undefined);
  return { ...facts, ...Object.fromEntries(filled.map((name) => [name, answered[name] ?? absent])) };
}

/** Why it is not known which of several certificates it is. */
function reasonIn(certificate: CertificateFacts): string {
  const values: readonly Value<unknown>[] = [certificate.address, certificate.arn];
  const open = values.find((value): value is Unknown<unknown> => value.kind === 'unknown');
  return open?.reason ?? 'the plan does not say which certificate it is';
}
