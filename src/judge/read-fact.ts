import { absent, isValue, known, unknown, type Value } from '../model/value.js';
import { namesOf } from './fact-schema.js';
import type { FactPath } from './policy.js';

/** One fact by its path; a fact that was never collected is unknown, so that no policy holds for want of it. */
export function readFact(facts: object, path: FactPath): Value<unknown> {
  let place: unknown = facts;
  for (const name of namesOf(path)) {
    if (typeof place !== 'object' || place === null || isValue(place) || !Object.hasOwn(place, name)) {
      return unknown('elbcert did not look at this');
    }
    place = (place as Record<string, unknown>)[name];
  }
  if (isValue(place)) return place;
  return place === null || place === undefined ? absent : known(place);
}

/** The value that a policy weighs: null for what a thing does not have. Sensitive ones are weighed too, never shown. */
export function weighed(value: Value<unknown>): { readonly value: unknown } | undefined {
  switch (value.kind) {
    case 'known':
      return { value: value.value };
    case 'absent':
      return { value: null };
    case 'unknown':
      return undefined;
    default:
      return value satisfies never;
  }
}

export interface FactAt {
  readonly path: FactPath;
  readonly fact: Value<unknown>;
}

/** True for two unknown facts that turn out equal. */
export function sameValue(a: FactAt, b: FactAt): boolean {
  const key = identityKey(a);
  return a.path === b.path ? a.fact.kind === 'unknown' : key !== undefined && key === identityKey(b);
}

/**
 * The same for unknown facts that turn out equal. The name is part of it: a Region and the partition that was derived
 * from it share an identity, and are not equal.
 */
export function identityKey({ path, fact }: FactAt): string | undefined {
  if (fact.kind !== 'unknown' || fact.identity === undefined) return undefined;
  return JSON.stringify([namesOf(path).at(-1), fact.identity]);
}

/** The same facts with each of the certificates that it may be; none where it is the one that is told. */
export function withEachCertificate(facts: object): readonly object[] {
  const certificate = 'certificate' in facts ? facts.certificate : undefined;
  if (typeof certificate !== 'object' || certificate === null || !('alternatives' in certificate)) return [];
  if (!Array.isArray(certificate.alternatives)) return [];
  return certificate.alternatives.map((one: unknown) => ({ ...facts, certificate: one }));
}
